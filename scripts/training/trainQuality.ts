import { standardize } from "../../src/core/recommend/linearModel";
import { TERM_BITS } from "../../src/core/recommend/hashedTerms";
import { BETWEEN_SOURCES, usualShare } from "../../src/core/recommend/pairWeights";
import { DENSE_NAMES } from "../../src/core/recommend/promptFeatures";
import { sharpened, unseenDeviation } from "../../src/core/recommend/qualityModel";
import {
  MEASURED_KINDS,
  TASK_KINDS,
  type MeasuredKindId,
  type TaskKindId,
} from "../../src/core/recommend/taskKinds";
import type {
  LinearWeights,
  MeasuredGap,
  Pool,
  PooledOutcome,
  QualityWeights,
  RecommendWeights,
} from "../../src/core/recommend/weights";
import { type Example, groupWeights } from "./examples";
import { groupBy } from "./groupBy";
import type { GapTable, Statistics } from "./outcomes";
import { quantize } from "./quantize";
import {
  buildDesign,
  type DesignRow,
  type RidgeSolution,
  solveRidge,
  solveRidgeOfMany,
} from "./ridge";
import type { PublishedGaps } from "./publishedGaps";
import { kindOfSource, SOURCES_OF_KIND, sourcesOfKind } from "./sources";

/** The input of a training: the examples, and the sources of the gap table that are not left out. */
export interface TrainingSet {
  readonly examples: readonly Example[];
  readonly table: GapTable;
  readonly published: PublishedGaps;
  /** Sources of which nothing may be known, not even their mean. */
  readonly leftOut: ReadonlySet<string>;
  /**
   * Whether the table speaks of sources that have examples too. Not in cross-validation, where its
   * means would hold the rows that are kept apart.
   */
  readonly trustsTable: boolean;
}

/** Buckets for telling pools apart, as a power of two: 26 pools are told apart as well by few. */
const POOL_TERM_BITS = 10;
const RESEMBLANCE = { penalty: 3, denseScale: 0.1, evenness: 0.5 } as const;
const WITHIN_POOL = { penalty: 10, denseScale: 0.05, evenness: 0.7 } as const;
/**
 * How much of a kind's share of ties and wins carries over to other sources of the kind: it depends on
 * how answers are graded, right or wrong or by points, more than on the kind.
 */
const CARRIED_SHARE = 0.6;
/** The weight of the mean of a pool's source or kind against the pool's own, in prompts. */
const POOL_PRIOR_PROMPTS = 40;
/** Standard deviation of true gaps between kinds. */
const BETWEEN_KINDS = 0.07;
/** Each prompt is trained on as sent and rewrapped. */
const VERSIONS = ["asSent", "rewrapped"] as const;

export function trainQuality(set: TrainingSet): QualityWeights {
  const { examples } = set;
  const even = groupWeights(examples, ({ family }) => family, 1);
  const { means, deviations } = moments(examples, even);
  const rows = VERSIONS.flatMap((version) =>
    examples.map((example): DesignRow => ({
      dense: standardize(example[version].dense, means, deviations),
      terms: example[version].terms,
    })),
  );
  const pooledKinds = poolKinds(set);
  const pools = makePools(set, pooledKinds);
  const poolOf = new Map(pools.map((pool, index) => [pool.id, index]));
  const repeated = (weights: Float64Array): Float64Array =>
    Float64Array.from(VERSIONS.flatMap(() => Array.from(weights, (w) => w / VERSIONS.length)));
  const targets = (target: (example: Example) => number): Float64Array =>
    Float64Array.from(VERSIONS.flatMap(() => examples.map(target)));

  const resemblance = solveRidgeOfMany(
    buildDesign(rows, { bits: POOL_TERM_BITS, denseScale: RESEMBLANCE.denseScale }),
    pools.map(({ id }) => targets(({ pool }) => (pool === id ? 1 : 0))),
    repeated(groupWeights(examples, ({ pool }) => pool, RESEMBLANCE.evenness)),
    RESEMBLANCE.penalty,
  );
  const withinPool = solveRidge(
    buildDesign(rows, { bits: TERM_BITS, denseScale: WITHIN_POOL.denseScale }),
    targets(({ gap, pool }) => gap - (pools[poolOf.get(pool) ?? 0]?.gap ?? 0)),
    repeated(groupWeights(examples, ({ family }) => family, WITHIN_POOL.evenness)),
    WITHIN_POOL.penalty,
  );
  return {
    means,
    deviations,
    pooledKinds,
    pools,
    resemblance: toWeights(resemblance, RESEMBLANCE.denseScale, POOL_TERM_BITS),
    withinPool: toWeights([withinPool], WITHIN_POOL.denseScale, TERM_BITS),
    unseenSpread: unseenSpread(set),
  };
}

/** Linear weights over standardized features, in bytes. */
export function toWeights(
  solutions: readonly RidgeSolution[],
  denseScale: number,
  bits?: number,
): LinearWeights {
  return {
    intercepts: solutions.map(({ intercept }) => intercept),
    dense: quantize(solutions.map(({ dense }) => dense.map((weight) => weight * denseScale))),
    ...(bits !== undefined && {
      terms: { ...quantize(solutions.map(({ terms }) => terms)), bits },
    }),
  };
}

const MIN_DEVIATION = 1e-4;

export function moments(
  examples: readonly Example[],
  weights: Float64Array,
): { readonly means: readonly number[]; readonly deviations: readonly number[] } {
  const total = weights.reduce((sum, weight) => sum + weight, 0) * VERSIONS.length;
  const average = (value: (dense: Float64Array) => number): number =>
    examples.reduce(
      (sum, example, i) =>
        sum +
        (weights[i] ?? 0) *
          VERSIONS.reduce((inner, version) => inner + value(example[version].dense), 0),
      0,
    ) / total;
  const means = DENSE_NAMES.map((_, column) => average((dense) => dense[column] ?? 0));
  const deviations = means.map(
    (mean, column) =>
      Math.sqrt(average((dense) => ((dense[column] ?? 0) - mean) ** 2)) + MIN_DEVIATION,
  );
  return { means, deviations };
}

/** Gap, and share of prompts on which mini is at least as good, of one source. */
interface SourceOutcome extends PooledOutcome {
  readonly standardError: number;
}

function outcomeOf(
  source: string,
  { examples, table, trustsTable }: TrainingSet,
): SourceOutcome | undefined {
  const own = examples.filter(({ outcome }) => outcome.source === source);
  const listed = table.source[source];
  if (own.length === 0 || trustsTable) {
    return (
      listed && {
        gap: listed.gap,
        miniAtLeastAsGood: listed.mini_ge,
        score4o: listed.mean_4o,
        standardError: listed.se,
      }
    );
  }
  const means = meansOf(own);
  return {
    ...means,
    standardError: Math.max(0.004, deviationOf(own, means.gap) / Math.sqrt(own.length)),
  };
}

function meansOf(examples: readonly Example[]): PooledOutcome {
  return {
    gap: average(examples.map(({ gap }) => gap)),
    miniAtLeastAsGood: average(examples.map(({ miniAtLeastAsGood }) => miniAtLeastAsGood)),
    score4o: average(examples.map(({ outcome }) => outcome.score_4o)),
  };
}

/** Of single gaps around `mean`. */
function deviationOf(examples: readonly Example[], mean: number): number {
  return Math.sqrt(average(examples.map(({ gap }) => (gap - mean) ** 2)));
}

/** Sources of a kind count about the same, whatever their size; kinds with few are drawn to the mean of all. */
function poolKinds(set: TrainingSet): Record<TaskKindId, PooledOutcome> {
  const own = ofEachKind((kind) => {
    const sources: readonly SourceOutcome[] = [
      ...sourcesOfKind(kind).flatMap((source) =>
        set.leftOut.has(source) ? [] : (outcomeOf(source, set) ?? []),
      ),
      ...publishedOutcome(set.published[kind]),
    ];
    const weights = sources.map(
      ({ standardError }) => 1 / (standardError ** 2 + BETWEEN_SOURCES ** 2),
    );
    const precision = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = weights.map((weight) => weight / precision);
    return { precision, means: ofEachMeasure((measure) => mean(sources.map(measure), shares)) };
  });
  const known = Object.values(own).filter(({ precision }) => precision > 0);
  const all = ofEachMeasure((measure) => average(known.map(({ means }) => measure(means))));
  return ofEachKind((kind) => {
    const { precision, means } = own[kind];
    const share = precision / (precision + 1 / BETWEEN_KINDS ** 2);
    const drawn = ofEachMeasure((measure) => share * measure(means) + (1 - share) * measure(all));
    const { miniAtLeastAsGood } = all;
    return {
      ...drawn,
      miniAtLeastAsGood:
        miniAtLeastAsGood + CARRIED_SHARE * (drawn.miniAtLeastAsGood - miniAtLeastAsGood),
    };
  });
}

function publishedOutcome(published: PublishedGaps[TaskKindId]): readonly SourceOutcome[] {
  if (published === undefined) return [];
  const { gap, score4o, standardError } = published;
  return [{ gap, score4o, standardError, miniAtLeastAsGood: usualShare(gap) }];
}

function ofEachKind<Value>(valueOf: (kind: TaskKindId) => Value): Record<TaskKindId, Value> {
  return Object.fromEntries(TASK_KINDS.map((kind) => [kind, valueOf(kind)])) as Record<
    TaskKindId,
    Value
  >;
}

function ofEachMeasure(
  valueOf: (measure: (outcome: PooledOutcome) => number) => number,
): PooledOutcome {
  return {
    gap: valueOf(({ gap }) => gap),
    miniAtLeastAsGood: valueOf(({ miniAtLeastAsGood }) => miniAtLeastAsGood),
    score4o: valueOf(({ score4o }) => score4o),
  };
}

/** Each pool's means, drawn to those of its source (a subject) or of its kind. */
function makePools(
  { examples }: TrainingSet,
  pooledKinds: Record<TaskKindId, PooledOutcome>,
): readonly Pool[] {
  const bySource = groupBy(examples, ({ outcome }) => outcome.source);
  return [...groupBy(examples, ({ pool }) => pool)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, members]) => {
      const [source = id, subject] = id.split("/");
      const kind = kindOfSource(source);
      const prior = subject ? meansOf(bySource.get(source) ?? []) : pooledKinds[kind];
      const own = meansOf(members);
      const share = members.length / (members.length + POOL_PRIOR_PROMPTS);
      const means = ofEachMeasure((measure) => share * measure(own) + (1 - share) * measure(prior));
      return {
        id,
        source,
        kind,
        ...(subject !== undefined && { subject: subjectId(subject) }),
        ...means,
        standardError:
          deviationOf(members, means.gap) / Math.sqrt(members.length + POOL_PRIOR_PROMPTS),
      };
    });
}

/**
 * How far the mean gap of a source lies from what the kinds say that is told without it, as a part of
 * that. Sources without examples are taken to be wholly of their kind.
 */
function unseenSpread(set: TrainingSet): number {
  const bySource = groupBy(set.examples, ({ outcome }) => outcome.source);
  const known = Object.values(SOURCES_OF_KIND)
    .flat()
    .flatMap((source) => {
      const actual = outcomeOf(source, set);
      if (set.leftOut.has(source) || !actual) return [];
      const without = poolKinds({ ...set, leftOut: new Set([...set.leftOut, source]) });
      const gaps = TASK_KINDS.map((kind) => without[kind].gap);
      const own = bySource.get(source);
      const predicted = own
        ? average(own.map(({ asSent }) => mean(gaps, sharpened(asSent.kinds))))
        : without[kindOfSource(source)].gap;
      return [{ predicted, actual }];
    });
  const squares = known.map(({ predicted, actual }) =>
    Math.max(0, (actual.gap - predicted) ** 2 - actual.standardError ** 2),
  );
  const units = known.map(({ predicted }) => unseenDeviation(predicted, 1) ** 2);
  return Math.sqrt(average(squares) / average(units));
}

/** The table's figures for each kind, over all of its sources: its own sum if it has one. */
export function measuredKinds({ source, category }: GapTable): Record<MeasuredKindId, MeasuredGap> {
  const entries = MEASURED_KINDS.map((kind) => {
    const parts = SOURCES_OF_KIND[kind].flatMap((id) => source[id] ?? []);
    const listed = category[kind];
    const isWhole = listed?.n === parts.reduce((sum, { n }) => sum + n, 0);
    return [kind, mergeMeasured(listed && isWhole ? [listed] : parts)] as const;
  });
  return Object.fromEntries(entries) as Record<MeasuredKindId, MeasuredGap>;
}

export function measuredSubjects(table: GapTable): RecommendWeights["subjects"] {
  return Object.entries(table.mmlu_pro_subject).map(([subject, statistics]) => ({
    id: subjectId(subject),
    label: subjectLabel(subject),
    ...mergeMeasured([statistics]),
  }));
}

export function subjectId(subject: string): string {
  return subject.replaceAll(" ", "_");
}

const UNUSUAL_LABELS: Readonly<Record<string, string>> = {
  math: "Mathematics, multiple choice",
  other: "Other knowledge, multiple choice",
};

export function subjectLabel(subject: string): string {
  return UNUSUAL_LABELS[subject] ?? subject.charAt(0).toUpperCase() + subject.slice(1);
}

/** The figures of several sets of prompts together. */
export function mergeMeasured(parts: readonly Statistics[]): MeasuredGap {
  const prompts = parts.reduce((sum, { n }) => sum + n, 0);
  const weighted = (value: (part: Statistics) => number): number =>
    parts.reduce((sum, part) => sum + part.n * value(part), 0) / prompts;
  const gap = weighted((part) => part.gap);
  // Squared deviations within the parts, and of the parts' means from the whole's.
  const variance = weighted((part) => part.n * part.se ** 2 + (part.gap - gap) ** 2);
  return {
    gap: round(gap),
    standardError: round(Math.sqrt(variance / prompts)),
    prompts,
    score4o: round(weighted((part) => part.mean_4o)),
    miniAtLeastAsGood: round(weighted((part) => part.mini_ge)),
  };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function mean(values: readonly number[], shares: ArrayLike<number>): number {
  return values.reduce((sum, value, index) => sum + value * (shares[index] ?? 0), 0);
}
