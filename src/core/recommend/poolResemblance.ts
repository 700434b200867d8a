import { createLinearModel, type ModelInput } from "./linearModel";
import { TASK_KINDS } from "./taskKinds";
import type { QualityWeights } from "./weights";

/** How much a prompt resembles the prompts that were scored. */
export interface Resemblance {
  /** How much it resembles them, 0 … 1. */
  readonly degree: number;
  /** Shares of the pools in that, by position in the weights' pools; they sum to 1, or are all 0 or left out. */
  readonly poolShares: ArrayLike<number>;
}

/** Scores of the nearest source below the first count as none, above the second as full. */
const SCORE_RANGE = [0.5, 0.7] as const;
/**
 * Share of the pools' kinds among the sharpened ones from which on both are taken to agree. A text that
 * resembles one kind by its words and is of another by the classifier is from somewhere else.
 */
const FULL_AGREEMENT = 0.8;

/** A text is of other kinds than any that was scored if none of theirs is likelier than this. */
const MIN_AGREEMENT = 0.05;

export const NO_RESEMBLANCE: Resemblance = { degree: 0, poolShares: [] };

/** `kinds`: sharpened probabilities by position in TASK_KINDS. */
export function createPoolResemblance({
  pools,
  resemblance,
}: QualityWeights): (input: ModelInput, kinds: ArrayLike<number>) => Resemblance {
  const scoresOf = createLinearModel(resemblance);
  const sources = [...new Set(pools.map(({ source }) => source))];
  const sourceOfPool = Uint8Array.from(pools, ({ source }) => sources.indexOf(source));
  const kindOfPool = Uint8Array.from(pools, ({ kind }) => TASK_KINDS.indexOf(kind));
  const kindsOfPools = new Set(kindOfPool);
  return (input, kinds) => {
    // No agreement can be more than this, and finding the pools takes longer than all else.
    let most = 0;
    for (const kind of kindsOfPools) most = Math.max(most, kinds[kind]!);
    if (most < MIN_AGREEMENT) return NO_RESEMBLANCE;
    const scores = scoresOf(input);
    // Subjects share the score of their source.
    const ofSources = new Float64Array(sources.length);
    for (let pool = 0; pool < scores.length; pool++)
      ofSources[sourceOfPool[pool]!]! += scores[pool]!;
    const poolShares = sharesOf(scores);
    let agreement = 0;
    for (let pool = 0; pool < scores.length; pool++)
      agreement += poolShares[pool]! * kinds[kindOfPool[pool]!]!;
    const [low, high] = SCORE_RANGE;
    const nearness = between((Math.max(...ofSources) - low) / (high - low));
    return { degree: nearness * between(agreement / FULL_AGREEMENT), poolShares };
  };
}

/** Squares of the positive scores, scaled to sum to 1: the nearest pools count most. */
function sharesOf(scores: Float64Array): Float64Array {
  const squares = scores.map((score) => Math.max(0, score) ** 2);
  const sum = squares.reduce((total, square) => total + square, 0);
  return sum === 0 ? squares : squares.map((square) => square / sum);
}

function between(value: number): number {
  return Math.min(1, Math.max(0, value));
}
