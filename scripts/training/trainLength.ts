import { createLengthLogarithm } from "../../src/core/recommend/lengthModel";
import { standardize } from "../../src/core/recommend/linearModel";
import { featuresOf, type PromptFeatures } from "../../src/core/recommend/promptFeatures";
import { OPEN_CHAT, TASK_KINDS, type TaskKindId } from "../../src/core/recommend/taskKinds";
import type { LengthError, LengthWeights, QualityWeights } from "../../src/core/recommend/weights";
import { type Example, groupWeights } from "./examples";
import { groupBy } from "./groupBy";
import type { MeasuredLength } from "./outcomes";
import { buildDesign, solveRidge } from "./ridge";
import { kindOfSource } from "./sources";
import { toWeights } from "./trainQuality";
import { scanPrompt } from "./scanPrompt";

/** A prompt with the measured length of its answers. */
export interface LengthExample {
  readonly source: string;
  readonly kind: TaskKindId;
  /** The same for near-duplicates. */
  readonly group: number;
  readonly features: PromptFeatures;
  /** Mean of both models. */
  readonly tokens: number;
}

const TERM_BITS = 12;
const PENALTY = 10;
const DENSE_SCALE = 0.2;
/** Between equal prompts (0) and equal sources (1). */
const EVENNESS = 0.8;
/** The weight of the mean of all kinds against a kind's own, in sources. */
const KIND_PRIOR_SOURCES = 0.3;
const FOLDS = 5;

export function lengthExamples(
  examples: readonly Example[],
  groups: readonly number[],
  lengths: readonly MeasuredLength[],
  kindsOf: (prompt: string) => ArrayLike<number>,
): readonly LengthExample[] {
  const scored = examples.flatMap(({ outcome, asSent }, index) => {
    const { out_tok_4o: of4o, out_tok_mini: ofMini, source } = outcome;
    if (!of4o || !ofMini) return [];
    const group = groups[index] ?? 0;
    const kind = kindOfSource(source);
    return [{ source, kind, group, features: asSent, tokens: (of4o + ofMini) / 2 }];
  });
  const others = lengths.map(
    ({ source, prompt, out_tok_4o: of4o, out_tok_mini: ofMini }, index) => ({
      source,
      kind: OPEN_CHAT,
      group: examples.length + index,
      features: featuresOf(scanPrompt(prompt), kindsOf(prompt)),
      tokens: (of4o + ofMini) / 2,
    }),
  );
  return [...scored, ...others];
}

type Standard = Pick<QualityWeights, "means" | "deviations">;
type Trained = Pick<LengthWeights, "kinds" | "model">;

export function trainLength(examples: readonly LengthExample[], standard: Standard): Trained {
  const kinds = kindLogarithms(examples);
  const rows = examples.map(({ features }) => ({
    dense: standardize(features.dense, standard.means, standard.deviations),
    terms: features.terms,
  }));
  const ofKinds = ({ features }: LengthExample): number =>
    kinds.reduce((sum, kind, i) => sum + kind * (features.kinds[i] ?? 0), 0);
  const solution = solveRidge(
    buildDesign(rows, { bits: TERM_BITS, denseScale: DENSE_SCALE }),
    Float64Array.from(examples, (example) => Math.log(example.tokens) - ofKinds(example)),
    groupWeights(examples, ({ source }) => source, EVENNESS),
    PENALTY,
  );
  return { kinds, model: toWeights([solution], DENSE_SCALE, TERM_BITS) };
}

/** By position in TASK_KINDS: the mean over the means of its sources, drawn to that of all sources. */
function kindLogarithms(examples: readonly LengthExample[]): readonly number[] {
  const sources = [...groupBy(examples, ({ source }) => source).values()].map((members) => ({
    kind: members[0]?.kind,
    mean: members.reduce((sum, { tokens }) => sum + Math.log(tokens), 0) / members.length,
  }));
  const all = sources.reduce((sum, { mean }) => sum + mean, 0) / sources.length;
  return TASK_KINDS.map((id) => {
    const own = sources.filter(({ kind }) => kind === id);
    const sum = own.reduce((total, { mean }) => total + mean, KIND_PRIOR_SOURCES * all);
    return sum / (own.length + KIND_PRIOR_SOURCES);
  });
}

/** Predicted logarithms of prompts whose source is known, by models without their fifth of the groups. */
export function predictSeen(
  examples: readonly LengthExample[],
  standard: Standard,
): readonly number[] {
  return predictApart(examples, ({ group }) => group % FOLDS, standard, 1);
}

/** Predicted logarithms by models without the prompt's source. */
export function predictUnseen(
  examples: readonly LengthExample[],
  standard: Standard,
): readonly number[] {
  return predictApart(examples, ({ source }) => source, standard, 0);
}

function predictApart(
  examples: readonly LengthExample[],
  partOf: (example: LengthExample) => string | number,
  standard: Standard,
  resemblance: number,
): readonly number[] {
  const predicted: number[] = [];
  for (const part of new Set(examples.map(partOf))) {
    const others = examples.filter((example) => partOf(example) !== part);
    const logarithmOf = createLengthLogarithm(standard, trainLength(others, standard));
    examples.forEach((example, index) => {
      if (partOf(example) === part) predicted[index] = logarithmOf(example.features, resemblance);
    });
  }
  return predicted;
}

/** How far off predictions are, every source counting the same. */
export function lengthError(
  examples: readonly LengthExample[],
  predicted: readonly number[],
): LengthError {
  const weights = groupWeights(examples, ({ source }) => source, 1);
  const rows = examples
    .map(({ tokens }, index) => {
      const logarithm = predicted[index] ?? 0;
      const weight = (weights[index] ?? 0) / examples.length;
      return { tokens, weight, logarithm, residual: Math.log(tokens) - logarithm };
    })
    .sort((a, b) => a.residual - b.residual);
  const below = (part: number): number => {
    let passed = 0;
    return rows.find(({ weight }) => (passed += weight) >= part)?.residual ?? 0;
  };
  const total = (value: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + row.weight * value(row), 0);
  return {
    smear: total(({ tokens }) => tokens) / total(({ logarithm }) => Math.exp(logarithm)),
    low: below(0.1),
    high: below(0.9),
  };
}
