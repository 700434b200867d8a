import { createLinearModel, type ModelInput } from "./linearModel";
import { TASK_KINDS } from "./taskKinds";
import type { QualityWeights } from "./weights";

/** How much a prompt resembles the prompts that were scored. */
export interface Resemblance {
  /** How much it resembles them, 0 … 1. */
  readonly degree: number;
  /** Shares of the pools in that, by position in the weights' pools; they sum to 1 or are all 0. */
  readonly poolShares: readonly number[];
}

/** Scores of the nearest source below the first count as none, above the second as full. */
const SCORE_RANGE = [0.5, 0.7] as const;
/**
 * Share of the pools' kinds among the sharpened ones from which on both are taken to agree. A text that
 * resembles one kind by its words and is of another by the classifier is from somewhere else.
 */
const FULL_AGREEMENT = 0.8;

/** `kinds`: sharpened probabilities by position in TASK_KINDS. */
export function createPoolResemblance({
  pools,
  resemblance,
}: QualityWeights): (input: ModelInput, kinds: ArrayLike<number>) => Resemblance {
  const scoresOf = createLinearModel(resemblance);
  const sources = [...new Set(pools.map(({ source }) => source))];
  const sourceOfPool = pools.map(({ source }) => sources.indexOf(source));
  const kindOfPool = pools.map(({ kind }) => TASK_KINDS.indexOf(kind));
  return (input, kinds) => {
    const scores = scoresOf(input);
    // Subjects share the score of their source.
    const ofSources = new Float64Array(sources.length);
    sourceOfPool.forEach((source, pool) => {
      ofSources[source] = (ofSources[source] ?? 0) + (scores[pool] ?? 0);
    });
    const poolShares = sharesOf(scores);
    const agreement = poolShares.reduce(
      (sum, share, pool) => sum + share * (kinds[kindOfPool[pool] ?? 0] ?? 0),
      0,
    );
    const [low, high] = SCORE_RANGE;
    const nearness = between((Math.max(...ofSources) - low) / (high - low));
    return { degree: nearness * between(agreement / FULL_AGREEMENT), poolShares };
  };
}

/** Squares of the positive scores, scaled to sum to 1: the nearest pools count most. */
function sharesOf(scores: Float64Array): readonly number[] {
  const squares = Array.from(scores, (score) => Math.max(0, score) ** 2);
  const sum = squares.reduce((total, square) => total + square, 0);
  return sum === 0 ? squares : squares.map((square) => square / sum);
}

function between(value: number): number {
  return Math.min(1, Math.max(0, value));
}
