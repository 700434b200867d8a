import { createLinearModel, standardize } from "./linearModel";
import { createPoolResemblance, NO_RESEMBLANCE, type Resemblance } from "./poolResemblance";
import type { PromptFeatures } from "./promptFeatures";
import { TASK_KINDS } from "./taskKinds";
import type { PooledOutcome, QualityWeights } from "./weights";

/** The predictions of the trained models for one prompt. Scores are 0 … 1, gaps are 4o − mini. */
export interface QualityPrediction {
  readonly resemblance: Resemblance;
  /** By position in TASK_KINDS; they sum to 1. */
  readonly kinds: ArrayLike<number>;
  readonly gap: number;
  /** Of the expected gap: how far the mean of many such prompts may lie from it. */
  readonly deviation: number;
  readonly pMiniAtLeastAsGood: number;
  /** Expected score of GPT-4o. */
  readonly score4o: number;
}

/** `canResemble` false: the request has what no scored prompt had, such as tools or several turns. */
export type QualityModel = (features: PromptFeatures, canResemble?: boolean) => QualityPrediction;

/**
 * Power of the probabilities of kinds by which their gaps are mixed: a classifier that was tempered to
 * be sure no oftener than it is right mixes in more of the other kinds than the gaps bear out.
 */
const SHARPNESS = 2;
/**
 * Points of probability that a point of gap is worth within a kind: most scores are right or wrong,
 * and a few pairs of answers are both partly right.
 */
const PROBABILITY_PER_GAP = 0.8;
const MIN_PROBABILITY = 0.02;
/** Between sources of one kind: a prompt that resembles scored ones is still from somewhere else. */
const SOURCE_DEVIATION = 0.03;
/** Added to a gap before its spread is taken: sources with hardly any gap differ too. */
const SPREAD_OFFSET = 0.04;

/** How far the mean gap of a source never seen may lie from what its kinds say: larger gaps differ more. */
export function unseenDeviation(gap: number, unseenSpread: number): number {
  return unseenSpread * (Math.abs(gap) + SPREAD_OFFSET);
}

/**
 * The model: where a prompt resembles scored ones, the mean of the pools that it resembles and what
 * its words add; elsewhere the mean of its kinds, by the classifier. What shape adds within a kind does
 * not carry over to sources never seen.
 */
export function createQualityModel(weights: QualityWeights): QualityModel {
  const { pools, pooledKinds, unseenSpread, kindErrors = [] } = weights;
  const resemblanceOf = createPoolResemblance(weights);
  const withinPool = createLinearModel(weights.withinPool);
  const ofKinds = columnsOf(TASK_KINDS.map((kind) => pooledKinds[kind]));
  const ofPools = columnsOf(pools);
  const squaredKindErrors = squaresOf(kindErrors);
  const squaredPoolErrors = squaresOf(pools.map(({ standardError }) => standardError));

  return ({ kinds, dense, terms }, canResemble = true) => {
    const input = { dense: standardize(dense, weights.means, weights.deviations), terms };
    const likely = sharpened(kinds);
    const found = canResemble ? resemblanceOf(input, likely) : NO_RESEMBLANCE;
    const { degree, poolShares } = found;
    const blend = (ofSeen: number, ofUnseen: number): number =>
      degree * ofSeen + (1 - degree) * ofUnseen;

    const seen = mixed(ofPools, poolShares);
    const unseen = mixed(ofKinds, likely);
    const within = degree === 0 ? 0 : (withinPool(input)[0] ?? 0);
    const variance = blend(
      SOURCE_DEVIATION ** 2 +
        mean(squaredPoolErrors, poolShares) +
        spread(ofPools.gaps, poolShares, seen.gap) / 4,
      unseenDeviation(unseen.gap, unseenSpread) ** 2 +
        mean(squaredKindErrors, likely) +
        spread(ofKinds.gaps, likely, unseen.gap),
    );
    const disagreement = degree * (1 - degree) * (seen.gap - unseen.gap) ** 2;
    return {
      resemblance: found,
      kinds,
      gap: clamp(blend(seen.gap + within, unseen.gap), -1, 1),
      deviation: Math.sqrt(variance + disagreement),
      pMiniAtLeastAsGood: clamp(
        blend(seen.miniAtLeastAsGood - PROBABILITY_PER_GAP * within, unseen.miniAtLeastAsGood),
        MIN_PROBABILITY,
        1 - MIN_PROBABILITY,
      ),
      score4o: clamp(blend(seen.score4o, unseen.score4o), 0, 1),
    };
  };
}

/** The likelier kinds with more of the whole, so that they still sum to 1. */
export function sharpened(kinds: ArrayLike<number>): Float64Array {
  const powers = new Float64Array(kinds.length);
  let sum = 0;
  for (let kind = 0; kind < powers.length; kind++) sum += powers[kind] = kinds[kind]! ** SHARPNESS;
  if (sum > 0) for (let kind = 0; kind < powers.length; kind++) powers[kind]! /= sum;
  return powers;
}

/** Outcomes side by side, as they are mixed. */
interface OutcomeColumns {
  readonly gaps: Float64Array;
  readonly atLeastAsGood: Float64Array;
  readonly scores4o: Float64Array;
}

function columnsOf(outcomes: readonly PooledOutcome[]): OutcomeColumns {
  return {
    gaps: Float64Array.from(outcomes, ({ gap }) => gap),
    atLeastAsGood: Float64Array.from(outcomes, ({ miniAtLeastAsGood }) => miniAtLeastAsGood),
    scores4o: Float64Array.from(outcomes, ({ score4o }) => score4o),
  };
}

function squaresOf(values: readonly number[]): Float64Array {
  return Float64Array.from(values, (value) => value ** 2);
}

function mixed(outcomes: OutcomeColumns, shares: ArrayLike<number>): PooledOutcome {
  return {
    gap: mean(outcomes.gaps, shares),
    miniAtLeastAsGood: mean(outcomes.atLeastAsGood, shares),
    score4o: mean(outcomes.scores4o, shares),
  };
}

/** Variance of `gaps` around `center`. */
function spread(gaps: Float64Array, shares: ArrayLike<number>, center: number): number {
  let sum = 0;
  for (let i = 0; i < gaps.length; i++) sum += (gaps[i]! - center) ** 2 * (shares[i] ?? 0);
  return sum;
}

function mean(values: Float64Array, shares: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * (shares[i] ?? 0);
  return sum;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
