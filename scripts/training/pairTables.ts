import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { BETWEEN_SOURCES } from "../../src/core/recommend/pairWeights";
import { MEASURED_PAIRS, type MeasuredPair, STRONG_MODEL_ID } from "../../src/core/recommend/pair";
import {
  isMeasuredKind,
  type MeasuredKindId,
  TASK_KINDS,
  type TaskKindId,
} from "../../src/core/recommend/taskKinds";
import type {
  MeasuredGap,
  PairLine,
  PairTable,
  PublishedGap,
  QualityWeights,
  RecommendWeights,
} from "../../src/core/recommend/weights";
import { groupBy } from "./groupBy";
import { type Aggregate, aggregateSchema, mergePublished } from "./publishedGaps";
import { mergeMeasured, subjectId, subjectLabel } from "./trainQuality";

/** The gaps of other pairs, and the scored prompts behind them. */

const statisticsSchema = v.object({
  n: v.number(),
  mean_strong: v.number(),
  gap: v.number(),
  se: v.number(),
  mini_ge: v.number(),
});
type PairStatistics = v.InferOutput<typeof statisticsSchema>;

const byNameSchema = v.record(v.string(), v.record(v.string(), statisticsSchema));
const fileSchema = v.object({
  by_pair_and_source: byNameSchema,
  by_pair_and_mmlu_pro_subject: byNameSchema,
  published_aggregates: v.array(aggregateSchema),
});

export type PairData = v.InferOutput<typeof fileSchema>;

export function readPairData(folder: string): PairData {
  const file = path.join(folder, "gap-table-other-pairs.json");
  return v.parse(fileSchema, JSON.parse(readFileSync(file, "utf8")));
}

/** The kind of task of each source of scored prompts. */
const KIND_OF_SOURCE: ReadonlyMap<string, MeasuredKindId> = new Map([
  ["ikp", "factual_qa"],
  ["epoch_bench", "factual_qa"],
  ["mmlu_pro", "mcq_knowledge"],
  ["benchpress", "open_chat"],
  ["shaberi_ja", "open_chat"],
]);

/** The kind of task of what a published average is named. */
const KIND_OF_AVERAGE: ReadonlyMap<string, TaskKindId> = new Map([
  ["topic_classification", "classification"],
  ["genre_classification", "classification"],
  ["sentiment_analysis", "sentiment_analysis"],
  ["reading_comprehension", "grounded_qa"],
  ["summarisation_with_instructions", "summarisation"],
  ["rewriting_with_instructions", "rewriting"],
  ["simplification_with_instructions", "rewriting"],
  ["proofreading", "rewriting"],
  ["logic_puzzle", "reasoning_puzzle"],
  ["creative_with_instructions", "creative_writing"],
  ["agentic_coding", "agentic_workflow"],
  ["agent_multi_turn", "agentic_workflow"],
  ["translation", "translation"],
  ["competition_math", "competition_math"],
  ["math_word_problem", "math_word_problem"],
  ["code_generation", "code_generation"],
  ["mcq_knowledge", "mcq_knowledge"],
  ["mcq_science", "mcq_knowledge"],
  ["factual_qa", "factual_qa"],
]);

/** For people. */
const PUBLISHERS: readonly (readonly [RegExp, string])[] = [
  [/^livebench/, "LiveBench"],
  [/^openai_simple_evals/, "OpenAI simple-evals"],
  [/^south_slavic/, "CLASSLA"],
  [/^tau2_bench/, "τ²-bench"],
  [/^languagebench/, "languagebench"],
];

/** Prior of a pair's slope: how much of a difference between kinds carries over. */
const SLOPE_PRIOR = { mean: 0.6, deviation: 0.3 } as const;
/** Standard deviation of true gaps around a pair's line, and the rows that it is worth. */
const LINE_PRIOR = { deviation: 0.05, rows: 4 } as const;

/** `leftOut`: sources of which nothing may be known. `base`: of GPT-4o and mini, as far as known. */
export function pairTables(
  data: PairData,
  base: Pick<QualityWeights, "pooledKinds">,
  baseSubjects: RecommendWeights["subjects"],
  leftOut: ReadonlySet<string> = new Set(),
): readonly PairTable[] {
  return MEASURED_PAIRS.filter(({ strong }) => strong !== STRONG_MODEL_ID).map((pair) => {
    const bySource = rowsOf(data.by_pair_and_source, pair).filter(({ name }) => !leftOut.has(name));
    const bySubject = leftOut.has("mmlu_pro")
      ? []
      : rowsOf(data.by_pair_and_mmlu_pro_subject, pair);
    const kinds = measuredKindsOf(bySource);
    const published = publishedOf(data.published_aggregates, pair);
    const subjects = bySubject.map(({ name, statistics }) => ({
      id: subjectId(name),
      label: subjectLabel(name),
      ...measuredGap(statistics),
    }));
    return {
      ...pair,
      prompts: bySource.reduce((sum, { statistics }) => sum + statistics.n, 0),
      sources: new Set(bySource.map(({ name }) => name)).size,
      kinds,
      published,
      subjects,
      line: fitLine(pointsOf({ kinds, published, subjects }, base, baseSubjects)),
    };
  });
}

interface NamedRow {
  readonly name: string;
  readonly statistics: PairStatistics;
}

/** Rows of a pair; of the same prompts at several efforts the mean. */
function rowsOf(table: PairData["by_pair_and_source"], pair: MeasuredPair): readonly NamedRow[] {
  const rows = Object.entries(table)
    .filter(([name]) => isOfPair(name, pair))
    .flatMap(([, ofEffort]) => Object.entries(ofEffort));
  return [...groupBy(rows, ([name]) => name)].map(([name, efforts]): NamedRow => {
    const mean = (of: (statistics: PairStatistics) => number): number =>
      efforts.reduce((sum, [, statistics]) => sum + of(statistics), 0) / efforts.length;
    return {
      name,
      statistics: {
        n: mean(({ n }) => n),
        mean_strong: mean(({ mean_strong }) => mean_strong),
        gap: mean(({ gap }) => gap),
        se: mean(({ se }) => se),
        mini_ge: mean(({ mini_ge }) => mini_ge),
      },
    };
  });
}

function isOfPair(name: string, { strong, light }: MeasuredPair): boolean {
  return name.split("|").map(withoutEffort).join("|") === `${strong}|${light}`;
}

/** `gpt-5-mini` of `gpt-5-mini(thinking)`, `gpt-5-mini-low` and `gpt-5-mini-2025-08-07`. */
function withoutEffort(model: string): string {
  return model
    .replace("(thinking)", "")
    .replace(/-(?:minimal|low|medium|high)$/, "")
    .replace(/-\d{4}-\d\d-\d\d$/, "");
}

function measuredKindsOf(rows: readonly NamedRow[]): PairTable["kinds"] {
  const ofKinds = groupBy(rows, ({ name }) => KIND_OF_SOURCE.get(name));
  return Object.fromEntries(
    [...ofKinds].flatMap(([kind, members]) =>
      kind === undefined
        ? []
        : [[kind, mergeMeasured(members.map(({ statistics }) => asStatistics(statistics)))]],
    ),
  );
}

function measuredGap(statistics: PairStatistics): MeasuredGap {
  return mergeMeasured([asStatistics(statistics)]);
}

function asStatistics({ n, mean_strong, gap, se, mini_ge }: PairStatistics): {
  readonly n: number;
  readonly mean_4o: number;
  readonly mean_mini: number;
  readonly gap: number;
  readonly se: number;
  readonly mini_ge: number;
} {
  return { n, mean_4o: mean_strong, mean_mini: mean_strong - gap, gap, se, mini_ge };
}

function publishedOf(
  aggregates: readonly Aggregate[],
  pair: MeasuredPair,
): Readonly<Partial<Record<TaskKindId, PublishedGap>>> {
  const known = aggregates.flatMap((aggregate) => {
    const kind = KIND_OF_AVERAGE.get(aggregate.kind);
    const publisher = PUBLISHERS.find(([source]) => source.test(aggregate.source))?.[1];
    const isKnown = kind !== undefined && publisher !== undefined;
    return isKnown && isOfPair(aggregate.pair, pair) ? [{ kind, publisher, aggregate }] : [];
  });
  return Object.fromEntries(
    [...groupBy(known, ({ kind }) => kind)].map(([kind, members]) => {
      const publishers = [...new Set(members.map(({ publisher }) => publisher))].join(", ");
      return [
        kind,
        mergePublished(
          members.map(({ aggregate }) => aggregate),
          publishers,
        ),
      ];
    }),
  );
}

/** The gap of one kind or subject on GPT-4o and mini, and on the pair. */
interface Point {
  readonly kind: TaskKindId;
  readonly before: number;
  readonly gap: number;
  readonly error: number;
  readonly scoreShift: number;
}

function pointsOf(
  { kinds, published, subjects }: Pick<PairTable, "kinds" | "published" | "subjects">,
  { pooledKinds }: Pick<QualityWeights, "pooledKinds">,
  baseSubjects: RecommendWeights["subjects"],
): readonly Point[] {
  const pointOf = (
    kind: TaskKindId,
    before: { readonly gap: number; readonly score4o: number },
    known: { readonly gap: number; readonly standardError: number; readonly score4o: number },
  ): Point => ({
    kind,
    before: before.gap,
    gap: known.gap,
    error: known.standardError,
    scoreShift: known.score4o - before.score4o,
  });
  return [
    ...TASK_KINDS.flatMap((kind) => {
      const measured = isMeasuredKind(kind) ? kinds[kind] : undefined;
      return [measured, published[kind]].flatMap((known) =>
        known ? [pointOf(kind, pooledKinds[kind], known)] : [],
      );
    }),
    ...subjects.flatMap((subject) => {
      const before = baseSubjects.find(({ id }) => id === subject.id);
      return before ? [pointOf("mcq_knowledge", before, subject)] : [];
    }),
  ];
}

/** Weighted, each kind about as heavy; the slope is drawn to its prior, and the spread too. */
function fitLine(points: readonly Point[]): PairLine {
  const whole = lineThrough(points);
  const apart = points.map(({ kind, before, gap, error }) => {
    const others = points.filter((point) => point.kind !== kind);
    const { mean, meanOf4o, slope } = others.length === 0 ? whole : lineThrough(others);
    const off = gap - mean - slope * (before - meanOf4o);
    return Math.max(0, off ** 2 - error ** 2);
  });
  const squares = apart.reduce((sum, square) => sum + square, 0);
  const prior = LINE_PRIOR.rows * LINE_PRIOR.deviation ** 2;
  return {
    ...whole,
    deviation: Math.sqrt((squares + prior) / (points.length + LINE_PRIOR.rows)),
  };
}

function lineThrough(points: readonly Point[]): Omit<PairLine, "deviation"> {
  const ofKinds = groupBy(points, ({ kind }) => kind);
  const weights = points.map(
    ({ kind, error }) =>
      1 /
      (error ** 2 + BETWEEN_SOURCES ** 2 + LINE_PRIOR.deviation ** 2) /
      (ofKinds.get(kind)?.length ?? 1),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const average = (of: (point: Point) => number): number =>
    points.reduce((sum, point, index) => sum + (weights[index] ?? 0) * of(point), 0) / total;
  const [mean, meanOf4o] = [average(({ gap }) => gap), average(({ before }) => before)];
  const precision = SLOPE_PRIOR.deviation ** -2;
  const squares = total * average(({ before }) => (before - meanOf4o) ** 2);
  const products = total * average(({ before, gap }) => (before - meanOf4o) * (gap - mean));
  return {
    mean,
    meanOf4o,
    slope: (products + precision * SLOPE_PRIOR.mean) / (squares + precision),
    scoreShift: average(({ scoreShift }) => scoreShift),
  };
}
