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
import { cheaperSide, chosenSide, NO_PRICE, isUndecided, shortCostOf } from "./words";

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
  if (estimate.prompt.isContext) return contextStatus(estimate);
  const chosen = isUndecided(estimate) ? undefined : chosenSide(estimate);
  const side = chosen ?? cheaperSide(estimate);
  const { inputTokens, basis } = side.count;
  const bound = basis.isLowerBound ? formatAtLeast : (words: string): string => words;
  const tier = tierName(estimate.billing.tier);
  const spokenBound = basis.isLowerBound ? "at least " : "";
  const spokenCost =
    side.cost?.total === undefined
      ? NO_PRICE
      : `${spokenBound}${formatUsd(side.cost.total, currency)} a request`;
  return {
    text: itemText(
      isStale ? WARNING_ICON : ICON,
      chosen && { name: chosen.model.shortLabel, canBeCut: true },
      `${bound(formatTokensShort(inputTokens))} tok · ${shortCostOf(side, currency)}`,
      tier,
    ),
    label: spoken(
      chosen?.model.label,
      `${spokenBound}${formatCount(inputTokens, "token")}`,
      spokenCost,
      tier && `${tier} tier`,
      isStale ? "of the last good reading" : undefined,
    ),
  };
}

/** Instructions that go along with every request: what they add to each. */
function contextStatus({ left: { count } }: Estimate): StatusBarText {
  const { inputTokens } = count;
  return {
    text: `${ICON} ${formatTokensShort(inputTokens)} tok in every request`,
    label: spoken(`${formatCount(inputTokens, "token")} in every request`),
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
  const cost = input === undefined ? NO_PRICE : formatUsd(input, currency);
  return {
    text: itemText(
      ICON,
      chosen && { name: chosen.model.shortLabel, canBeCut: true },
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
  const bound = total.isLowerBound ? formatAtLeast : (words: string): string => words;
  const spokenBound = total.isLowerBound ? "at least " : "";
  const cost = split === undefined ? NO_PRICE : formatUsd(split, currency);
  const share = (requests: number, name: string): string =>
    `${formatWholePercent(requests, routed)} ${name}`;
  const tokens = formatTokensShort(left.inputTokens);
  const short = right.model.shortLabel;
  return {
    text: itemText(
      ICON,
      routed === 0
        ? undefined
        : right.routedRequests === routed
          ? { name: short, canBeCut: true }
          : { name: share(right.routedRequests, short), canBeCut: false },
      `${bound(tokens)} tok · ${split === undefined ? cost : bound(cost)}`,
      tierName(total.tier),
    ),
    label: spoken(
      routed === 0 ? undefined : `${share(right.routedRequests, "to")} ${right.model.label}`,
      formatCount(total.requests, "request"),
      `${spokenBound}${formatCount(left.inputTokens, "token")}`,
      split === undefined ? cost : `${spokenBound}${cost} in all`,
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

/** Before the figures: the recommended model, or the share of it, which says nothing if it is cut. */
interface Subject {
  readonly name: string;
  readonly canBeCut: boolean;
}

const SEPARATOR = " · ";
/** Fewer letters of a name tell nothing. */
const MIN_NAME_CHARACTERS = 4;

/**
 * If the item would get too long, the space after a `≥` gives way, then the end of the model's name,
 * then all of it, then the dots; figures and the tier that they are of never do.
 */
function itemText(
  icon: string,
  subject: Subject | undefined,
  figures: string,
  tier?: string,
): string {
  const words = tier === undefined ? figures : `${figures} ${tier}`;
  const roomBeside = (shown: string): number => MAX_CHARACTERS - "⚖ ".length - shown.length;
  const name = visibleLine(subject?.name ?? "");
  const isTight = roomBeside(words) < (subject ? name.length + SEPARATOR.length : 0);
  const shown = isTight ? words.replaceAll("≥ ", "≥") : words;
  const room = roomBeside(shown);
  const before = subject && nameIn(room - SEPARATOR.length, name, subject.canBeCut);
  if (before !== undefined) return `${icon} ${escapeIcons(before)}${SEPARATOR}${shown}`;
  return `${icon} ${room < 0 ? shown.replaceAll(SEPARATOR, " ") : shown}`;
}

function nameIn(room: number, name: string, canBeCut: boolean): string | undefined {
  if (name.length <= room) return name;
  return canBeCut && room > MIN_NAME_CHARACTERS ? `${name.slice(0, room - 1)}…` : undefined;
}

/** `Batch`, unless it is the usual one. */
function tierName(tier: FileTotal["tier"]): string | undefined {
  switch (tier) {
    case "standard":
      return undefined;
    case "mixed":
      return "mixed";
    default:
      return `${tier.charAt(0).toUpperCase()}${tier.slice(1)}`;
  }
}

/** The text that a screen reader reads for an item of the status bar. */
export function spoken(...words: readonly (string | undefined)[]): string {
  return visibleLine(`Tokenscale: ${words.filter((word) => word !== undefined).join(", ")}`);
}
