import { intervalAround } from "../../src/core/recommend/qualityEvidence";
import { type Example, groupWeights, randomNumbers } from "./examples";
import { groupBy } from "./groupBy";
import {
  apgr,
  areaUnderRoc,
  calibrationError,
  callsFor,
  gainOverRandom,
  quantile,
  type Ranked,
  shareToMini,
} from "./metrics";
import type { Predictions } from "./predictions";

/** A figure with its 90% interval. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How well one method ranks the prompts. */
export interface MethodResult {
  readonly id: string;
  /** Each family of prompts counts the same. */
  readonly apgr: Figure;
  /** Each prompt counts the same. */
  readonly apgrByPrompt: Figure;
  /** APGR over draws of six sources, each source counting the same. */
  readonly apgrOfDraws: Figure;
  /** Of "mini is at least as good". */
  readonly auc: Figure;
  readonly callsForHalf: Figure;
  readonly callsForMost: Figure;
  readonly toMiniAt95: Figure;
  readonly toMiniAt99: Figure;
  /** How far the own method's APGR is above this one's. */
  readonly ownIsAbove?: Figure;
}

/** One source under the own method. */
interface SourceResult {
  readonly source: string;
  readonly prompts: number;
  readonly predictedGap: number;
  readonly actualGap: number;
  /** Mean ends of the 90% intervals. */
  readonly interval: readonly [number, number];
  readonly isCovered: boolean;
  /** Mean score gained within the source over a coin: below 0 the ranking would harm. */
  readonly gain: Figure;
}

export interface SchemeResult {
  readonly methods: readonly MethodResult[];
  readonly sources: readonly SourceResult[];
  /** Of the probability that mini is at least as good, and of the expected gap. */
  readonly calibration: {
    readonly probability: Figure;
    readonly probabilityByPrompt: Figure;
    readonly gap: Figure;
  };
  /** Share of sources whose mean gap lies in the interval. */
  readonly coveredSources: number;
}

const OWN = "own";
const DRAWS = 100;
const SOURCES_OF_DRAW = 6;

/** How often each example is drawn, by position. */
type Counts = Float64Array;

/** The input of the figures: examples, and the weights that make their families equal. */
interface Pool {
  readonly examples: readonly Example[];
  readonly family: Float64Array;
  /** Draws with replacement within each source. */
  readonly draws: readonly Counts[];
}

export function evaluateScheme(
  examples: readonly Example[],
  predictions: Predictions,
): SchemeResult {
  const pool = poolOf(examples, DRAWS);
  const own = predictions.own.map(({ gap }) => gap);
  const probability = predictions.own.map(({ pMiniAtLeastAsGood }) => pMiniAtLeastAsGood);
  const sources = sourceResults(pool, predictions);
  const calibrate = (
    predicted: readonly number[],
    actual: (example: Example) => number,
    weights: Float64Array | undefined,
  ): Figure =>
    figureOf(pool, (counts) =>
      calibrationError(
        weigh(pool, predicted, counts, weights).map(({ score, example, weight }) => ({
          predicted: score,
          actual: actual(example),
          weight,
        })),
      ),
    );
  const isGood = ({ miniAtLeastAsGood }: Example): number => miniAtLeastAsGood;
  return {
    methods: [
      ...[...predictions.baselines].map(([id, scores]) => ({
        ...methodResult(
          pool,
          id,
          scores,
          scores.map((score) => -score),
        ),
        ownIsAbove: figureOf(
          pool,
          (counts) =>
            apgr(rank(pool, own, counts, pool.family)) -
            apgr(rank(pool, scores, counts, pool.family)),
        ),
      })),
      methodResult(pool, OWN, own, probability),
    ],
    sources,
    calibration: {
      probability: calibrate(probability, isGood, pool.family),
      probabilityByPrompt: calibrate(probability, isGood, undefined),
      gap: calibrate(own, ({ gap }) => gap, pool.family),
    },
    coveredSources: coveredShare(sources),
  };
}

function poolOf(examples: readonly Example[], draws: number): Pool {
  return {
    examples,
    family: groupWeights(examples, ({ family }) => family, 1),
    draws: drawPrompts(examples, draws),
  };
}

/** `good`: how likely the method takes mini to be at least as good, in any unit. */
function methodResult(
  pool: Pool,
  id: string,
  scores: readonly number[],
  good: readonly number[],
): MethodResult {
  const byFamily = (of: (ranked: readonly Ranked[]) => number): Figure =>
    figureOf(pool, (counts) => of(rank(pool, scores, counts, pool.family)));
  return {
    id,
    apgr: byFamily(apgr),
    apgrByPrompt: figureOf(pool, (counts) => apgr(rank(pool, scores, counts, undefined))),
    apgrOfDraws: apgrOfDrawnSources(pool, scores),
    auc: figureOf(pool, (counts) =>
      areaUnderRoc(
        weigh(pool, good, counts, pool.family).map(({ score, example, weight }) => ({
          score,
          label: example.miniAtLeastAsGood === 1,
          weight,
        })),
      ),
    ),
    callsForHalf: byFamily((ranked) => callsFor(ranked, 0.5)),
    callsForMost: byFamily((ranked) => callsFor(ranked, 0.8)),
    toMiniAt95: byFamily((ranked) => shareToMini(ranked, 0.95)),
    toMiniAt99: byFamily((ranked) => shareToMini(ranked, 0.99)),
  };
}

/** The headline figures, as they are in the weights file. */
export function headlineOf(
  examples: readonly Example[],
  seen: Predictions,
  unseenSources: Predictions,
): Readonly<Record<string, number>> {
  const pool = poolOf(examples, 0);
  const apgrOf = ({ own }: Predictions): number =>
    apgr(
      rank(
        pool,
        own.map(({ gap }) => gap),
        undefined,
        pool.family,
      ),
    );
  return {
    crossValidatedApgr: apgrOf(seen),
    crossValidatedCalibrationError: calibrationError(
      examples.map(({ miniAtLeastAsGood }, index) => ({
        predicted: seen.own[index]?.pMiniAtLeastAsGood ?? NaN,
        actual: miniAtLeastAsGood,
        weight: pool.family[index] ?? 0,
      })),
    ),
    leftOutSourcesApgr: apgrOf(unseenSources),
    leftOutSourcesCovered: coveredShare(sourceResults(pool, unseenSources)),
  };
}

function coveredShare(sources: readonly SourceResult[]): number {
  return sources.filter(({ isCovered }) => isCovered).length / sources.length;
}

interface Weighed {
  readonly example: Example;
  readonly score: number;
  readonly weight: number;
}

/** The examples that are drawn, with their scores. `weights` undefined: all the same. */
function weigh(
  { examples }: Pool,
  scores: readonly number[],
  counts: Counts | undefined,
  weights: Float64Array | undefined,
): readonly Weighed[] {
  return examples.flatMap((example, index) => {
    const weight = (counts?.[index] ?? 1) * (weights?.[index] ?? 1);
    return weight === 0 ? [] : [{ example, score: scores[index] ?? 0, weight }];
  });
}

function rank(
  pool: Pool,
  scores: readonly number[],
  counts: Counts | undefined,
  weights: Float64Array | undefined,
): readonly Ranked[] {
  return weigh(pool, scores, counts, weights).map(({ example, score, weight }) => ({
    score,
    gap: example.gap,
    score4o: example.outcome.score_4o,
    weight,
  }));
}

function drawPrompts(examples: readonly Example[], draws: number): readonly Counts[] {
  const bySource = [...groupBy(examples.keys(), (i) => examples[i]?.outcome.source).values()];
  const random = randomNumbers(11);
  return Array.from({ length: draws }, () => {
    const counts = new Float64Array(examples.length);
    for (const indices of bySource) {
      for (let i = 0; i < indices.length; i++) {
        const drawn = indices[Math.floor(random() * indices.length)] ?? 0;
        counts[drawn] = (counts[drawn] ?? 0) + 1;
      }
    }
    return counts;
  });
}

/** The value of all prompts, and the middle 90% of the draws. */
function figureOf({ draws }: Pool, of: (counts: Counts | undefined) => number): Figure {
  return figure(
    of(undefined),
    draws.map((counts) => of(counts)),
  );
}

function figure(value: number, drawn: readonly number[]): Figure {
  return { value, low: quantile(drawn, 0.05), high: quantile(drawn, 0.95) };
}

/** Pools made of other sources: does the ranking hold for any of them? */
function apgrOfDrawnSources(pool: Pool, scores: readonly number[]): Figure {
  const { examples } = pool;
  const bySource = [...groupBy(examples.keys(), (i) => examples[i]?.outcome.source).values()];
  const random = randomNumbers(13);
  const values = Array.from({ length: DRAWS }, () => {
    const counts = new Float64Array(examples.length);
    const drawn = bySource
      .map((indices) => ({ indices, order: random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, SOURCES_OF_DRAW);
    for (const { indices } of drawn) for (const i of indices) counts[i] = 1 / indices.length;
    return apgr(rank(pool, scores, counts, undefined));
  });
  return figure(values.reduce((sum, value) => sum + value, 0) / values.length, values);
}

function sourceResults(
  { examples }: Pick<Pool, "examples">,
  { own }: Predictions,
): readonly SourceResult[] {
  const bySource = groupBy(examples.keys(), (i) => examples[i]?.outcome.source ?? "");
  return [...bySource].map(([source, indices]) => {
    const pool = poolOf(
      indices.flatMap((i) => examples[i] ?? []),
      DRAWS,
    );
    const mean = (value: (index: number) => number): number =>
      indices.reduce((sum, index) => sum + value(index), 0) / indices.length;
    const end = (side: 0 | 1): number =>
      mean((i) => intervalAround(own[i]?.gap ?? 0, own[i]?.deviation ?? 0)[side]);
    const interval = [end(0), end(1)] as const;
    const actualGap = mean((i) => examples[i]?.gap ?? 0);
    const scores = indices.map((i) => own[i]?.gap ?? 0);
    return {
      source,
      prompts: indices.length,
      predictedGap: mean((i) => own[i]?.gap ?? 0),
      actualGap,
      interval,
      isCovered: interval[0] <= actualGap && actualGap <= interval[1],
      gain: figureOf(pool, (counts) => gainOverRandom(rank(pool, scores, counts, undefined))),
    };
  });
}
