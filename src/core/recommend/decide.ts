import { CONTEXT_CAUTION_TOKENS } from "../models/publishedStatements";
import {
  cheaperModel,
  fasterModel,
  higherIndexModel,
  isMeasuredPair,
  LIGHT_MODEL_ID,
  modelOf,
  otherModel,
  savedShare,
} from "./pair";
import type { PromptDigest } from "./promptDigest";
import {
  cautionReason,
  costReason,
  latencyReason,
  limitReasons,
  qualityReason,
  retirementReason,
} from "./reasons";
import {
  type ModelOnPrompt,
  NAMED_TOLERANCES,
  type RecommendInput,
  toleratedLoss,
} from "./recommendInput";
import type { QualityEvidence, Recommendation, RecommendationReason } from "./recommendation";

/** Fields of an answer's schema from which on it counts as "several business rules". */
const MANY_SCHEMA_FIELDS = 12;
/**
 * Score that a published caution without a figure is counted as. An assumption, said so in the
 * reason: between the tolerances `cautious` and `balanced`.
 */
const ASSUMED_CAUTION_LOSS = 0.03;
/** Of 4o's price, by the published prices of text: $0.15 and $0.60 against $2.50 and $10.00. */
const USUAL_SAVING = 0.94;

/**
 * Decides which model of the pair takes the prompt. Hard limits come first; then the cheaper model
 * is taken unless its expected loss of score is above what is tolerated for what it saves. A wish for
 * speed puts the faster one in the cheaper one's place.
 */
export function decide(
  input: RecommendInput,
  digest: PromptDigest,
  evidence: QualityEvidence | undefined,
): Recommendation {
  const { left, right } = input;
  const [leftLimits, rightLimits] = [limitReasons(left, digest), limitReasons(right, digest)];
  if (leftLimits.length === 0 && rightLimits.length === 0) return weigh(input, digest, evidence);
  const able = leftLimits.length === 0 ? left : rightLimits.length === 0 ? right : undefined;
  return {
    ...(able && { modelId: able.modelId }),
    level: evidence?.level ?? "no evidence",
    decidedBy: "limit",
    ...(evidence && { evidence }),
    reasons: [...leftLimits, ...rightLimits],
  };
}

function weigh(
  input: RecommendInput,
  digest: PromptDigest,
  evidence: QualityEvidence | undefined,
): Recommendation {
  const tolerated = toleratedLoss(input.tolerance);
  const light = modelOf(input, LIGHT_MODEL_ID);
  const cautions = light ? cautionsOf(light, digest) : [];
  const lossOf = lossesOnPair(input, evidence, cautions);
  const choice = choose(input, lossOf, tolerated, evidence);
  const reasons = [
    qualityReason(input, digest, evidence, choice.decidedBy === "quality" ? tolerated : 0),
    ...cautions,
    costReason(input, tolerated),
    latencyReason(input, choice.decidedBy === "latency" ? tolerated : 0),
    retirementReason(input),
  ].filter((reason) => reason !== undefined);
  return {
    modelId: choice.model.modelId,
    level: evidence?.level ?? "no evidence",
    decidedBy: choice.decidedBy,
    ...(evidence && { evidence }),
    reasons: reasons.toSorted((a, b) => b.size - a.size),
  };
}

/** What speaks against mini without being measured. */
function cautionsOf(light: ModelOnPrompt, digest: PromptDigest): readonly RecommendationReason[] {
  const textTokens = light.inputTokens - light.imageTokens;
  return [
    ...(textTokens > CONTEXT_CAUTION_TOKENS
      ? [cautionReason("context", textTokens, ASSUMED_CAUTION_LOSS)]
      : []),
    ...(digest.schemaFields >= MANY_SCHEMA_FIELDS
      ? [cautionReason("structured-output", digest.schemaFields, ASSUMED_CAUTION_LOSS)]
      : []),
  ];
}

/** Expected loss of score of each model against the other; what is not measured counts as 0. */
function lossesOnPair(
  input: RecommendInput,
  evidence: QualityEvidence | undefined,
  cautions: readonly RecommendationReason[],
): (model: ModelOnPrompt) => number {
  const gap = isMeasuredPair(input) && evidence ? gapOf(evidence) : 0;
  const lightLoss = gap + cautions.reduce((sum, { size }) => sum + size, 0);
  const hasLight = modelOf(input, LIGHT_MODEL_ID) !== undefined;
  return ({ modelId }) => {
    if (!hasLight) return 0;
    return modelId === LIGHT_MODEL_ID ? lightLoss : -lightLoss;
  };
}

/**
 * An opinion has no size that a tolerance could weigh: it counts as is. Where the text does not
 * tell, what its words seem to add does not count either, only what such prompts lost on average.
 */
function gapOf({ opinion, level, measured, expectedGap }: QualityEvidence): number {
  if (opinion !== undefined) return opinion === "4o" ? Infinity : 0;
  return level === "no evidence" ? (measured?.gap ?? 0) : expectedGap;
}

interface Choice {
  readonly model: ModelOnPrompt;
  readonly decidedBy: Recommendation["decidedBy"];
}

function choose(
  input: RecommendInput,
  lossOf: (model: ModelOnPrompt) => number,
  tolerated: number,
  evidence: QualityEvidence | undefined,
): Choice {
  const { left, right } = input;
  const faster = fasterModel(input);
  if (faster && lossOf(faster) <= tolerated) return { model: faster, decidedBy: "latency" };
  const cheaper = cheaperModel(input);
  const isFounded = evidence !== undefined && evidence.level !== "no evidence";
  if (!cheaper) {
    const better = lossOf(left) <= lossOf(right) ? left : right;
    return { model: better, decidedBy: isFounded ? "quality" : "nothing" };
  }
  const costlier = otherModel(input, cheaper);
  // If it saves less than usual, as mini does on images, less loss is worth it.
  const worthIt = tolerated * Math.min(1, savedShare(cheaper, costlier) / USUAL_SAVING);
  const isTooRisky = lossOf(cheaper) > worthIt || isPreferredByIndex(input, costlier, tolerated);
  if (isTooRisky) return { model: costlier, decidedBy: "quality" };
  return { model: cheaper, decidedBy: isFounded ? "quality" : "cost" };
}

/** If nothing is measured, who is cautious takes the model with the higher published index. */
function isPreferredByIndex(
  input: RecommendInput,
  model: ModelOnPrompt,
  tolerated: number,
): boolean {
  const isCautious = tolerated < NAMED_TOLERANCES.balanced;
  return isCautious && !isMeasuredPair(input) && higherIndexModel(input) === model;
}
