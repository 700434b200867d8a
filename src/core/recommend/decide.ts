import type { PromptDigest } from "./promptDigest";
import type { ModelOnPrompt, RecommendInput } from "./recommendInput";
import { toleratedLoss } from "./recommendInput";
import type { QualityEvidence, Recommendation, RecommendationReason } from "./recommendation";

/** Input tokens past which published guides warn of mini's use of the context. */
const CONTEXT_CAUTION_TOKENS = 50_000;
/** Properties of an answer's schema from which on it counts as "several business rules". */
const MANY_SCHEMA_PROPERTIES = 12;
/**
 * Score that a published caution without a figure is counted as. An assumption, said so in the
 * reason: between the tolerances `cautious` and `balanced`.
 */
const ASSUMED_CAUTION_LOSS = 0.03;

const COMPARISON_PAGE = "GPT-4o vs GPT-4o mini comparison page, 2026-03-05";
const STRONG_ID = "gpt-4o";
const LIGHT_ID = "gpt-4o-mini";

/**
 * Decides which model of the pair takes the prompt. Hard limits come first; then the cheaper model
 * is taken unless its expected loss of score is above what is tolerated.
 */
export function decide(
  input: RecommendInput,
  digest: PromptDigest,
  evidence: QualityEvidence | undefined,
): Recommendation {
  const pair = [input.left, input.right] as const;
  const limits = pair.flatMap((model) => limitsOf(model, digest));
  const able = pair.filter((model) => !limits.some((limit) => limit.modelId === model.modelId));
  const [only] = able;
  if (able.length < 2 || only === undefined) {
    return {
      ...(only ? { modelId: only.modelId } : {}),
      level: evidence?.level ?? "no evidence",
      decidedBy: "limit",
      ...(evidence ? { evidence } : {}),
      reasons: limits.map(({ reason }) => reason),
    };
  }
  return weigh(input, digest, evidence);
}

interface Limit {
  readonly modelId: string;
  readonly reason: RecommendationReason;
}

/** What makes it impossible to send the prompt to the model. */
function limitsOf(model: ModelOnPrompt, digest: PromptDigest): Limit[] {
  const limits: Limit[] = [];
  const add = (code: RecommendationReason["code"], text: string, source: string): void => {
    limits.push({ modelId: model.modelId, reason: { code, text, size: 1, source } });
  };
  const over = model.inputTokens - model.contextWindowTokens;
  if (over > 0) {
    add(
      "does-not-fit",
      `${count(model.inputTokens)} tokens: ${count(over)} over the ${count(model.contextWindowTokens)} of ${model.label}.`,
      "context window",
    );
  }
  if (model.shutdown && model.shutdown.daysLeft <= 0) {
    const { date, confidence } = model.shutdown;
    const reported = confidence === "reported" ? "reported " : "";
    add("retired", `${model.label} is ${reported}shut down since ${date}.`, "retirement dates");
  }
  if (digest.images > 0 && !model.acceptsImages) {
    add("no-vision", `${model.label} takes no images.`, "model catalogue");
  }
  return limits;
}

interface Choice {
  readonly model: ModelOnPrompt;
  readonly decidedBy: Recommendation["decidedBy"];
}

function weigh(
  input: RecommendInput,
  digest: PromptDigest,
  evidence: QualityEvidence | undefined,
): Recommendation {
  const tolerated = toleratedLoss(input.tolerance);
  const light = find(input, LIGHT_ID);
  const strong = find(input, STRONG_ID);
  const isMeasuredPair = light !== undefined && strong !== undefined;
  const known = isMeasuredPair ? evidence : undefined;
  const cautions = light ? cautionReasons(light, digest) : [];
  const lightLoss =
    (known?.expectedGap ?? 0) + cautions.reduce((sum, caution) => sum + caution.size, 0);
  const lossOf = (model: ModelOnPrompt): number => {
    if (!isMeasuredPair) return 0;
    return model === light ? lightLoss : -lightLoss;
  };
  const choice = choose(input, known, lossOf, tolerated);
  const qualityDecides = choice.decidedBy === "quality";
  const reasons = [
    qualityReason(known, isMeasuredPair, digest, qualityDecides ? tolerated : 0),
    ...cautions,
    costReason(input, tolerated),
    latencyReason(input, choice, tolerated),
    retirementReason(input),
  ].filter((reason) => reason !== undefined);
  return {
    modelId: choice.model.modelId,
    level: known?.level ?? "no evidence",
    decidedBy: choice.decidedBy,
    ...(known ? { evidence: known } : {}),
    reasons: reasons.toSorted((a, b) => b.size - a.size),
  };
}

function choose(
  input: RecommendInput,
  evidence: QualityEvidence | undefined,
  lossOf: (model: ModelOnPrompt) => number,
  tolerated: number,
): Choice {
  const { left, right, latencyWish = "none" } = input;
  const cheaper = cheaperOf(left, right);
  const opinion = evidence?.level === "published opinion";
  const founded = evidence !== undefined && evidence.level !== "no evidence";
  const faster = latencyWish === "none" ? undefined : fasterOf(left, right, latencyWish);
  if (faster && lossOf(faster) <= tolerated) return { model: faster, decidedBy: "latency" };
  if (!cheaper) {
    const better = lossOf(left) <= lossOf(right) ? left : right;
    return { model: better, decidedBy: founded ? "quality" : "nothing" };
  }
  const dearer = cheaper === left ? right : left;
  if (lossOf(cheaper) > tolerated) return { model: dearer, decidedBy: "quality" };
  return { model: cheaper, decidedBy: founded || opinion ? "quality" : "cost" };
}

function qualityReason(
  evidence: QualityEvidence | undefined,
  isMeasuredPair: boolean,
  digest: PromptDigest,
  tolerated: number,
): RecommendationReason {
  if (!isMeasuredPair) {
    return {
      code: "quality",
      text: "No outcomes are measured for this pair: nothing is known of their difference on this kind of task.",
      size: 0,
      source: "routing evidence",
    };
  }
  if (!evidence) {
    return digest.text.trim() === ""
      ? {
          code: "no-text",
          text: "No text to judge: decided by cost.",
          size: 0,
          source: "the prompt",
        }
      : {
          code: "quality",
          text: "The text resembles no measured kind of task: decided by cost.",
          size: 0,
          source: "routing evidence",
        };
  }
  return {
    code: "quality",
    text: qualitySentence(evidence),
    size: Math.max(Math.abs(evidence.expectedGap), tolerated),
    source: evidence.source,
  };
}

function qualitySentence({ kind, level, measured, expectedGap }: QualityEvidence): string {
  if (level === "published opinion") {
    const model = expectedGap > 0 ? "GPT-4o" : "mini";
    return `${kind.label} is not measured; published guides send it to ${model}.`;
  }
  if (!measured) return `${kind.label}: expected gap ${expectedGap.toFixed(2)}.`;
  const { gap, standardError, prompts } = measured;
  return `${kind.label}: measured gap ${gap.toFixed(2)} ± ${standardError.toFixed(2)} on ${count(prompts)} prompts.`;
}

function cautionReasons(light: ModelOnPrompt, digest: PromptDigest): RecommendationReason[] {
  const reasons: RecommendationReason[] = [];
  const counted = `counted as ${ASSUMED_CAUTION_LOSS.toFixed(2)} of score, an assumption.`;
  const text = light.inputTokens - light.imageTokens;
  if (text > CONTEXT_CAUTION_TOKENS) {
    reasons.push({
      code: "context",
      text: `${count(text)} input tokens: past 50,000 mini's use of the context degrades more; ${counted}`,
      size: ASSUMED_CAUTION_LOSS,
      source: COMPARISON_PAGE,
    });
  }
  if (digest.schemaProperties >= MANY_SCHEMA_PROPERTIES) {
    reasons.push({
      code: "structured-output",
      text: `${count(digest.schemaProperties)} fields of structured output: published guides send many rules to GPT-4o; ${counted}`,
      size: ASSUMED_CAUTION_LOSS,
      source: COMPARISON_PAGE,
    });
  }
  return reasons;
}

/** Undefined where a price is not known or both cost the same. */
function cheaperOf(left: ModelOnPrompt, right: ModelOnPrompt): ModelOnPrompt | undefined {
  if (left.totalPicoUsd === undefined || right.totalPicoUsd === undefined) return undefined;
  if (left.totalPicoUsd === right.totalPicoUsd) return undefined;
  return left.totalPicoUsd < right.totalPicoUsd ? left : right;
}

function costReason(input: RecommendInput, tolerated: number): RecommendationReason | undefined {
  const cheaper = cheaperOf(input.left, input.right);
  if (!cheaper) return undefined;
  const dearer = cheaper === input.left ? input.right : input.left;
  const ratio = Number(dearer.totalPicoUsd) / Number(cheaper.totalPicoUsd);
  const byImages = dearer.imageTokens > cheaper.imageTokens;
  const images = byImages
    ? `: the images are ${count(cheaper.imageTokens)} tokens on ${cheaper.label} and ${count(dearer.imageTokens)} on ${dearer.label}`
    : "";
  return {
    code: byImages ? "images" : "cost",
    text: Number.isFinite(ratio)
      ? `${dearer.label} costs ${ratio.toFixed(1)} times as much${images}.`
      : `${cheaper.label} costs nothing${images}.`,
    size: tolerated * (1 - 1 / ratio),
    source: "prices",
  };
}

function fasterOf(
  left: ModelOnPrompt,
  right: ModelOnPrompt,
  wish: "first-token" | "throughput",
): ModelOnPrompt | undefined {
  if (!left.speed || !right.speed) return undefined;
  const advantage =
    wish === "throughput"
      ? left.speed.outputTokensPerSecond - right.speed.outputTokensPerSecond
      : right.speed.timeToFirstTokenSeconds - left.speed.timeToFirstTokenSeconds;
  if (advantage === 0) return undefined;
  return advantage > 0 ? left : right;
}

function latencyReason(
  input: RecommendInput,
  choice: Choice,
  tolerated: number,
): RecommendationReason | undefined {
  const { left, right, latencyWish = "none" } = input;
  if (latencyWish === "none") return undefined;
  const faster = fasterOf(left, right, latencyWish);
  const slower = faster === left ? right : left;
  if (!faster?.speed || !slower.speed) return undefined;
  const text =
    latencyWish === "throughput"
      ? `${faster.label} writes ${faster.speed.outputTokensPerSecond.toFixed(1)} tokens a second, ${slower.label} ${slower.speed.outputTokensPerSecond.toFixed(1)}.`
      : `${faster.label} starts after ${faster.speed.timeToFirstTokenSeconds.toFixed(2)} s, ${slower.label} after ${slower.speed.timeToFirstTokenSeconds.toFixed(2)} s.`;
  return {
    code: "latency",
    text,
    size: choice.decidedBy === "latency" ? Math.max(tolerated, 0.01) : 0,
    source: faster.speed.source,
  };
}

function retirementReason({ left, right }: RecommendInput): RecommendationReason | undefined {
  const [first, second] = [left, right]
    .filter((model) => model.shutdown !== undefined)
    .toSorted((a, b) => (a.shutdown?.daysLeft ?? 0) - (b.shutdown?.daysLeft ?? 0));
  if (!first?.shutdown) return undefined;
  const { date, daysLeft, confidence } = first.shutdown;
  const both = second?.shutdown?.date === date;
  const verb =
    confidence === "reported"
      ? both
        ? "are reported to retire"
        : "is reported to retire"
      : both
        ? "retire"
        : "retires";
  return {
    code: "retirement",
    text: `${both ? "Both" : first.label} ${verb} on ${date}, in ${count(daysLeft)} ${daysLeft === 1 ? "day" : "days"}.`,
    size: 0,
    source: "retirement dates",
  };
}

function find(input: RecommendInput, modelId: string): ModelOnPrompt | undefined {
  return [input.left, input.right].find((model) => model.modelId === modelId);
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
