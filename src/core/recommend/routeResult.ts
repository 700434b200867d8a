import type { EvidenceLevel, Recommendation, RecommendationReason } from "./recommendation";

/** A recommendation as `tokenscale route --json` prints it. What is not known is left out, never NaN. */
export interface RouteResult {
  /** Undefined if neither model can take the prompt. */
  readonly model?: string;
  /** 0 … 1. This, the gap and the kind are left out if there is no text or no measured pair. */
  readonly pMiniAtLeastAsGood?: number;
  /** Expected score of 4o − mini, scores 0 … 1. */
  readonly expectedGap?: number;
  /** 90% interval of the expected gap: where the mean over many such prompts lies. */
  readonly interval?: readonly [number, number];
  /** The likeliest kind of task. */
  readonly kind?: string;
  /** 0 … 1. */
  readonly kindProbability?: number;
  /** False: the kind is a guess, and cost decided. */
  readonly isKindRecognized?: boolean;
  /** Words of the prompt that told its kind, the most telling first. */
  readonly decidingWords?: readonly string[];
  /** The cheaper model's expected loss where it decided, what is tolerated, and how sure the side is. */
  readonly expectedLoss?: number;
  readonly toleratedLoss?: number;
  readonly confidence?: number;
  readonly basis: EvidenceLevel;
  readonly decidedBy: Recommendation["decidedBy"];
  readonly reasons: readonly RecommendationReason[];
}

export function routeResult({
  modelId,
  evidence,
  level,
  decidedBy,
  loss,
  reasons,
}: Recommendation): RouteResult {
  return {
    ...(modelId !== undefined && { model: modelId }),
    ...(evidence && {
      pMiniAtLeastAsGood: evidence.pMiniAtLeastAsGood,
      expectedGap: evidence.expectedGap,
      interval: evidence.interval,
      kind: evidence.kind.id,
      kindProbability: evidence.kind.probability,
      isKindRecognized: evidence.isRecognized,
      decidingWords: evidence.decidingWords,
    }),
    ...(loss && {
      expectedLoss: loss.expected,
      toleratedLoss: loss.tolerated,
      confidence: loss.confidence,
    }),
    basis: level,
    decidedBy,
    reasons,
  };
}
