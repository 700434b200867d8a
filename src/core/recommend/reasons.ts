import {
  formatCount,
  formatDaysLeft,
  formatDecimals,
  formatGap,
  formatSeconds,
  formatTimesAsMuch,
  formatTokens,
  formatWholePercent,
} from "../format";
import {
  cheaperModel,
  fasterModel,
  higherIndexModel,
  measuredPairIn,
  otherModel,
  savedShare,
} from "./pair";
import type { PromptDigest } from "./promptDigest";
import type { ModelOnPrompt, RecommendInput } from "./recommendInput";
import type { QualityEvidence, RecommendationReason } from "./recommendation";
import { OPEN_CHAT } from "./taskKinds";
import type { PublishedGap } from "./weights";

/** The sentences of a recommendation: numbers first, each with its size in score units and its source. */

const GUIDES = "GPT-4o vs GPT-4o mini comparison page, 2026-03-05";
/** A prompt's own expected gap is named beside its kind's where it is this far from it. */
const WORTH_NAMING = 0.02;

/** The limits that keep the prompt from being sent to the model. */
export function limitReasons(
  model: ModelOnPrompt,
  { images }: PromptDigest,
): readonly RecommendationReason[] {
  const { label, inputTokens, contextWindowTokens, shutdown } = model;
  const limit = (
    code: RecommendationReason["code"],
    text: string,
    source: string,
  ): RecommendationReason => ({ code, text, size: 1, source });
  const reasons: RecommendationReason[] = [];
  const over = inputTokens - contextWindowTokens;
  if (over > 0) {
    const window = `the ${formatTokens(contextWindowTokens)} of ${label}`;
    const text = `${formatTokens(inputTokens)} tokens: ${formatTokens(over)} over ${window}.`;
    reasons.push(limit("does-not-fit", text, "context window"));
  }
  if (shutdown && shutdown.daysLeft <= 0) {
    const reported = shutdown.confidence === "reported" ? "reported " : "";
    const text = `${label} is ${reported}shut down since ${shutdown.date}.`;
    reasons.push(limit("retired", text, "retirement dates"));
  }
  if (images > 0 && !model.acceptsImages) {
    reasons.push(limit("no-vision", `${label} takes no images.`, "model catalog"));
  }
  return reasons;
}

/** The evidence on the quality of both, or that there is none. `least`: its minimum size if it decided. */
export function qualityReason(
  input: RecommendInput,
  digest: PromptDigest,
  evidence: QualityEvidence | undefined,
  least: number,
): RecommendationReason {
  if (evidence) {
    return {
      code: "quality",
      text: evidence.own
        ? ownSentence(input, evidence, evidence.own)
        : `${evidenceSentence(evidence)}${recognizedBy(evidence)}`,
      size: Math.max(Math.abs(evidence.expectedGap), least),
      source: evidence.source,
    };
  }
  if (measuredPairIn(input) && digest.text.trim() === "") {
    return {
      code: "no-text",
      text: "No text to judge: decided by cost.",
      size: 0,
      source: "the prompt",
    };
  }
  return { code: "quality", text: indexSentence(input), size: least, source: "published indexes" };
}

/** `Your 48 rows: GPT-4o mini won or tied 41; gap 0.03 ± 0.04, before 0.09.` */
function ownSentence(
  { left, right }: RecommendInput,
  { expectedGap, deviation }: QualityEvidence,
  { rows, lightAtLeastAsGood, lightModelId, gapBefore }: NonNullable<QualityEvidence["own"]>,
): string {
  const light = [left, right].find(({ modelId }) => modelId === lightModelId) ?? right;
  const before = gapBefore === undefined ? "" : `, before ${formatDecimals(gapBefore, 2)}`;
  return `Your ${formatCount(rows, "row")}: ${light.label} won or tied ${formatTokens(lightAtLeastAsGood)}; gap ${formatGap(expectedGap, deviation)}${before}.`;
}

function recognizedBy({ decidingWords }: QualityEvidence): string {
  if (decidingWords.length === 0) return "";
  return ` Recognized by ${decidingWords.map((word) => `“${word}”`).join(", ")}.`;
}

function evidenceSentence({
  kind,
  level,
  opinion,
  measured,
  expectedGap,
  interval: [low, high],
  isRecognized,
  published,
  isByOtherPair,
}: QualityEvidence): string {
  const range = `${formatDecimals(low, 2)} to ${formatDecimals(high, 2)}`;
  if (!isRecognized) {
    return `Kind of task not recognized: the expected gap is somewhere from ${range}.`;
  }
  if (published) return publishedSentence(kind.label, published);
  if (opinion !== undefined) {
    const model = opinion === "4o" ? "GPT-4o" : "mini";
    return `${kind.label}: no scores are published; guides send it to ${model}.`;
  }
  const ofKind = measured
    ? `measured gap ${formatGap(measured.gap, measured.standardError)} on ${formatTokens(measured.prompts)} prompts`
    : "not measured";
  if (level === "no evidence") {
    return kind.id === OPEN_CHAT
      ? `${kind.label}: the text does not tell which answers better; ${ofKind} like it.`
      : `${kind.label}: no scores are published, and guides do not speak of it.`;
  }
  if (level === "measured") {
    const isOff = measured && Math.abs(expectedGap - measured.gap) >= WORTH_NAMING;
    const own = isOff ? `, ${formatDecimals(expectedGap, 2)} expected on this one` : "";
    return `${kind.label}: ${ofKind}${own}.`;
  }
  if (isByOtherPair) {
    return `${kind.label}: not measured on this pair; expected gap ${formatDecimals(expectedGap, 2)} (${range}) by that of GPT-4o and mini, which carries over for facts and knowledge.`;
  }
  const likely = formatWholePercent(Math.round(kind.probability * 100), 100);
  return `${kind.label} (${likely} likely): expected gap ${formatDecimals(expectedGap, 2)} (${range}); of this kind ${ofKind}.`;
}

function publishedSentence(
  kind: string,
  { gap, standardError, prompts, source }: PublishedGap,
): string {
  const count = prompts === undefined ? "" : ` on ${formatTokens(prompts)} prompts`;
  return `${kind}: published gap ${formatGap(gap, standardError)}${count} (${source}), no scores per prompt.`;
}

function indexSentence(input: RecommendInput): string {
  const nothing = "No outcomes are measured for this pair";
  const higher = higherIndexModel(input);
  if (!higher?.intelligenceIndex) return `${nothing}: nothing is known of their quality here.`;
  const lower = otherModel(input, higher);
  const indexes = `${formatDecimals(higher.intelligenceIndex.value, 1)} for ${higher.label}, ${formatDecimals(lower.intelligenceIndex?.value ?? 0, 1)} for ${lower.label}`;
  return `${nothing}; Intelligence Index ${indexes}, which says little of one prompt.`;
}

/** A published caution without a figure. */
export function cautionReason(
  code: "context" | "structured-output",
  count: number,
): RecommendationReason {
  const fact =
    code === "context"
      ? `${formatTokens(count)} input tokens: past 50,000 mini's use of the context degrades more`
      : `${formatTokens(count)} fields of structured output: published guides send many rules to GPT-4o`;
  return {
    code,
    text: `${fact}; no figure is known, so it decides nothing.`,
    size: 0,
    source: GUIDES,
  };
}

/** Which one is more expensive and by how much; its size is what of the tolerated loss the saving is worth. */
export function costReason(
  input: RecommendInput,
  tolerated: number,
): RecommendationReason | undefined {
  const cheaper = cheaperModel(input);
  if (!cheaper) return undefined;
  const costlier = otherModel(input, cheaper);
  const [high, low] = [costlier.totalPicoUsd ?? 0n, cheaper.totalPicoUsd ?? 0n];
  const times = formatTimesAsMuch(high, low);
  const isByImages = costlier.imageTokens > cheaper.imageTokens;
  const images = `: the images are ${formatTokens(cheaper.imageTokens)} tokens on ${cheaper.label} and ${formatTokens(costlier.imageTokens)} on ${costlier.label}`;
  return {
    code: isByImages ? "images" : "cost",
    text: `${times ? `${costlier.label} costs ${times}` : `${cheaper.label} costs nothing`}${isByImages ? images : ""}.`,
    size: tolerated * savedShare(cheaper, costlier),
    source: "prices",
  };
}

/** How fast both are, where the user cares. */
export function latencyReason(
  input: RecommendInput,
  size: number,
): RecommendationReason | undefined {
  const faster = fasterModel(input);
  if (!faster?.speed) return undefined;
  const slower = otherModel(input, faster);
  if (!slower.speed) return undefined;
  const text =
    input.latencyPreference === "throughput"
      ? `${faster.label} writes ${formatDecimals(faster.speed.outputTokensPerSecond, 1)} tokens a second, ${slower.label} ${formatDecimals(slower.speed.outputTokensPerSecond, 1)}.`
      : `${faster.label} starts after ${formatSeconds(faster.speed.timeToFirstTokenSeconds)} s, ${slower.label} after ${formatSeconds(slower.speed.timeToFirstTokenSeconds)} s.`;
  return { code: "latency", text, size, source: faster.speed.source };
}

/** Which of both retires first, or both on one day. */
export function retirementReason({
  left,
  right,
}: RecommendInput): RecommendationReason | undefined {
  const [first, second] = [left, right]
    .flatMap(({ label, shutdown }) => (shutdown ? [{ label, ...shutdown }] : []))
    .toSorted((a, b) => a.daysLeft - b.daysLeft);
  if (!first) return undefined;
  const isBoth = second?.date === first.date;
  const retires = isBoth ? "retire" : "retires";
  const are = isBoth ? "are" : "is";
  const verb = first.confidence === "reported" ? `${are} reported to retire` : retires;
  return {
    code: "retirement",
    text: `${isBoth ? "Both" : first.label} ${verb} on ${first.date}, ${formatDaysLeft(first.daysLeft)}.`,
    size: 0,
    source: "retirement dates",
  };
}
