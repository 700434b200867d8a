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
export interface SourceResult {
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

export const OWN = "own";
const DRAWS = 100;
const SOURCES_OF_DRAW = 6;

/** Scores, weights and outcomes of the same examples, by position. */
interface Columns {
  readonly examples: readonly Example[];
  readonly family: Float64Array;
}

export function evaluateScheme(
  examples: readonly Example[],
  predictions: Predictions,
): SchemeResult {
  const columns = { examples, family: groupWeights(examples, ({ family }) => family, 1) };
  const own = predictions.own.map(({ gap }) => gap);
  const ownProbability = predictions.own.map(({ pMiniAtLeastAsGood }) => pMiniAtLeastAsGood);
  const resamples = resample(examples);
  const figure = (of: (indices: readonly number[]) => number): Figure => figureOf(of, resamples);
  const method = (id: string, scores: readonly number[], good: readonly number[]): MethodResult => {
    const family = (indices: readonly number[]): readonly Ranked[] =>
      rank(columns, scores, indices);
    return {
      id,
      apgr: figure((indices) => apgr(family(indices))),
      apgrByPrompt: figure((indices) => apgr(rank(columns, scores, indices, () => 1))),
      apgrOfDraws: drawSources(columns, scores),
      auc: figure((indices) =>
        areaUnderRoc(
          indices.map((i) => ({
            score: good[i] ?? 0,
            label: examples[i]?.miniAtLeastAsGood === 1,
            weight: columns.family[i] ?? 0,
          })),
        ),
      ),
      callsForHalf: figure((indices) => callsFor(family(indices), 0.5)),
      callsForMost: figure((indices) => callsFor(family(indices), 0.8)),
      toMiniAt95: figure((indices) => shareToMini(family(indices), 0.95)),
      toMiniAt99: figure((indices) => shareToMini(family(indices), 0.99)),
      ...(id !== OWN && {
        ownIsAbove: figure((indices) => apgr(rank(columns, own, indices)) - apgr(family(indices))),
      }),
    };
  };
  const sources = sourceResults(columns, predictions);
  const calibrate = (
    predicted: readonly number[],
    actual: (example: Example) => number,
    weightOf: (index: number) => number,
  ): Figure =>
    figure((indices) =>
      calibrationError(
        indices.flatMap((i) => {
          const example = examples[i];
          return example
            ? [{ predicted: predicted[i] ?? 0, actual: actual(example), weight: weightOf(i) }]
            : [];
        }),
      ),
    );
  const familyWeight = (index: number): number => columns.family[index] ?? 0;
  return {
    methods: [
      ...[...predictions.baselines].map(([id, scores]) =>
        method(
          id,
          scores,
          scores.map((score) => -score),
        ),
      ),
      method(OWN, own, ownProbability),
    ],
    sources,
    calibration: {
      probability: calibrate(ownProbability, (example) => example.miniAtLeastAsGood, familyWeight),
      probabilityByPrompt: calibrate(
        ownProbability,
        (example) => example.miniAtLeastAsGood,
        () => 1,
      ),
      gap: calibrate(own, (example) => example.gap, familyWeight),
    },
    coveredSources: sources.filter(({ isCovered }) => isCovered).length / sources.length,
  };
}

function rank(
  { examples, family }: Columns,
  scores: readonly number[],
  indices: readonly number[],
  weightOf: (index: number) => number = (index) => family[index] ?? 0,
): readonly Ranked[] {
  return indices.flatMap((index) => {
    const example = examples[index];
    if (!example) return [];
    return [
      {
        score: scores[index] ?? 0,
        gap: example.gap,
        score4o: example.outcome.score_4o,
        weight: weightOf(index),
      },
    ];
  });
}

/** All examples first, then draws with replacement within each source. */
function resample(examples: readonly Example[]): readonly (readonly number[])[] {
  const bySource = [...groupBy(examples.keys(), (i) => examples[i]?.outcome.source).values()];
  const random = randomNumbers(11);
  const draws = Array.from({ length: DRAWS }, () =>
    bySource.flatMap((indices) =>
      indices.map(() => indices[Math.floor(random() * indices.length)] ?? 0),
    ),
  );
  return [[...examples.keys()], ...draws];
}

/** The value of the first sample and the middle 90% of the others. */
function figureOf(
  of: (indices: readonly number[]) => number,
  [all = [], ...draws]: readonly (readonly number[])[],
): Figure {
  const values = draws.map(of);
  return { value: of(all), low: quantile(values, 0.05), high: quantile(values, 0.95) };
}

/** Pools made of other sources: does the ranking hold whatever they are? */
function drawSources(columns: Columns, scores: readonly number[]): Figure {
  const bySource = [
    ...groupBy(columns.examples.keys(), (i) => columns.examples[i]?.outcome.source).values(),
  ];
  const random = randomNumbers(13);
  const values = Array.from({ length: DRAWS }, () => {
    const drawn = bySource
      .map((indices) => ({ indices, order: random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, SOURCES_OF_DRAW)
      .map(({ indices }) => indices);
    const weights = new Map(
      drawn.flatMap((indices) => indices.map((i): [number, number] => [i, 1 / indices.length])),
    );
    return apgr(rank(columns, scores, drawn.flat(), (i) => weights.get(i) ?? 0));
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { value: mean, low: quantile(values, 0.05), high: quantile(values, 0.95) };
}

function sourceResults(columns: Columns, { own }: Predictions): readonly SourceResult[] {
  const { examples } = columns;
  const bySource = groupBy(examples.keys(), (i) => examples[i]?.outcome.source ?? "");
  const scores = own.map(({ gap }) => gap);
  const random = randomNumbers(17);
  return [...bySource].map(([source, indices]) => {
    const mean = (value: (index: number) => number): number =>
      indices.reduce((sum, index) => sum + value(index), 0) / indices.length;
    const end = (side: 0 | 1): number =>
      mean((i) => intervalAround(own[i]?.gap ?? 0, own[i]?.deviation ?? 0)[side]);
    const interval = [end(0), end(1)] as const;
    const actualGap = mean((i) => examples[i]?.gap ?? 0);
    const draws = Array.from({ length: DRAWS }, () =>
      indices.map(() => indices[Math.floor(random() * indices.length)] ?? 0),
    );
    return {
      source,
      prompts: indices.length,
      predictedGap: mean((i) => scores[i] ?? 0),
      actualGap,
      interval,
      isCovered: interval[0] <= actualGap && actualGap <= interval[1],
      gain: figureOf(
        (drawn) => gainOverRandom(rank(columns, scores, drawn, () => 1)),
        [indices, ...draws],
      ),
    };
  });
}
