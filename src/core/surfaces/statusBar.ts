import type { Currency } from "../currency";
import type { PicoUsd } from "../money";
import type { Estimate } from "../estimate/estimate";
import type { FileTotal } from "../estimate/fileTotal";
import { isOverBoth, overContextWords } from "../estimate/overContext";
import type { TextEstimate } from "../estimate/textEstimate";
import {
  formatAtLeast,
  formatCount,
  formatTokens,
  formatTokensShort,
  formatUsd,
  formatWholePercent,
} from "../format";
import { visibleLine } from "../visibleText";
import { escapeIcons } from "./segments";
import { TIER_HEADING } from "./totalHover";
import { cheaperSide, chosenSide, costOf, isUndecided } from "./words";

/** An item on the right of the status bar. */
export interface StatusBarText {
  /** With its icon: `$(law) mini · 1,204 tok · $0.000391`. */
  readonly text: string;
  /** Read by a screen reader. */
  readonly label: string;
}

const MAX_CHARACTERS = 32;
const ICON = "$(law)";
const WARNING_ICON = "$(warning)";

/** A request. `isStale`: the figures are from the last good reading. */
export function estimateStatus(
  estimate: Estimate,
  currency: Currency,
  isStale = false,
): StatusBarText {
  if (isOverBoth(estimate)) return overStatus(estimate);
  const chosen = isUndecided(estimate) ? undefined : chosenSide(estimate);
  const side = chosen ?? cheaperSide(estimate);
  const { inputTokens, basis } = side.count;
  const bound = basis.isLowerBound ? formatAtLeast : (words: string): string => words;
  const cost = costOf(side, currency);
  const spokenBound = basis.isLowerBound ? "at least " : "";
  const spokenCost =
    side.cost?.total === undefined
      ? cost
      : `${spokenBound}${formatUsd(side.cost.total, currency)} a request`;
  return {
    text: itemText(
      isStale ? WARNING_ICON : ICON,
      chosen?.model.shortLabel,
      `${bound(formatTokensShort(inputTokens))} tok · ${cost}`,
    ),
    label: spoken(
      chosen?.model.label,
      `${spokenBound}${formatCount(inputTokens, "token")}`,
      spokenCost,
      isStale ? "of the last good reading" : undefined,
    ),
  };
}

function overStatus(estimate: Estimate): StatusBarText {
  const { left } = estimate;
  const over = formatTokensShort(left.overContextTokens);
  return {
    text: `$(error) ${formatTokensShort(left.count.inputTokens)} tok · ${over} over`,
    label: spoken(formatCount(left.count.inputTokens, "token"), overContextWords(estimate)),
  };
}

/** Selected text, priced as input only. */
export function textStatus(estimate: TextEstimate, currency: Currency): StatusBarText {
  const { tokens, left, right } = estimate;
  const chosen = isUndecided(estimate)
    ? undefined
    : [left, right].find(({ model }) => model.id === estimate.recommendation.modelId);
  const { input } = chosen ?? cheaperInput(estimate);
  const cost = input === undefined ? "no price" : formatUsd(input, currency);
  return {
    text: itemText(
      ICON,
      chosen?.model.shortLabel,
      `${formatTokensShort(tokens)} tok · ${input === undefined ? cost : `${cost} in`}`,
    ),
    label: spoken(
      chosen?.model.label,
      `${formatCount(tokens, "token")} selected`,
      input === undefined ? cost : `${cost} as input`,
    ),
  };
}

function cheaperInput({ left, right }: TextEstimate): { readonly input?: PicoUsd } {
  if (right.input === undefined) return left;
  return left.input !== undefined && left.input <= right.input ? left : right;
}

/** A file of many requests, split over both models. */
export function totalStatus(total: FileTotal, currency: Currency): StatusBarText {
  const { left, right, split } = total;
  const routed = left.routedRequests + right.routedRequests;
  const cost = split === undefined ? "no price" : formatUsd(split, currency);
  const share = (requests: number, name: string): string =>
    `${formatWholePercent(requests, routed)} ${name}`;
  const tokens = formatTokensShort(left.inputTokens);
  const tier = total.tier === "standard" ? "" : ` · ${TIER_HEADING[total.tier]}`;
  return {
    text: itemText(
      ICON,
      routed === 0 ? undefined : share(right.routedRequests, right.model.shortLabel),
      `${total.isLowerBound ? formatAtLeast(tokens) : tokens} tok · ${cost}${tier}`,
      MAX_CHARACTERS + tier.length,
    ),
    label: spoken(
      routed === 0 ? undefined : `${share(right.routedRequests, "to")} ${right.model.label}`,
      formatCount(total.requests, "request"),
      `${total.isLowerBound ? "at least " : ""}${formatCount(left.inputTokens, "token")}`,
      `${cost} in all`,
      total.tier === "standard" ? undefined : TIER_HEADING[total.tier],
    ),
  };
}

/** While the lines of a long file are being counted. */
export function progressStatus(done: number, lines: number): StatusBarText {
  const words = `${formatTokens(done)} of ${formatCount(lines, "line")}`;
  return { text: `$(loading~spin) ${words}`, label: spoken(`counting, ${words}`) };
}

/** A file that has been broken since it was opened. */
export const NOT_READ_STATUS: StatusBarText = {
  text: `${WARNING_ICON} Prompt not read`,
  label: "Tokenscale: Prompt not read",
};

export const EMPTY_STATUS: StatusBarText = {
  text: `${ICON} 0 tok`,
  label: "Tokenscale: 0 tokens",
};

/** A file that is not counted unless part of it is selected. */
export function tooLargeStatus(bytes: number): StatusBarText {
  const words = `${formatTokens(Math.round(bytes / 1_000_000))} MB, not counted`;
  return { text: `${ICON} ${words}`, label: spoken(words) };
}

export const TOO_LARGE_TOOLTIP = "Select text to count it.";

/**
 * If the item would get too long, the space after a `≥` is left out, then the model's name; figures
 * never are.
 */
function itemText(
  icon: string,
  model: string | undefined,
  figures: string,
  maxCharacters = MAX_CHARACTERS,
): string {
  if (model === undefined) return `${icon} ${figures}`;
  const roomFor = (words: string): number =>
    maxCharacters - "⚖ ".length - " · ".length - words.length;
  const shown = roomFor(figures) < model.length ? figures.replaceAll("≥ ", "≥") : figures;
  const room = roomFor(shown);
  const visible = visibleLine(model);
  const name = visible.length <= room ? visible : `${visible.slice(0, Math.max(1, room - 1))}…`;
  return `${icon} ${escapeIcons(name)} · ${shown}`;
}

/** The text that a screen reader reads for an item of the status bar. */
export function spoken(...words: readonly (string | undefined)[]): string {
  return visibleLine(`Tokenscale: ${words.filter((word) => word !== undefined).join(", ")}`);
}
