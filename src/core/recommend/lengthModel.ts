import { createLinearModel, standardize } from "./linearModel";
import type { PromptFeatures } from "./promptFeatures";
import type { LengthError, LengthWeights, QualityWeights } from "./weights";

/** Completion tokens: 80% of answers are expected between the ends. */
interface OutputRange {
  readonly minTokens: number;
  readonly expectedTokens: number;
  readonly maxTokens: number;
}

/** `resemblance`: how much the prompt resembles those whose lengths were measured, 0 … 1. */
type LengthModel = (features: PromptFeatures, resemblance: number) => OutputRange;

/** No answer of these models is longer. */
const MAX_ANSWER_TOKENS = 16_384;
/** How much of what the text adds on the sources seen is taken over to sources never seen. */
const CARRY_OVER = 0.5;

/** The mean of both models is predicted: they differ by 6%. */
export function createLengthModel(
  standard: Pick<QualityWeights, "means" | "deviations">,
  weights: LengthWeights,
): LengthModel {
  const logarithmOf = createLengthLogarithm(standard, weights);
  const { seen, unseen } = weights;
  return (features, resemblance) => {
    const logarithm = logarithmOf(features, resemblance);
    const blend = (of: (error: LengthError) => number): number =>
      resemblance * of(seen) + (1 - resemblance) * of(unseen);
    const minTokens = inTokens(Math.exp(logarithm + blend(({ low }) => low)));
    const maxTokens = inTokens(Math.exp(logarithm + blend(({ high }) => high)));
    const expectedTokens = inTokens(Math.exp(logarithm) * blend(({ smear }) => smear));
    return {
      minTokens,
      expectedTokens: Math.min(maxTokens, Math.max(minTokens, expectedTokens)),
      maxTokens,
    };
  };
}

/** The predicted logarithm of tokens: that of the kinds, and what the text adds. */
export function createLengthLogarithm(
  { means, deviations }: Pick<QualityWeights, "means" | "deviations">,
  { kinds, model }: Pick<LengthWeights, "kinds" | "model">,
): (features: PromptFeatures, resemblance: number) => number {
  const added = createLinearModel(model);
  return (features, resemblance) => {
    const dense = standardize(features.dense, means, deviations);
    const ofKinds = kinds.reduce((sum, kind, i) => sum + kind * (features.kinds[i] ?? 0), 0);
    const carried = resemblance + (1 - resemblance) * CARRY_OVER;
    return ofKinds + carried * (added({ dense, terms: features.terms })[0] ?? 0);
  };
}

function inTokens(tokens: number): number {
  return Math.round(Math.min(MAX_ANSWER_TOKENS, Math.max(1, tokens)));
}
