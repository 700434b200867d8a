import { PICO_PER_USD, type PicoUsd } from "../../money";
import type { FileTotal } from "../../estimate/fileTotal";
import { formatAtLeast, formatColumn, formatCount, formatTokens, NOT_KNOWN } from "../../format";
import { totalBasisWords } from "../../surfaces/words";
import { type PromptEntry, promptEntries } from "./promptEntries";
import { tierWords } from "./promptsVerdict";
import type { PanelContext } from "../panelContext";
import { type Pair, type Side, SIDES } from "../../pair";
import type { PromptsSubject } from "../panelInput";
import type { PromptsRow, PromptsSection, TableColumn } from "../contract/panelState";
import { reasoningPerOutput, type ScaleBasis } from "./scaleSection";
import { modelName, plainText, type RichText } from "../contract/richText";

/** How many rows are sent to the page: the most expensive ones. Totals cover all. */
const MAX_ROWS = 1_000;

/** For the cost of one prompt: a tiny row does not lengthen the others. */
const ROW_DECIMALS = 4;

/** The prompts in one table, with their totals. */
export function buildPromptsSection(
  subject: PromptsSubject,
  context: PanelContext,
): PromptsSection {
  const { total } = subject;
  const { pair } = context.input;
  const entries = promptEntries(subject, pair);
  const costliest = entries
    .toSorted((a, b) => compareAmounts(b.costs.left, a.costs.left))
    .slice(0, MAX_ROWS);
  const showsBoth = entries.some(({ tokens }) => tokens.left !== tokens.right);
  const mostTokens = Math.max(1, ...entries.map(({ tokens }) => tokens.left));
  const columns = columnsOf(showsBoth, context);
  const money = moneyCells(costliest, total, context);
  return {
    note: [
      `${formatCount(total.requests, "prompt")}, one request each${tierWords(total)}; ${totalBasisWords(total)}.`,
    ],
    lead: [
      `${atLeast(formatTokens(total.left.inputTokens), total)} tokens in and ${formatTokens(total.output.expectedTokens)} expected out; ${formatCount(total.right.routedRequests, "prompt")} to ${pair.right.shortLabel}, ${formatTokens(total.left.routedRequests)} to ${pair.left.shortLabel}`,
      total.unroutedRequests > 0 ? `, ${formatTokens(total.unroutedRequests)} to neither.` : ".",
      ...largestFileWords(entries, total),
    ],
    columns,
    rows: costliest.map((entry, index) => rowOf(entry, index, showsBoth, money, mostTokens)),
    total: [
      ["Total"],
      [atLeast(formatTokens(total.left.inputTokens), total)],
      ...(showsBoth ? [[atLeast(formatTokens(total.right.inputTokens), total)]] : []),
      [formatTokens(total.output.expectedTokens)],
      [money.left.at(-1) ?? NOT_KNOWN],
      [money.right.at(-1) ?? NOT_KNOWN],
      [money.saving.at(-1) ?? NOT_KNOWN],
      [
        `${formatTokens(total.left.routedRequests)} on ${pair.left.shortLabel}, ${formatTokens(total.right.routedRequests)} on ${pair.right.shortLabel}`,
      ],
      [],
    ],
    sortedBy: { column: "saving", descending: true },
    showAll: `Show all ${formatTokens(costliest.length)}`,
    ...(costliest.length < entries.length && {
      shown: `Shown: ${formatTokens(costliest.length)} of ${formatTokens(entries.length)} ${entries.length === total.requests ? "prompts" : "rows"}. Totals are of all.`,
    }),
  };
}

/** A file with most of the prompts decides what is said of all: that is said too. */
function largestFileWords(entries: readonly PromptEntry[], total: FileTotal): RichText {
  const [largest] = entries.toSorted((a, b) => b.requests - a.requests);
  return largest && entries.length > 1 && largest.requests * 2 > total.requests
    ? [
        ` ${formatTokens(largest.requests)} of the ${formatTokens(total.requests)} are in ${largest.file}.`,
      ]
    : [];
}

function columnsOf(
  showsBoth: boolean,
  { input: { pair, currency } }: PanelContext,
): readonly TableColumn[] {
  return [
    { key: "name", heading: ["Prompt"], align: "start" },
    ...(showsBoth
      ? SIDES.map((side) => ({
          key: `tokens-${side}`,
          heading: [`Tokens in, ${pair[side].shortLabel}`],
          align: "end" as const,
        }))
      : [{ key: "tokens-left", heading: ["Tokens in"], align: "end" as const }]),
    { key: "output", heading: ["Expected out"], align: "end", wideOnly: true },
    ...SIDES.map((side) => ({
      key: `usd-${side}`,
      heading: [modelName(side, pair[side].shortLabel), ` ${currency.code}`],
      align: "end" as const,
    })),
    { key: "saving", heading: [`Saving ${currency.code}`], align: "end" },
    { key: "goes", heading: ["Goes to"], align: "start" },
    { key: "level", heading: ["Evidence"], align: "start", wideOnly: true },
  ];
}

interface MoneyCells extends Pair<readonly string[]> {
  readonly saving: readonly string[];
}

function moneyCells(
  entries: readonly PromptEntry[],
  total: FileTotal,
  { input: { currency } }: PanelContext,
): MoneyCells {
  const columnOf = (amounts: readonly (PicoUsd | undefined)[], side: Side): readonly string[] => {
    const texts = formatColumn(amounts, { currency, minimumDecimals: ROW_DECIMALS });
    return texts.map((text, index) => {
      const isLowerBound = entries[index]?.isLowerBound[side] ?? total.isLowerBound;
      return isLowerBound && text !== NOT_KNOWN && text !== "0" ? formatAtLeast(text) : text;
    });
  };
  const { left, right, split } = total;
  const saving = left.total === undefined || split === undefined ? undefined : left.total - split;
  return {
    left: columnOf([...entries.map(({ costs }) => costs.left), left.total], "left"),
    right: columnOf([...entries.map(({ costs }) => costs.right), right.total], "right"),
    saving: columnOf([...entries.map((entry) => entry.saving), saving], "left"),
  };
}

function rowOf(
  entry: PromptEntry,
  index: number,
  showsBoth: boolean,
  money: MoneyCells,
  mostTokens: number,
): PromptsRow {
  const { id, name, tokens, isLowerBound, outputTokens, costs, saving, goes, level } = entry;
  const sides = showsBoth ? SIDES : SIDES.slice(0, 1);
  const tokensText = (side: Side): string => {
    const text = formatTokens(tokens[side]);
    return isLowerBound[side] ? formatAtLeast(text) : text;
  };
  const usdKey = (total: PicoUsd | undefined): number | string =>
    total === undefined ? "" : Number(total) / Number(PICO_PER_USD);
  return {
    id,
    tokenBar: { fraction: tokens.left / mostTokens, tone: entry.goesTo ?? "neither" },
    cells: [
      [name],
      ...sides.map((side): RichText => [tokensText(side)]),
      [formatTokens(outputTokens)],
      [money.left[index] ?? NOT_KNOWN],
      [money.right[index] ?? NOT_KNOWN],
      [money.saving[index] ?? NOT_KNOWN],
      goes,
      [level],
    ],
    sortKeys: [
      name,
      ...sides.map((side) => tokens[side]),
      outputTokens,
      usdKey(costs.left),
      usdKey(costs.right),
      usdKey(saving),
      plainText(goes),
      level,
    ],
  };
}

function compareAmounts(a = 0n, b = 0n): number {
  return a > b ? 1 : a < b ? -1 : 0;
}

/** At scale starts from the mean request. */
export function scaleBasisOfMany({ total }: PromptsSubject): ScaleBasis {
  const mean = (sum: number): number =>
    total.requests === 0 ? 0 : Math.round(sum / total.requests);
  const inputTokens = mean(total.left.inputTokens);
  const inputTokensOnRight = mean(total.right.inputTokens);
  return {
    name: "These prompts",
    tier: total.tier === "mixed" ? "standard" : total.tier,
    inputTokens,
    ...(inputTokensOnRight !== inputTokens && { inputTokensOnRight }),
    outputTokens: mean(total.output.expectedTokens),
    ...reasoningPerOutput(total.output.expectedTokens, {
      left: total.left.outputTokens,
      right: total.right.outputTokens,
    }),
  };
}

function atLeast(text: string, { isLowerBound }: FileTotal): string {
  return isLowerBound ? formatAtLeast(text) : text;
}
