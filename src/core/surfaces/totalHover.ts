import type { Currency } from "../currency";
import type { Estimate } from "../estimate/estimate";
import type { FileTotal } from "../estimate/fileTotal";
import {
  formatAtLeast,
  formatCount,
  formatShare,
  formatTokens,
  formatUsd,
  formatUsdCell,
  formatWholePercent,
  NOT_KNOWN,
} from "../format";
import type { SourceRange } from "../sourceRange";
import { markdownTable, modelHeadings } from "./markdownTable";
import {
  escapeMarkdown,
  type HoverSegment,
  joinBlocks,
  joinLinks,
  link,
  markdown,
  text,
} from "./segments";
import {
  basisWords,
  chosenSide,
  compareLabel,
  inputWords,
  outputWords,
  totalBasisWords,
} from "./words";

/** A line of a JSONL that can't be read. */
interface BrokenLine {
  /** From 1. */
  readonly lineNumber: number;
  readonly range: SourceRange;
}

interface TotalHoverOptions {
  readonly currency: Currency;
  readonly brokenLines: readonly BrokenLine[];
  /** The file's unit, of which each has one request. */
  readonly unit: "line" | "prompt";
}

/** The heading for a file's price in each tier. */
export const TIER_HEADING = {
  standard: "Standard tier",
  batch: "Batch tier",
  flex: "Flex tier",
  priority: "Priority tier",
  mixed: "Several tiers",
} as const;

/** The hover of a file of many requests: all on either model, and each on the recommended one. */
export function totalHover(
  total: FileTotal,
  { currency, brokenLines, unit }: TotalHoverOptions,
): readonly HoverSegment[] {
  const { left, right, split } = total;
  const columns = [left.total, right.total, split];
  const rows = [
    [
      "Requests",
      ...[left, right].map(() => formatTokens(left.routedRequests + right.routedRequests)),
      `${formatTokens(left.routedRequests)} + ${formatTokens(right.routedRequests)}`,
    ],
    [
      `All ${unit}s, ${currency.code}`,
      ...columns.map((amount) =>
        amount === undefined || !total.isLowerBound
          ? formatUsdCell(amount, currency)
          : formatAtLeast(formatUsdCell(amount, currency)),
      ),
    ],
    [
      `Of all-${left.model.shortLabel}`,
      ...columns.map((amount) =>
        amount === undefined ? NOT_KNOWN : formatShare(amount, left.total ?? 0n),
      ),
    ],
  ];
  const [broken] = brokenLines;
  return joinBlocks([
    totalHeadline(total),
    splitWords(total, currency, unit),
    joinLinks([
      ...(broken
        ? [[link(`Go to line ${formatTokens(broken.lineNumber)}`, "goTo", broken.range)]]
        : []),
      [link(compareLabel(total), "compare")],
    ]),
    markdownTable(
      [TIER_HEADING[total.tier], ...modelHeadings(left.model, right.model, "all "), "split"],
      rows.map(([name = "", ...cells]) => [escapeMarkdown(name), ...cells]),
    ),
  ]);
}

function totalHeadline(total: FileTotal): string {
  const { left, right, output } = total;
  const bound = (count: number): string =>
    total.isLowerBound ? formatAtLeast(formatTokens(count)) : formatTokens(count);
  const tokens =
    left.inputTokens === right.inputTokens
      ? `**${bound(left.inputTokens)} tokens**`
      : `**${bound(left.inputTokens)} tokens** on ${escapeMarkdown(left.model.shortLabel)}, **${bound(right.inputTokens)}** on ${escapeMarkdown(right.model.shortLabel)}`;
  return `${tokens} in ${formatCount(total.requests, "request")}, ${outputWords(output)} · ${basisOfTotal(total)}`;
}

function basisOfTotal(total: FileTotal): string {
  const { unroutedRequests } = total;
  const fits = unroutedRequests === 1 ? "fits" : "fit";
  const unrouted =
    unroutedRequests > 0
      ? `, ${formatCount(unroutedRequests, "request")} ${fits} neither model`
      : "";
  return escapeMarkdown(totalBasisWords(total)) + unrouted;
}

/** `**69% to GPT-4o mini**, $1.72 less than all on GPT-4o · measured for 1,640 lines, …`. */
function splitWords(
  { left, right, split, levels }: FileTotal,
  currency: Currency,
  unit: TotalHoverOptions["unit"],
): string | undefined {
  const routed = left.routedRequests + right.routedRequests;
  if (routed === 0) return undefined;
  const share = formatWholePercent(right.routedRequests, routed);
  const saved = left.total === undefined || split === undefined ? 0n : left.total - split;
  const saving =
    saved > 0n
      ? `, ${formatUsd(saved, currency)} less than all on ${escapeMarkdown(left.model.label)}`
      : "";
  const evidence = levels.map(({ level, requests }, index) =>
    index === 0
      ? `${level} for ${formatCount(requests, unit)}`
      : `${level} for ${formatTokens(requests)}`,
  );
  return `**${share} to ${escapeMarkdown(right.model.label)}**${saving} · ${evidence.join(", ")}`;
}

/** The hover of one line of a JSONL. `lineNumber` from 1. */
export function lineHover(
  estimate: Estimate,
  lineNumber: number,
  currency: Currency,
): readonly HoverSegment[] {
  const { left, right, prompt, output, billing } = estimate;
  const chosen = chosenSide(estimate);
  const costs = [left, right].flatMap(({ model, cost }) =>
    cost?.total === undefined
      ? []
      : [`${formatUsd(cost.total, currency)} on ${escapeMarkdown(model.shortLabel)}`],
  );
  const tier = billing.tier === "standard" ? "" : ` (${billing.tier} tier)`;
  const price = costs.length > 0 ? costs.join(", ") + tier : "no price";
  const goes = chosen
    ? `Goes to ${escapeMarkdown(chosen.model.shortLabel)}.`
    : "Fits neither model.";
  return joinBlocks([
    `${inputWords(estimate)}, ${outputWords(output)} · ${escapeMarkdown(basisWords(estimate))}`,
    [
      markdown(`Line ${formatTokens(lineNumber)}`),
      ...(prompt.name === undefined ? [] : [markdown(", "), text(prompt.name)]),
      markdown(`: ${price}. ${goes}`),
    ],
  ]);
}
