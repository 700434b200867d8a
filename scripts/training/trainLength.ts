import { createLinearModel, standardise } from "../../src/core/recommend/linearModel";
import { judgedText } from "../../src/core/recommend/promptDigest";
import { featuresOf, type PromptFeatures } from "../../src/core/recommend/promptFeatures";
import type { LinearWeights, RecommendWeights } from "../../src/core/recommend/weights";
import { type Example, groupWeights } from "./examples";
import type { MeasuredLength } from "./outcomes";
import { buildDesign, solveRidge } from "./ridge";
import { toWeights } from "./trainQuality";

/** A prompt with the measured length of its answers. */
export interface LengthExample {
  readonly source: string;
  readonly features: PromptFeatures;
  /** Mean of both models. */
  readonly tokens: number;
}

const TERM_BITS = 12;
const PENALTY = 10;
const DENSE_SCALE = 0.2;
/** Between equal prompts (0) and equal sources (1). */
const EVENNESS = 0.8;

export function lengthExamples(
  examples: readonly Example[],
  lengths: readonly MeasuredLength[],
): readonly LengthExample[] {
  const scored = examples.flatMap(({ outcome, asSent }) => {
    const { out_tok_4o: of4o, out_tok_mini: ofMini, source } = outcome;
    if (!of4o || !ofMini) return [];
    return [{ source, features: asSent, tokens: (of4o + ofMini) / 2 }];
  });
  const others = lengths.map(({ source, prompt, out_tok_4o: of4o, out_tok_mini: ofMini }) => ({
    source,
    features: featuresOf(judgedText([prompt])),
    tokens: (of4o + ofMini) / 2,
  }));
  return [...scored, ...others];
}

type Standard = Pick<RecommendWeights, "means" | "deviations">;

/** A linear model of log(tokens). */
export function trainLength(
  examples: readonly LengthExample[],
  { means, deviations }: Standard,
): LinearWeights {
  const rows = examples.map(({ features }) => ({
    dense: standardise(features.dense, means, deviations),
    terms: features.terms,
  }));
  const solution = solveRidge(
    buildDesign(rows, { bits: TERM_BITS, denseScale: DENSE_SCALE }),
    Float64Array.from(examples, ({ tokens }) => Math.log(tokens)),
    groupWeights(examples, ({ source }) => source, EVENNESS),
    PENALTY,
  );
  return toWeights([solution], DENSE_SCALE, TERM_BITS);
}

/** Predicted log(tokens) of each example by a model that was trained without its part. */
export function predictLengths(
  examples: readonly LengthExample[],
  partOf: (example: LengthExample, index: number) => string | number,
  standard: Standard,
): readonly number[] {
  const predicted: number[] = [];
  for (const part of new Set(examples.map(partOf))) {
    const model = createLinearModel(
      trainLength(
        examples.filter((example, index) => partOf(example, index) !== part),
        standard,
      ),
    );
    examples.forEach((example, index) => {
      if (partOf(example, index) !== part) return;
      const dense = standardise(example.features.dense, standard.means, standard.deviations);
      predicted[index] = model({ dense, terms: example.features.terms })[0] ?? 0;
    });
  }
  return predicted;
}

/** 10% and 90% quantiles of log(actual) − predicted, every source counting the same. */
export function lengthSpread(
  examples: readonly LengthExample[],
  predicted: readonly number[],
): readonly [number, number] {
  const weights = groupWeights(examples, ({ source }) => source, 1);
  const residuals = examples
    .map(({ tokens }, index) => ({
      residual: Math.log(tokens) - (predicted[index] ?? 0),
      weight: (weights[index] ?? 0) / examples.length,
    }))
    .sort((a, b) => a.residual - b.residual);
  const below = (part: number): number => {
    let passed = 0;
    return residuals.find(({ weight }) => (passed += weight) >= part)?.residual ?? 0;
  };
  return [below(0.1), below(0.9)];
}

/** Sum of actual tokens over the sum of exp(predicted), every source counting the same. */
export function lengthSmear(
  examples: readonly LengthExample[],
  predicted: readonly number[],
): number {
  const weights = groupWeights(examples, ({ source }) => source, 1);
  const total = (value: (index: number) => number): number =>
    examples.reduce((sum, _, index) => sum + (weights[index] ?? 0) * value(index), 0);
  return (
    total((index) => examples[index]?.tokens ?? 0) /
    total((index) => Math.exp(predicted[index] ?? 0))
  );
}
