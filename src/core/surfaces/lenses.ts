import type { Currency } from "../currency";
import type { Estimate } from "../estimate/estimate";
import type { FileTotal } from "../estimate/fileTotal";
import type { ChangeSinceHead } from "../estimate/changeSinceHead";
import { isOverBoth } from "../estimate/overContext";
import { largestPart } from "../estimate/largestPart";
import {
  formatAtLeast,
  formatCount,
  formatShare,
  formatSignedTokens,
  formatSignedUsd,
  formatTokens,
  formatUsd,
} from "../format";
import type { SourceRange } from "../sourceRange";
import { escapeIcons, type SurfaceCommand } from "./segments";
import {
  chosenSide,
  cheaperSide,
  compareLabel,
  GO_TO_LARGEST_LABEL,
  isSameOnBoth,
  NO_PRICE,
  type PairOfModels,
  RUN_LABEL,
  shortCostOf,
  tokensOf,
} from "./words";
import { TIER_HEADING } from "./totalHover";

/** One lens: its text and, if it can be clicked, its command. */
export interface LensText {
  readonly title: string;
  readonly command?: SurfaceCommand;
  readonly range?: SourceRange;
}

interface LensOptions {
  readonly currency: Currency;
  readonly changeSinceHead?: ChangeSinceHead;
  /** Time of day of the last good reading, `14:32`, if the file is broken now. */
  readonly staleSince?: string;
  /** Of several prompts in code only the first has links: the figures of the others lead on, too. */
  readonly isFollowing?: boolean;
}

/** The lens of a file that has been broken since it was opened: the price of its plain text would mislead. */
export const NOT_READ_LENS = "Prompt not read";

/** The lenses above a file, or above one of its prompts. */
export function lensTexts(
  estimate: Estimate,
  { currency, changeSinceHead, staleSince, isFollowing = false }: LensOptions,
): readonly LensText[] {
  const from = staleSince === undefined ? "" : ` · from ${staleSince}`;
  if (isOverBoth(estimate)) {
    const { left } = estimate;
    const largest = largestPart(estimate, left);
    const over = `${tokensOf(left)} tok · ${formatTokens(left.overContextTokens)} over`;
    return [
      { title: over + from },
      ...(largest
        ? [{ title: GO_TO_LARGEST_LABEL, command: "goToLargest" as const, range: largest.range }]
        : []),
    ];
  }
  return [
    { title: escapeIcons(figures(estimate, currency)) + from, command: "compare" },
    ...(isFollowing ? [] : links(estimate)),
    ...(changeSinceHead && changeSinceHead.tokens !== 0
      ? [{ title: changeSinceHeadTitle(estimate, changeSinceHead, currency) }]
      : []),
  ];
}

function links(models: PairOfModels): readonly LensText[] {
  return [
    { title: escapeIcons(compareLabel(models)), command: "compare" },
    { title: RUN_LABEL, command: "run" },
  ];
}

function figures(estimate: Estimate, currency: Currency): string {
  const { left, right } = estimate;
  const sides = [left, right].map((side) => ({
    name: side.model.shortLabel,
    tokens: tokensOf(side),
    cost: side.overContextTokens > 0 ? "too long" : shortCostOf(side, currency),
  }));
  return isSameOnBoth(estimate)
    ? `${tokensOf(left)} tok · ${sides.map(({ name, cost }) => `${name} ${cost}`).join(" · ")}`
    : sides.map(({ name, tokens, cost }) => `${name} ${tokens} tok ${cost}`).join(" · ");
}

/** The cost is that on the recommended model. */
function changeSinceHeadTitle(
  estimate: Estimate,
  { tokens, left, right }: ChangeSinceHead,
  currency: Currency,
): string {
  const side = chosenSide(estimate) ?? cheaperSide(estimate);
  const cost = side === estimate.left ? left : right;
  const words = `${formatSignedTokens(tokens)} tok`;
  return cost === undefined
    ? `${words} since the last commit`
    : `${words}, ${formatSignedUsd(cost, currency)} since the last commit`;
}

/** The lenses above the first line of a file of many requests. */
export function totalLensTexts(total: FileTotal, currency: Currency): readonly LensText[] {
  const { left, right, requests, split, isLowerBound } = total;
  const bound = (words: string): string => (isLowerBound ? formatAtLeast(words) : words);
  const cost = (name: string, amount: bigint | undefined): string =>
    `${name} ${amount === undefined ? NO_PRICE : bound(formatUsd(amount, currency))}`;
  const title = [
    formatCount(requests, "request"),
    `${bound(formatTokens(left.inputTokens))} tok`,
    cost(left.model.shortLabel, left.total),
    cost(right.model.shortLabel, right.total),
    ...(left.routedRequests > 0 && right.routedRequests > 0 ? [cost("split", split)] : []),
    ...tierNames(total),
  ].join(" · ");
  return [{ title: escapeIcons(title), command: "compare" }, ...links(total)];
}

/** The tier of the prices, unless it is the usual one. */
function tierNames({ tier }: FileTotal): readonly string[] {
  return tier === "standard" ? [] : [TIER_HEADING[tier]];
}

/** A lens above a part of the prompt. */
interface PartLens {
  readonly range: SourceRange;
  readonly title: string;
}

/**
 * The lenses above the messages, the tools and the schema. A single message has none: the file's own
 * lens already says everything.
 */
export function partLenses(estimate: Estimate, staleSince?: string): readonly PartLens[] {
  const { left, right } = estimate;
  const from = staleSince === undefined ? "" : ` · from ${staleSince}`;
  const lenses = left.count.parts.flatMap((part, index) => {
    const other = right.count.parts[index];
    if (part.range === undefined || other === undefined) return [];
    const tokens = formatTokens(part.tokens);
    const title =
      part.tokens === other.tokens
        ? `${part.label} · ${tokens} tok · ${formatShare(part.tokens, left.count.inputTokens)}`
        : `${part.label} · ${tokens} tok on ${left.model.shortLabel} · ${formatTokens(other.tokens)} on ${right.model.shortLabel}`;
    return [{ range: part.range, title: escapeIcons(title) + from }];
  });
  return lenses.length > 1 ? lenses : [];
}
