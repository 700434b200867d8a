import { CONTEXT_CAUTION_TOKENS } from "../models/publishedStatements";
import {
  cheaperModel,
  fasterModel,
  LIGHT_MODEL_ID,
  measuredPairIn,
  modelOf,
  otherModel,
} from "./pair";
import { isLossKnown, isLossTolerated, lossConfidence } from "./knownLoss";
import { once } from "./once";
import type { PromptDigest } from "./promptDigest";
import {
  cautionReason,
  costReason,
  latencyReason,
  limitReasons,
  qualityReason,
  retirementReason,
} from "./reasons";
import { type ModelOnPrompt, type RecommendInput, toleratedLoss } from "./recommendInput";
import type {
  ExpectedLoss,
  QualityEvidence,
  Recommendation,
  RecommendationReason,
} from "./recommendation";

/** Fields of an answer's schema from which on it counts as "several business rules". */
const MANY_SCHEMA_FIELDS = 12;

/**
 * Decides which model of the pair takes the prompt, in this order: hard limits; a preference for speed;
 * the stronger model if it is also the cheaper one; the expected loss of score on the cheaper model,
 * if it is known, against what is tolerated; else the cheaper model. The more expensive one is never
 * taken without evidence.
 */
export function decide(
  input: RecommendInput,
  digest: PromptDigest,
  evidence: QualityEvidence | undefined,
): Recommendation {
  const { left, right } = input;
  if (input.prompt.isContext) {
    return { level: "no evidence", decidedBy: "context", reasons: contextReasons(input) };
  }
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

/** Instructions that go along with requests are of no kind of task: nothing is recommended. */
function contextReasons(input: RecommendInput): readonly RecommendationReason[] {
  const text = "Sent along with each request; not run by itself.";
  const retirement = retirementReason(input);
  return [
    { code: "every-request", text, size: 1, source: "the file" },
    ...(retirement ? [retirement] : []),
  ];
}

function weigh(
  input: RecommendInput,
  digest: PromptDigest,
  evidence: QualityEvidence | undefined,
): Recommendation {
  const tolerated = toleratedLoss(input.tolerance);
  const light = modelOf(input, LIGHT_MODEL_ID);
  const choice = choose(input, evidence, tolerated);
  const reasons = once(() =>
    [
      qualityReason(input, digest, evidence, choice.decidedBy === "quality" ? tolerated : 0),
      ...(light ? cautionsOf(light, digest) : []),
      costReason(input, tolerated),
      latencyReason(input, choice.decidedBy === "latency" ? tolerated : 0),
      retirementReason(input),
    ]
      .filter((reason) => reason !== undefined)
      .sort((a, b) => b.size - a.size),
  );
  return {
    modelId: choice.model.modelId,
    level: evidence?.level ?? "no evidence",
    decidedBy: choice.decidedBy,
    ...(choice.loss && { loss: choice.loss }),
    ...(choice.isStrongerCheaper && { isStrongerCheaper: true }),
    ...(evidence && { evidence }),
    // Put into words where they are read.
    get reasons() {
      return reasons();
    },
  };
}

/** Warnings about mini in guides, without a figure: they are shown but decide nothing. */
function cautionsOf(light: ModelOnPrompt, digest: PromptDigest): readonly RecommendationReason[] {
  const textTokens = light.inputTokens - light.imageTokens;
  return [
    ...(textTokens > CONTEXT_CAUTION_TOKENS ? [cautionReason("context", textTokens)] : []),
    ...(digest.schemaFields >= MANY_SCHEMA_FIELDS
      ? [cautionReason("structured-output", digest.schemaFields)]
      : []),
  ];
}

interface Choice {
  readonly model: ModelOnPrompt;
  readonly decidedBy: Recommendation["decidedBy"];
  readonly loss?: ExpectedLoss;
  readonly isStrongerCheaper?: true;
}

function choose(
  input: RecommendInput,
  evidence: QualityEvidence | undefined,
  tolerated: number,
): Choice {
  const known = isLossKnown(evidence) ? evidence : undefined;
  const lossOn = ({ modelId }: ModelOnPrompt): number => {
    if (!known) return 0;
    return modelId === lightModelIdOf(input, known) ? known.expectedGap : -known.expectedGap;
  };
  const faster = fasterModel(input);
  if (faster && isLossTolerated(lossOn(faster), tolerated)) {
    return { model: faster, decidedBy: "latency" };
  }
  const cheaper = cheaperModel(input);
  if (!cheaper) return withoutSaving(input, known);
  if (cheaper.modelId === measuredPairIn(input)?.strong) {
    return { model: cheaper, decidedBy: "cost", isStrongerCheaper: true };
  }
  if (!known) return { model: cheaper, decidedBy: "cost" };
  const loss = expectedLoss(cheaper, known, tolerated, true);
  const model = isLossTolerated(loss.expected, tolerated) ? cheaper : otherModel(input, cheaper);
  return { model, decidedBy: "quality", loss };
}

/** Without a price, or at the same one, no loss is worth anything. */
function withoutSaving(input: RecommendInput, known: QualityEvidence | undefined): Choice {
  const light = known && modelOf(input, lightModelIdOf(input, known));
  if (!known || !light) return { model: input.left, decidedBy: "nothing" };
  const loss = expectedLoss(light, known, 0, false);
  const model = isLossTolerated(loss.expected, 0) ? light : otherModel(input, light);
  return { model, decidedBy: "quality", loss };
}

function lightModelIdOf(input: RecommendInput, { own }: QualityEvidence): string {
  return own?.lightModelId ?? measuredPairIn(input)?.light ?? LIGHT_MODEL_ID;
}

function expectedLoss(
  { modelId, label }: ModelOnPrompt,
  { expectedGap, deviation }: QualityEvidence,
  tolerated: number,
  hasSaving: boolean,
): ExpectedLoss {
  const confidence = lossConfidence(expectedGap, deviation, tolerated);
  return { modelId, label, expected: expectedGap, deviation, tolerated, hasSaving, confidence };
}
