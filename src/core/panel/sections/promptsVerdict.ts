import { isSizedLevel } from "../../recommend/knownLoss";
import type { FileTotal } from "../../estimate/fileTotal";
import {
  formatAtLeast,
  formatCount,
  formatDecimals,
  formatShare,
  formatTokens,
  formatUsd,
  formatWholePercent,
} from "../../format";
import type { PicoUsd } from "../../money";
import { type Side, SIDES } from "../../pair";
import { NO_PRICE } from "../../surfaces/words";
import { TIER_HEADING } from "../../surfaces/totalHover";
import type { CostBar, Verdict, VerdictCard } from "../contract/panelState";
import { badge, deciding, modelName, nowrap, strong, type RichText } from "../contract/richText";
import type { PanelContext } from "../panelContext";
import type { PromptsSubject } from "../panelInput";
import { savingOf } from "./promptEntries";
import { retirementGround } from "./verdict";

/** The recommendation for all the prompts together. */
export function buildPromptsVerdict(subject: PromptsSubject, context: PanelContext): Verdict {
  const { total } = subject;
  if (total.requests === 0) {
    return { cards: [], sentence: ["0 prompts could be read."], grounds: [], actions: [] };
  }
  return {
    cards: [recommendedCard(total, context), costCard(total, context), confidenceCard(total)],
    sentence: sentenceOf(total, context),
    grounds: [...savingGround(subject, context), ...retirementGround(context)],
    actions: [],
  };
}

/**
 * The saving of the prompts that go to the right model: first those whose loss is within the tolerance, then
 * those that cost alone sends there. Nothing of a file of which only some prompts are kept.
 */
function savingGround(
  { prompts, total }: PromptsSubject,
  { input: { pair, currency, scale } }: PanelContext,
): readonly RichText[] {
  if (prompts.length < total.requests) return [];
  const moved = prompts.flatMap(({ estimate }) => {
    const { modelId, decidedBy } = estimate.recommendation;
    const saving = modelId === pair.right.id ? savingOf(estimate, "right") : undefined;
    return saving === undefined || saving <= 0n
      ? []
      : [{ saving, isKnown: decidedBy === "quality" }];
  });
  const sumOf = (some: typeof moved): PicoUsd => some.reduce((sum, { saving }) => sum + saving, 0n);
  const known = moved.filter(({ isKnown }) => isKnown);
  const others = moved.filter(({ isKnown }) => !isKnown);
  if (known.length === 0) return [];
  const month = sumOf(known) * BigInt(Math.round(scale.requestsPerMonth));
  const requests = formatTokens(scale.requestsPerMonth);
  const byCost =
    others.length === 0
      ? ""
      : `, and ${formatUsd(-sumOf(others), currency)} by cost on ${formatTokens(others.length)} more`;
  return [
    [
      `${formatTokens(known.length)} on ${pair.right.shortLabel} within your tolerance: `,
      strong(`${formatUsd(-sumOf(known), currency)} for one request each`),
      `${byCost}. At ${requests} requests of each a month: ${formatUsd(-month, currency)}.`,
    ],
  ];
}

/** The only side that prompts go to, if it is one. */
function onlySide(total: FileTotal): Side | undefined {
  return SIDES.find((side) => total[side].routedRequests === total.requests);
}

function recommendedCard(total: FileTotal, { input: { pair } }: PanelContext): VerdictCard {
  const { left, right, requests, unroutedRequests, expectedLoss } = total;
  const only = onlySide(total);
  const share = (side: Side): RichText => [
    `${formatWholePercent(total[side].routedRequests, requests)} `,
    modelName(side, pair[side].shortLabel),
  ];
  const counts = `${formatCount(right.routedRequests, "prompt")} on ${pair.right.shortLabel}, ${formatTokens(left.routedRequests)} on ${pair.left.shortLabel}`;
  const neither = unroutedRequests > 0 ? `, ${formatTokens(unroutedRequests)} to neither` : "";
  const loss =
    expectedLoss === undefined ? "" : `; expected loss ${formatDecimals(expectedLoss, 2)}`;
  return {
    key: "recommended",
    heading: "Recommended",
    value: only
      ? [modelName(only, pair[only].label)]
      : [...share("right"), " and ", ...share("left")],
    ...(only && { accent: only }),
    bars: [],
    note: [`${only ? `All ${formatCount(requests, "prompt")}` : counts}${neither}${loss}`],
  };
}

function costCard(total: FileTotal, context: PanelContext): VerdictCard {
  const { pair, currency } = context.input;
  const { left, right, split } = total;
  const amount = (value: PicoUsd | undefined): string =>
    value === undefined ? NO_PRICE : bounded(formatUsd(value, currency), total);
  const highest = [left.total, right.total].reduce<PicoUsd>(
    (most, each) => (each !== undefined && each > most ? each : most),
    0n,
  );
  return {
    key: "cost",
    heading: `Cost of one request each${tierWords(total)}`,
    value: [amount(split)],
    bars: SIDES.flatMap((side): CostBar[] => {
      const cost = total[side].total;
      if (cost === undefined) return [];
      return [
        {
          key: side,
          name: [modelName(side, `all ${pair[side].shortLabel}`)],
          tone: side,
          amount: amount(cost),
          fraction: highest === 0n ? 0 : Number(cost) / Number(highest),
        },
      ];
    }),
    note:
      split === undefined || left.total === undefined
        ? ["A price is missing, or a prompt fits neither model"]
        : [`${formatShare(split, left.total)} of all on ${pair.left.shortLabel}`],
  };
}

/** How many of the prompts have a loss whose size is known. */
function sizedRequests({ levels }: FileTotal): number {
  return levels
    .filter(({ level }) => isSizedLevel(level))
    .reduce((sum, { requests }) => sum + requests, 0);
}

function confidenceCard(total: FileTotal): VerdictCard {
  const { levels, requests } = total;
  return {
    key: "confidence",
    heading: "Confidence",
    value: [`${formatTokens(sizedRequests(total))} of ${formatTokens(requests)}`],
    bars: [],
    note: ["prompts are of a kind with known scores"],
    basis: levels.flatMap(({ level, requests: some }, index) => [
      ...(index === 0 ? [] : [" "]),
      badge(level),
      nowrap(` ${formatTokens(some)}${isSizedLevel(level) ? "" : " by cost"}`),
    ]),
  };
}

function sentenceOf(total: FileTotal, { input: { pair, currency } }: PanelContext): RichText {
  const { left, split, expectedLoss, requests } = total;
  const only = onlySide(total);
  const all = `all on ${pair.left.label}`;
  if (split === undefined || left.total === undefined) {
    return ["The cost is not known: a price is missing, or a prompt fits neither model."];
  }
  if (only === "left") return [`Each of these goes to ${pair.left.label}.`];
  const what = only ? `${pair[only].label} alone` : "The split";
  const share = formatShare(split, left.total);
  const saved = left.total - split;
  const amount = bounded(formatUsd(saved < 0n ? -saved : saved, currency), total);
  const difference = `${amount} ${saved < 0n ? "more" : "less"}`;
  const loss = expectedLoss === undefined ? undefined : formatDecimals(expectedLoss, 2);
  const sized = sizedRequests(total);
  if (loss !== undefined && sized === requests) {
    const kept = deciding(`all but ${loss}`);
    return [
      `${what} keeps `,
      kept,
      ` of the score for ${share} of the cost: ${difference} than ${all}.`,
    ];
  }
  const known =
    loss === undefined
      ? ""
      : `; expected loss ${loss} on the ${formatTokens(sized)} with known scores`;
  return [`${what} costs `, deciding(share), ` of ${all}, ${difference}${known}.`];
}

/** The tier of the prices, if it is not Standard. */
export function tierWords({ tier }: FileTotal): string {
  return tier === "standard" ? "" : `, ${TIER_HEADING[tier]}`;
}

function bounded(text: string, { isLowerBound }: FileTotal): string {
  return isLowerBound ? formatAtLeast(text) : text;
}
