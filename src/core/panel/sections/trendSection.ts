import type { Currency } from "../../currency";
import type { FileTotal } from "../../estimate/fileTotal";
import {
  formatAtLeast,
  formatColumn,
  formatCount,
  formatSignedTokens,
  formatTokens,
  formatUsd,
  NOT_KNOWN,
} from "../../format";
import type { PicoUsd } from "../../money";
import { type Side, SIDES } from "../../pair";
import type { TrendPoint, TrendState } from "../contract/trendState";
import { code, date, modelName, type RichText } from "../contract/richText";

/** A file as it was after one of its commits. */
export interface PastTotal {
  readonly commit: string;
  /** ISO date. */
  readonly day: string;
  readonly total: FileTotal;
}

/** Undefined if there are not two commits to compare. `past`: oldest first. */
export function buildTrend(past: readonly PastTotal[], currency: Currency): TrendState | undefined {
  const [first] = past;
  const last = past.at(-1);
  if (first === undefined || last === undefined || past.length < 2) return undefined;
  const change = last.total.left.inputTokens - first.total.left.inputTokens;
  const { left } = last.total;
  return {
    note: [
      `${formatCount(past.length, "commit")} of this file, from `,
      date(first.day),
      " to ",
      date(last.day),
      ". Values, images, and prices are those of today.",
    ],
    lead: [
      `${tokensText(last)} tokens in on ${left.model.shortLabel} at the last commit`,
      change === 0
        ? `, as many as ${formatCount(past.length - 1, "commit")} before.`
        : `, ${formatSignedTokens(change)} in ${formatCount(past.length - 1, "commit")}.`,
    ],
    lines: [
      {
        key: "tokens",
        name: [`Tokens in, ${left.model.shortLabel}`],
        first: tokensText(first),
        last: tokensText(last),
        points: pointsOf(past, ({ total }) => total.left.inputTokens, tokensText),
      },
      ...SIDES.filter((side) => last.total[side].total !== undefined).map((side) => ({
        key: side,
        name: [modelName(side, last.total[side].model.shortLabel)],
        first: costText(first, side, currency),
        last: costText(last, side, currency),
        points: pointsOf(
          past.filter(({ total }) => total[side].total !== undefined),
          ({ total }) => Number(total[side].total),
          (each) => costText(each, side, currency),
        ),
      })),
    ],
    table: tableOf(past, last.total, currency),
  };
}

function pointsOf(
  past: readonly PastTotal[],
  valueOf: (past: PastTotal) => number,
  textOf: (past: PastTotal) => string,
): readonly TrendPoint[] {
  const values = past.map(valueOf);
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  return past.map((each, index) => ({
    key: each.commit,
    x: past.length === 1 ? 1 : index / (past.length - 1),
    y: span === 0 ? 0.5 : ((values[index] ?? least) - least) / span,
    label: `${each.day}, ${shortId(each)}: ${textOf(each)}`,
  }));
}

function tableOf(
  past: readonly PastTotal[],
  total: FileTotal,
  currency: Currency,
): TrendState["table"] {
  const columns = {
    left: costColumn(past, "left", currency),
    right: costColumn(past, "right", currency),
  };
  return {
    caption: "Tokens and costs of this file over its last commits",
    columns: [
      { key: "commit", heading: ["Commit"], align: "start" },
      { key: "day", heading: ["Date"], align: "start" },
      { key: "tokens", heading: [`Tokens in, ${total.left.model.shortLabel}`], align: "end" },
      ...SIDES.map((side) => ({
        key: side,
        heading: [`${total[side].model.shortLabel}, ${currency.code}`],
        align: "end" as const,
      })),
    ],
    rows: past.map((each, index) => ({
      key: each.commit,
      kind: "plain",
      cells: [
        [code(shortId(each))],
        [date(each.day)],
        [tokensText(each)],
        ...SIDES.map((side): RichText => [columns[side][index] ?? NOT_KNOWN]),
      ],
    })),
  };
}

function costColumn(past: readonly PastTotal[], side: Side, currency: Currency): readonly string[] {
  const amounts = past.map(({ total }): PicoUsd | undefined => total[side].total);
  const texts = formatColumn(amounts, { currency, hidesNothing: true });
  return texts.map((text, index) =>
    past[index]?.total.isLowerBound === true && text !== NOT_KNOWN ? formatAtLeast(text) : text,
  );
}

function tokensText({ total }: PastTotal): string {
  const text = formatTokens(total.left.inputTokens);
  return total.isLowerBound ? formatAtLeast(text) : text;
}

function costText({ total }: PastTotal, side: Side, currency: Currency): string {
  const cost = total[side].total;
  if (cost === undefined) return NOT_KNOWN;
  const text = formatUsd(cost, currency);
  return total.isLowerBound ? formatAtLeast(text) : text;
}

function shortId({ commit }: PastTotal): string {
  return commit.slice(0, 7);
}
