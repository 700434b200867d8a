import { createLinearModel, standardise, type ModelInput } from "./linearModel";
import type { PromptFeatures } from "./promptFeatures";
import { TASK_KINDS } from "./taskKinds";
import type { Pool, PooledOutcome, QualityWeights } from "./weights";

/** What the trained models say of one prompt. Scores are 0 … 1, gaps are 4o − mini. */
export interface QualityPrediction {
  /** How much the prompt resembles prompts that were scored, 0 … 1. */
  readonly resemblance: number;
  /** Shares of the pools in what it resembles, by position in the weights' pools; they sum to 1 or are all 0. */
  readonly poolShares: readonly number[];
  /** By position in TASK_KINDS; they sum to 1. */
  readonly kindProbabilities: readonly number[];
  readonly gap: number;
  /** Of the expected gap: how far the mean of many such prompts may lie from it. */
  readonly deviation: number;
  readonly pMiniAtLeastAsGood: number;
  /** Expected score of GPT-4o. */
  readonly score4o: number;
}

export type QualityModel = (features: PromptFeatures, canResemble?: boolean) => QualityPrediction;

/** Scores of resemblance below the first count as none, above the second as full. */
const RESEMBLANCE_RANGE = [0.65, 0.85] as const;
/**
 * Probability that cues give to the kind of the pools from which on both are taken to agree. A text
 * that resembles one kind by its words and is of another by its cues is from somewhere else.
 */
const FULL_AGREEMENT = 0.4;
/** How much of what is learnt of one source is taken over to sources never seen. */
const CARRY_OVER = 0.25;
/**
 * Points of probability that a point of gap is worth within a kind: most scores are right or wrong,
 * and a few pairs of answers are both partly right.
 */
const PROBABILITY_PER_GAP = 0.8;
const LEAST_PROBABILITY = 0.02;

/**
 * The model: where a prompt resembles scored ones, the mean of the pools that it resembles and what
 * its words add; elsewhere the mean of its kinds, by hand-set cues, and a quarter of what shape adds.
 */
export function createQualityModel(weights: QualityWeights): QualityModel {
  const resemblanceOf = createLinearModel(weights.resemblance);
  const withinPool = createLinearModel(weights.withinPool);
  const beyondPools = createLinearModel(weights.beyondPools);
  const { pools, pooledKinds, unseenSpread } = weights;
  const kinds = TASK_KINDS.map((kind) => pooledKinds[kind]);
  const isCarried = TASK_KINDS.map((kind) => weights.carriedKinds.includes(kind));
  const sources = [...new Set(pools.map(({ source }) => source))];
  const poolsOfSource = sources.map((source) =>
    pools.flatMap((pool, index) => (pool.source === source ? [index] : [])),
  );

  return (features, canResemble = true) => {
    const input: ModelInput = {
      dense: standardise(features.dense, weights.means, weights.deviations),
      terms: features.terms,
    };
    const scores = resemblanceOf(input);
    const best = Math.max(
      ...poolsOfSource.map((indices) => indices.reduce((sum, i) => sum + (scores[i] ?? 0), 0)),
    );
    const poolShares = sharesOf(scores);
    const agreement = pools.reduce(
      (sum, { kind }, index) =>
        sum + (poolShares[index] ?? 0) * (features.kinds[TASK_KINDS.indexOf(kind)] ?? 0),
      0,
    );
    const [low, high] = RESEMBLANCE_RANGE;
    const resemblance = canResemble
      ? clamp((best - low) / (high - low), 0, 1) * clamp(agreement / FULL_AGREEMENT, 0, 1)
      : 0;
    const seen = mixed(pools, poolShares);
    const unseen = mixed(kinds, features.kinds);
    const within = withinPool(input)[0] ?? 0;
    const carried = features.kinds.reduce((sum, p, i) => (isCarried[i] ? sum + p : sum), 0);
    const beyond = CARRY_OVER * carried * (beyondPools(input)[0] ?? 0);
    const blend = (ofSeen: number, ofUnseen: number): number =>
      resemblance * ofSeen + (1 - resemblance) * ofUnseen;
    const betweenKinds = spread(kinds, features.kinds, unseen.gap);
    const variance =
      blend(
        standardErrors(pools, poolShares) + spread(pools, poolShares, seen.gap) / 4,
        unseenDeviation(unseen.gap, unseenSpread) ** 2 + betweenKinds,
      ) +
      resemblance * (1 - resemblance) * (seen.gap - unseen.gap) ** 2;
    return {
      resemblance,
      poolShares,
      kindProbabilities: features.kinds,
      gap: clamp(blend(seen.gap + within, unseen.gap + beyond), -1, 1),
      deviation: Math.sqrt(variance),
      pMiniAtLeastAsGood: clamp(
        blend(
          seen.miniAtLeastAsGood - PROBABILITY_PER_GAP * within,
          unseen.miniAtLeastAsGood - PROBABILITY_PER_GAP * beyond,
        ),
        LEAST_PROBABILITY,
        1 - LEAST_PROBABILITY,
      ),
      score4o: clamp(blend(seen.score4o, unseen.score4o), 0, 1),
    };
  };
}

/** Added to a gap before its spread is taken: sources with hardly any gap differ too. */
export const SPREAD_OFFSET = 0.04;

/** How far the mean gap of a source never seen may lie from what its kinds say: larger gaps differ more. */
export function unseenDeviation(gap: number, unseenSpread: number): number {
  return unseenSpread * (Math.abs(gap) + SPREAD_OFFSET);
}

/** Squares of the positive scores, scaled to sum to 1: the nearest pools count most. */
function sharesOf(scores: Float64Array): readonly number[] {
  const squares = Array.from(scores, (score) => Math.max(0, score) ** 2);
  const sum = squares.reduce((total, square) => total + square, 0);
  return sum === 0 ? squares : squares.map((square) => square / sum);
}

function mixed(outcomes: readonly PooledOutcome[], shares: readonly number[]): PooledOutcome {
  const mean = (value: (outcome: PooledOutcome) => number): number =>
    outcomes.reduce((sum, outcome, index) => sum + value(outcome) * (shares[index] ?? 0), 0);
  return {
    gap: mean(({ gap }) => gap),
    miniAtLeastAsGood: mean(({ miniAtLeastAsGood }) => miniAtLeastAsGood),
    score4o: mean(({ score4o }) => score4o),
  };
}

/** Mean square of the standard errors of the pools' gaps. */
function standardErrors(pools: readonly Pool[], shares: readonly number[]): number {
  return pools.reduce(
    (sum, pool, index) => sum + (shares[index] ?? 0) * pool.standardError ** 2,
    0,
  );
}

/** Variance of the gaps of `outcomes` around `mean`. */
function spread(
  outcomes: readonly { readonly gap: number }[],
  shares: readonly number[],
  mean: number,
): number {
  return outcomes.reduce(
    (sum, { gap }, index) => sum + (shares[index] ?? 0) * (gap - mean) ** 2,
    0,
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
