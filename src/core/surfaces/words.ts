import type { Basis } from "../accounting/requestCount";
import type { Currency } from "../currency";
import type { PicoUsd } from "../money";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import type { FileTotal } from "../estimate/fileTotal";
import type { OutputEstimate } from "../cost/outputEstimate";
import {
  formatAtLeast,
  formatCount,
  formatTokens,
  formatUsd,
  formatUsdPerRequest,
} from "../format";
import type { Model } from "../models/model";
import type { RecommendationReason } from "../recommend/recommendation";
import { escapeMarkdown } from "./segments";

/** Words that several surfaces share. */

/** Any object that concerns both models. */
export interface PairOfModels {
  readonly left: { readonly model: Model };
  readonly right: { readonly model: Model };
}

/** `Compare 4o vs mini`. */
export function compareLabel({ left, right }: PairOfModels): string {
  return `Compare ${left.model.shortLabel} vs ${right.model.shortLabel}`;
}

export const NO_PRICE = "no price";
export const RUN_LABEL = "Run on Both";

export const RUN_MOVE_LABEL = "Run Before and After";
export const GO_TO_LARGEST_LABEL = "Go to the largest part";

/** The side that is recommended; undefined if neither is. */
export function chosenSide({ left, right, recommendation }: Estimate): ModelEstimate | undefined {
  return [left, right].find(({ model }) => model.id === recommendation.modelId);
}

/** Whether the recommendation decides nothing, as is the case without evidence and prices. */
export function isUndecided({ recommendation }: Pick<Estimate, "recommendation">): boolean {
  return recommendation.modelId === undefined || recommendation.decidedBy === "nothing";
}

/** Whether both models are expected to bill the same output: not if one reasons. */
export function hasSameOutput({ left, right }: Pick<Estimate, "left" | "right">): boolean {
  return (["minTokens", "expectedTokens", "maxTokens"] as const).every(
    (end) => left.output[end] === right.output[end],
  );
}

/** The side with the lower cost, or the left one if that is unknown. */
export function cheaperSide({ left, right }: Estimate): ModelEstimate {
  if (right.cost?.total === undefined) return left;
  if (left.cost?.total === undefined) return right;
  return right.cost.total < left.cost.total ? right : left;
}

export function isSameOnBoth({ left, right }: Estimate): boolean {
  return left.count.inputTokens === right.count.inputTokens;
}

/** `1,204`, or `≥ 628` if something is left out. */
export function tokensOf({ count }: ModelEstimate): string {
  const tokens = formatTokens(count.inputTokens);
  return count.basis.isLowerBound ? formatAtLeast(tokens) : tokens;
}

/** `**1,204 tokens** in`, per model if they differ; Markdown. */
export function inputWords(estimate: Estimate): string {
  const { left, right } = estimate;
  if (isSameOnBoth(estimate)) return `**${tokensOf(left)} tokens** in`;
  const [onLeft, onRight] = [left, right].map(({ model }) => escapeMarkdown(model.shortLabel));
  return `**${tokensOf(left)} tokens** in on ${onLeft}, **${tokensOf(right)}** on ${onRight}`;
}

/** Of a request with its expected output: `$0.000391`, `≥ $0.00023`, `no price`. */
export function costOf(side: ModelEstimate, currency: Currency): string {
  return boundedCost(side, (total) => formatUsd(total, currency));
}

/** The same where room is short: a request that costs next to nothing as the price of 1,000. */
export function shortCostOf(side: ModelEstimate, currency: Currency): string {
  return boundedCost(side, (total) => formatUsdPerRequest(total, currency));
}

function boundedCost({ count, cost }: ModelEstimate, write: (total: PicoUsd) => string): string {
  if (cost?.total === undefined) return NO_PRICE;
  const shown = write(cost.total);
  return count.basis.isLowerBound ? formatAtLeast(shown) : shown;
}

/** Expected tokens with their range; `origin` explains a number without a range. */
type OutputRange = Pick<OutputEstimate, "minTokens" | "expectedTokens" | "maxTokens"> & {
  readonly origin?: string;
};

/** `140 out (70–280)`; a number without a range says where it comes from. */
export function outputWords({ minTokens, expectedTokens, maxTokens, origin }: OutputRange): string {
  const expected = `${formatTokens(expectedTokens)} out`;
  if (minTokens === maxTokens) return origin === undefined ? expected : `${expected}, ${origin}`;
  return `${expected} (${formatTokens(minTokens)}–${formatTokens(maxTokens)})`;
}

/** `GPT-6 Luna · medium: about 189 of 329 output tokens are reasoning …`; none without reasoning. */
export function reasoningLines({
  left,
  right,
}: Pick<Estimate, "left" | "right">): readonly string[] {
  return [left, right].flatMap(({ model, reasoning, output }) => {
    if (reasoning === undefined || reasoning.maxTokens === 0) return [];
    const { minTokens, expectedTokens, maxTokens, origin } = reasoning;
    const emptied = expectedTokens >= output.expectedTokens ? "; the answer may end empty" : "";
    return [
      `${model.label}: about ${formatTokens(expectedTokens)} of ${formatTokens(output.expectedTokens)} output tokens are reasoning (${formatTokens(minTokens)}–${formatTokens(maxTokens)}), an estimate: ${origin}${emptied}`,
    ];
  });
}

/**
 * `exact`, `estimate: 3 variables without a value`, `estimate, rule R8`; if only one side is exact,
 * each side by its name.
 */
export function basisWords({ left, right }: Pick<Estimate, "left" | "right">): string {
  const [onLeft, onRight] = [left, right].map(({ count }) => count.basis.kind);
  if (onLeft === onRight) return basisOfCount(left.count.basis);
  return [left, right]
    .map(({ model, count }) => `${model.shortLabel} ${basisOfCount(count.basis)}`)
    .join("; ");
}

function basisOfCount({ kind, reasons, evidence }: Basis): string {
  if (kind === "exact") return kind;
  return reasons.length > 0 ? `${kind}: ${reasons.join(", ")}` : `${kind}, rule ${evidence.rule}`;
}

/** Whether the counts of both sides have the same basis, so that one can describe both. */
export function hasSameBasis({ left, right }: Pick<Estimate, "left" | "right">): boolean {
  const [onLeft, onRight] = [left.count.basis, right.count.basis];
  return (
    left.model.accountingFamily === right.model.accountingFamily &&
    onLeft.kind === onRight.kind &&
    onLeft.reasons.join() === onRight.reasons.join()
  );
}

/**
 * The basis of the count of a file of many requests: `exact`, or `estimate:` with the most frequent
 * reasons and with the entries that are left out.
 */
export function totalBasisWords(total: FileTotal): string {
  const { estimatedRequests: estimated, unread } = total;
  const parts = [
    ...(estimated > 0
      ? [
          `${formatCount(estimated, "request")} ${estimated === 1 ? "is an estimate" : "are estimates"}${reasonsInBrackets(total)}`,
        ]
      : []),
    ...(unread ? [`${formatCount(unread.count, unread.unit)} can't be read`] : []),
  ];
  return parts.length === 0 ? "exact" : `estimate: ${parts.join(", ")}`;
}

function reasonsInBrackets({ reasons, hasMoreReasons }: FileTotal): string {
  if (reasons.length === 0) return "";
  return ` (${reasons.join("; ")}${hasMoreReasons ? "; and more" : ""})`;
}

/** `Priority tier.`, `5 answers.` and what can't be priced as the request asks; empty if nothing is special. */
export function billingWords({ billing }: Pick<Estimate, "billing">): string | undefined {
  const { tier, answers, notes } = billing;
  const words = [
    ...(tier === "standard" ? [] : [`${tier.charAt(0).toUpperCase()}${tier.slice(1)} tier.`]),
    ...(answers === 1 ? [] : [`${formatTokens(answers)} answers.`]),
    ...notes,
  ];
  return words.length === 0 ? undefined : words.join(" ");
}

/**
 * A reason as shown to the user. The one for cost begins with the difference, which the recommender
 * leaves to the surfaces because they know the currency.
 */
export function reasonWords(
  estimate: Estimate,
  { code, text }: RecommendationReason,
  currency: Currency,
): string {
  const chosen = chosenSide(estimate);
  const other = chosen === estimate.left ? estimate.right : estimate.left;
  const [cost, otherCost] = [chosen?.cost?.total, other.cost?.total];
  if (code !== "cost" || cost === undefined || otherCost === undefined) return text;
  return `${differenceWords(otherCost - cost, estimate, currency)}; ${text}`;
}

function differenceWords(saved: PicoUsd, { left, right }: Estimate, currency: Currency): string {
  const isLowerBound = left.count.basis.isLowerBound || right.count.basis.isLowerBound;
  const amount = formatUsd(saved < 0n ? -saved : saved, currency);
  return `${amount} ${saved < 0n ? "more" : "less"} a request${isLowerBound ? " at least" : ""}`;
}
