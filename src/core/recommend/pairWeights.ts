import type { MeasuredPair } from "./pair";
import { isMeasuredKind, TASK_KINDS, type TaskKindId } from "./taskKinds";
import type { LinearWeights, PairTable, Pool, PooledOutcome, RecommendWeights } from "./weights";

/** Standard deviation of true gaps between sources of one kind. */
export const BETWEEN_SOURCES = 0.04;
/** Share of prompts on which the lighter model is at least as good at a gap of 0, and what of it a gap takes. */
const USUAL_SHARE = 0.94;
const SHARE_PER_GAP = 0.85;

/** How often the lighter model is at least as good where only the mean gap is known: as on measured kinds. */
export function usualShare(gap: number): number {
  return Math.min(1, Math.max(0, USUAL_SHARE - SHARE_PER_GAP * gap));
}

/** The weights for a measured pair, GPT-4o and mini among them. */
export function knownWeights(
  base: RecommendWeights,
  { strong, light }: MeasuredPair,
): RecommendWeights {
  const table = base.pairs.find((each) => each.strong === strong && each.light === light);
  return table ? weightsOfPair(base, table) : base;
}

/**
 * The weights for another pair: what is measured or published of it counts by its precision, and the
 * gaps of GPT-4o and mini on the pair's line stand for the rest. How prompts are told apart, and the
 * ranking within a kind, are those of GPT-4o and mini.
 */
function weightsOfPair(base: RecommendWeights, table: PairTable): RecommendWeights {
  const ofKind = new Map(TASK_KINDS.map((kind) => [kind, outcomeOfKind(kind, base, table)]));
  const { slope } = table.line;
  return {
    ...base,
    table,
    kinds: table.kinds,
    published: table.published,
    subjects: table.subjects,
    provenance: {
      ...base.provenance,
      table: { prompts: table.prompts, sources: table.sources },
    },
    pooledKinds: Object.fromEntries(ofKind) as unknown as RecommendWeights["pooledKinds"],
    kindErrors: [...ofKind.values()].map(({ error }) => error),
    pools: base.pools.map((pool) => poolOfPair(pool, base, table, ofKind.get(pool.kind) ?? pool)),
    withinPool: scaled(base.withinPool, slope),
  };
}

interface KindOutcome extends PooledOutcome {
  readonly error: number;
}

function outcomeOfKind(kind: TaskKindId, base: RecommendWeights, table: PairTable): KindOutcome {
  const { line } = table;
  const before = base.pooledKinds[kind];
  const expected = line.mean + line.slope * (before.gap - line.meanOf4o);
  const measured = isMeasuredKind(kind) ? table.kinds[kind] : undefined;
  const published = table.published[kind];
  const score = Math.min(1, Math.max(0, before.score4o + line.scoreShift));
  const parts = [
    { gap: expected, share: usualShare(expected), score, error: line.deviation },
    ...(measured
      ? [
          {
            gap: measured.gap,
            share: measured.miniAtLeastAsGood,
            score: measured.score4o,
            error: Math.hypot(measured.standardError, BETWEEN_SOURCES),
          },
        ]
      : []),
    ...(published
      ? [
          {
            gap: published.gap,
            share: usualShare(published.gap),
            score: published.score4o,
            error: Math.hypot(published.standardError, BETWEEN_SOURCES),
          },
        ]
      : []),
  ];
  const precisions = parts.map(({ error }) => error ** -2);
  const precision = precisions.reduce((sum, each) => sum + each, 0);
  const mean = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((sum, part, index) => sum + (precisions[index] ?? 0) * of(part), 0) / precision;
  return {
    gap: mean(({ gap }) => gap),
    miniAtLeastAsGood: mean(({ share }) => share),
    score4o: mean((part) => part.score),
    // How far sources of a kind differ is counted once for all (unseenSpread).
    error: parts.length > 1 ? 0 : line.deviation,
  };
}

/** A subject by its own row of the pair; else as far from its kind as it is for GPT-4o and mini. */
function poolOfPair(
  pool: Pool,
  { pooledKinds }: RecommendWeights,
  { subjects, line }: PairTable,
  ofKind: PooledOutcome,
): Pool {
  const subject = subjects.find(({ id }) => id === pool.subject);
  if (subject) {
    const { gap, miniAtLeastAsGood, score4o, standardError } = subject;
    return { ...pool, gap, miniAtLeastAsGood, score4o, standardError };
  }
  const off = line.slope * (pool.gap - pooledKinds[pool.kind].gap);
  const { gap, miniAtLeastAsGood, score4o } = ofKind;
  return {
    ...pool,
    gap: gap + off,
    miniAtLeastAsGood: Math.min(1, Math.max(0, miniAtLeastAsGood - SHARE_PER_GAP * off)),
    score4o,
    standardError: Math.hypot(pool.standardError, line.deviation),
  };
}

function scaled(weights: LinearWeights, factor: number): LinearWeights {
  const times = (values: readonly number[]): readonly number[] =>
    values.map((value) => value * factor);
  const { intercepts, dense, terms } = weights;
  return {
    intercepts: times(intercepts),
    dense: { ...dense, scales: times(dense.scales) },
    ...(terms && { terms: { ...terms, scales: times(terms.scales) } }),
  };
}
