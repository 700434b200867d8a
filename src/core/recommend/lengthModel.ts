import { createLinearModel, standardise } from "./linearModel";
import type { PromptFeatures } from "./promptFeatures";
import type { RecommendWeights } from "./weights";

/** Completion tokens: 80% of answers are expected between the ends. */
export interface OutputRange {
  readonly minTokens: number;
  readonly expectedTokens: number;
  readonly maxTokens: number;
}

/** `resemblance`: how much the prompt resembles those whose lengths were measured, 0 … 1. */
export type LengthModel = (features: PromptFeatures, resemblance: number) => OutputRange;

/** No answer of these models is longer. */
const LONGEST_ANSWER_TOKENS = 16_384;

/** The logarithm of the length is predicted, of the mean of both models: they differ by 6%. */
export function createLengthModel(weights: RecommendWeights): LengthModel {
  const { model, smear, seen, unseen } = weights.length;
  const logarithm = createLinearModel(model);
  return (features, resemblance) => {
    const dense = standardise(features.dense, weights.means, weights.deviations);
    const predicted = logarithm({ dense, terms: features.terms })[0] ?? 0;
    const blend = (end: 0 | 1): number => resemblance * seen[end] + (1 - resemblance) * unseen[end];
    const minTokens = inTokens(Math.exp(predicted + blend(0)));
    const maxTokens = inTokens(Math.exp(predicted + blend(1)));
    const expectedTokens = inTokens(Math.exp(predicted) * smear);
    return {
      minTokens,
      expectedTokens: Math.min(maxTokens, Math.max(minTokens, expectedTokens)),
      maxTokens,
    };
  };
}

function inTokens(tokens: number): number {
  return Math.round(Math.min(LONGEST_ANSWER_TOKENS, Math.max(1, tokens)));
}
