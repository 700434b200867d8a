import type { CountedPart } from "../core/accounting/requestCount";
import { USD } from "../core/currency";
import type { PicoUsd } from "../core/money";
import type { Estimate, ModelEstimate } from "../core/estimate/estimate";
import { type FileTotal, totalOf } from "../core/estimate/fileTotal";
import {
  formatAtLeast,
  formatCount,
  formatDecimals,
  formatShare,
  formatTokens,
  formatUsd,
  formatWholePercent,
  NOT_KNOWN,
} from "../core/format";
import type { ModelPair } from "../core/models/resolvePair";
import type { UnreadEntries } from "../core/prompt/prompt";
import {
  atLeastAsGoodWords,
  confidenceWords,
  decisionSentence,
} from "../core/recommend/decisionWords";
import type { Recommendation } from "../core/recommend/recommendation";
import {
  basisWords,
  billingWords,
  chosenSide,
  costOf,
  outputWords,
  reasoningLines,
  reasonWords,
  isUndecided,
  tokensOf,
  totalBasisWords,
} from "../core/surfaces/words";
import { TIER_HEADING } from "../core/surfaces/totalHover";
import { visibleLine } from "../core/visibleText";
import { table } from "./terminal";

/** How many parts of a request are listed; the rest share one row. */
const MAX_PARTS = 20;

/** The bill for the requests of a file. */
export function requestsWords(
  estimates: readonly Estimate[],
  pair: ModelPair,
  unread?: UnreadEntries,
): string {
  const [first] = estimates;
  return first !== undefined && estimates.length === 1 && unread === undefined
    ? requestWords(first)
    : totalWords(totalOf(estimates, pair, unread));
}

/** Names the tier unless it is the usual one. */
function costHeading({ tier }: FileTotal): string {
  return tier === "standard" ? "cost" : `cost, ${TIER_HEADING[tier]}`;
}

/** Several requests together. */
export function totalWords(total: FileTotal): string {
  const { requests, left, right, split, isLowerBound } = total;
  const bound = (text: string): string => (isLowerBound ? formatAtLeast(text) : text);
  const cost = (amount: PicoUsd | undefined): string =>
    amount === undefined ? "no price" : bound(formatUsd(amount));
  const all = ({ model, inputTokens, total: amount }: FileTotal["left"]): string[] => [
    `all on ${model.label}`,
    bound(formatTokens(inputTokens)),
    cost(amount),
  ];
  const rows = [["", "input tokens", costHeading(total)], all(left), all(right)];
  return [
    table([...rows, ["each as recommended", "", cost(split)]]),
    visibleLine(
      `${formatCount(requests, "request")}, ${totalBasisWords(total)}; ${outputWords(total.output)}`,
    ),
    splitWords(total),
  ].join("\n");
}

/** `39 to GPT-4o mini, 0 to GPT-4o: 6% of the cost of all on GPT-4o.` */
function splitWords({ left, right, split, unroutedRequests }: FileTotal): string {
  const share =
    split === undefined || left.total === undefined || left.total === 0n
      ? ""
      : `: ${formatWholePercent(split, left.total)} of the cost of all on ${left.model.label}`;
  const neither = unroutedRequests > 0 ? `, ${formatTokens(unroutedRequests)} to neither` : "";
  const routed = [right, left].map(
    ({ model, routedRequests }) => `${formatTokens(routedRequests)} to ${model.label}`,
  );
  return `${routed.join(", ")}${neither}${share}.`;
}

function requestWords(estimate: Estimate): string {
  const { left, right, output } = estimate;
  const billing = billingWords(estimate);
  return [
    table([
      ["", "input tokens", "input", "output", "a request", "of context"],
      side(left),
      side(right),
    ]),
    visibleLine(`${basisWords(estimate)}; ${outputWords(output)}, ${output.origin}`),
    ...reasoningLines(estimate).map(visibleLine),
    ...(billing === undefined ? [] : [visibleLine(billing)]),
    partsTable(left.count.parts),
    recommendationWords(estimate),
  ].join("\n");
}

function side(estimate: ModelEstimate): string[] {
  const { model, cost, contextShare } = estimate;
  return [
    model.label,
    tokensOf(estimate),
    cost ? formatUsd(cost.input) : "no price",
    cost?.output === undefined ? "no price" : formatUsd(cost.output),
    costOf(estimate, USD),
    contextShare === undefined ? NOT_KNOWN : formatShare(contextShare, 1),
  ];
}

/** The parts that the left model's tokens come from. */
function partsTable(parts: readonly CountedPart[]): string {
  const shown = parts.slice(0, MAX_PARTS);
  const rest = parts.slice(MAX_PARTS).reduce((sum, { tokens }) => sum + tokens, 0);
  return table([
    ...shown.map(({ label, tokens }) => [`  ${label}`, formatTokens(tokens)]),
    ...(rest > 0 ? [[`  ${formatTokens(parts.length - MAX_PARTS)} more`, formatTokens(rest)]] : []),
  ]);
}

/** Which model, by which number, and why. */
export function recommendationWords(estimate: Estimate): string {
  const { recommendation } = estimate;
  const chosen = isUndecided(estimate) ? undefined : chosenSide(estimate);
  const decision = chosen ? decisionSentence(recommendation, chosen.model.label) : "";
  return [
    `${headingOf(recommendation, chosen?.model.label)} · ${recommendation.level}`,
    ...(decision === "" ? [] : [`  ${decision}`]),
    ...evidenceLines(estimate),
    ...recommendation.reasons.map(
      (reason) => `  - ${visibleLine(reasonWords(estimate, reason, USD))}`,
    ),
  ].join("\n");
}

function headingOf({ decidedBy }: Recommendation, label: string | undefined): string {
  return decidedBy === "context" ? "In every request" : (label ?? "No recommendation");
}

function evidenceLines({ left, right, recommendation }: Estimate): readonly string[] {
  const { evidence, loss } = recommendation;
  if (evidence === undefined || loss === undefined) return [];
  const { pMiniAtLeastAsGood, interval } = evidence;
  const [low, high] = interval.map((score) => formatDecimals(score, 2));
  const { model } = left.model.id === loss.modelId ? left : right;
  return [
    `  ${confidenceWords(loss)}; 90% interval ${low} to ${high}`,
    `  on ${model.shortLabel} ${atLeastAsGoodWords(pMiniAtLeastAsGood)}`,
  ];
}
