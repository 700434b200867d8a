import { formatTokens } from "../format";
import type { PromptDigest } from "./promptDigest";
import { findPublishedOpinion, PUBLISHED_SOURCE } from "./publishedOpinion";
import type { QualityPrediction } from "./qualityModel";
import type { EvidenceLevel, QualityEvidence, TaskKind } from "./recommendation";
import { KIND_LABELS, OPEN_CHAT, TASK_KINDS } from "./taskKinds";
import type { MeasuredGap, RecommendWeights } from "./weights";

/**
 * Half of a 90% interval in standard deviations: Student's t with 20 degrees of freedom, for the
 * deviation is known from about as many sources.
 */
const HALF_INTERVAL_DEVIATIONS = 1.725;
/** A kind is taken to be known from this probability on, */
const LIKELY_KIND = 0.5;
/** and without resembling scored prompts from this one on. */
const CERTAIN_KIND = 0.8;
/** A subject is named where it has at least this part of its kind. */
const NAMED_SUBJECT = 0.5;
/** Less likely kinds are not worth naming. */
const LEAST_ALTERNATIVE = 0.05;
const MOST_ALTERNATIVES = 3;

interface KnownKind extends TaskKind {
  readonly measured: MeasuredGap;
}

/** Turns a prediction into what is shown: the kind, the gap with its interval, and how well it is founded. */
export function describeEvidence(
  digest: PromptDigest,
  prediction: QualityPrediction,
  weights: RecommendWeights,
): QualityEvidence {
  const [top, ...others] = rankKinds(prediction, weights);
  const level = levelOf(digest, prediction, top);
  const opinion = level === "measured" ? undefined : findPublishedOpinion(digest.text);
  const common = {
    expectedGap: prediction.gap,
    interval: intervalAround(prediction.gap, prediction.deviation),
    pMiniAtLeastAsGood: prediction.pMiniAtLeastAsGood,
    score4o: prediction.score4o,
    strengthPrompts: (weights.outcomeDeviation / prediction.deviation) ** 2,
  };
  if (opinion) {
    return {
      ...common,
      kind: { id: opinion.id, label: opinion.label, probability: 1 - top.probability },
      alternatives: [withoutMeasured(top)],
      level: "published opinion",
      opinion: opinion.sendsTo,
      source: PUBLISHED_SOURCE,
    };
  }
  const { gap, standardError, prompts } = top.measured;
  return {
    ...common,
    kind: withoutMeasured(top),
    alternatives: others.slice(0, MOST_ALTERNATIVES).map(withoutMeasured),
    level,
    measured: { gap, standardError, prompts },
    source: measuredSource(weights),
  };
}

/** Where measured gaps are from, for people. */
export function measuredSource({ provenance }: RecommendWeights): string {
  return `scores of both models on ${formatTokens(provenance.table.prompts)} prompts`;
}

/** 90% interval of an expected gap. */
export function intervalAround(gap: number, deviation: number): readonly [number, number] {
  const half = HALF_INTERVAL_DEVIATIONS * deviation;
  return [Math.max(-1, gap - half), Math.min(1, gap + half)];
}

/** Kinds with what is measured on them, likeliest first; the first always stands. */
function rankKinds(
  { resemblance, poolShares, kindProbabilities }: QualityPrediction,
  { kinds, subjects, pools }: RecommendWeights,
): readonly [KnownKind, ...KnownKind[]] {
  const byCues = TASK_KINDS.map((id, index) => ({
    id,
    label: KIND_LABELS[id],
    measured: kinds[id],
    probability:
      (1 - resemblance) * (kindProbabilities[index] ?? 0) +
      resemblance *
        pools.reduce((sum, pool, i) => sum + (pool.kind === id ? (poolShares[i] ?? 0) : 0), 0),
  }));
  const named = pools.flatMap(({ subject, kind }, index): readonly KnownKind[] => {
    const known = subjects.find(({ id }) => id === subject);
    const probability = resemblance * (poolShares[index] ?? 0);
    const ofKind = byCues.find(({ id }) => id === kind)?.probability ?? 0;
    if (!known || probability < NAMED_SUBJECT * ofKind) return [];
    return [{ id: known.id, label: known.label, measured: known, probability: ofKind }];
  });
  const mcq = new Set(named.length > 0 ? ["mcq_knowledge"] : []);
  const [first, ...rest] = [...byCues.filter(({ id }) => !mcq.has(id)), ...named].sort(
    (a, b) => b.probability - a.probability,
  );
  const openChat: KnownKind = {
    id: OPEN_CHAT,
    label: KIND_LABELS[OPEN_CHAT],
    measured: kinds[OPEN_CHAT],
    probability: 0,
  };
  return [first ?? openChat, ...rest.filter(({ probability }) => probability >= LEAST_ALTERNATIVE)];
}

function levelOf(
  { isMultiTurn, isLong }: PromptDigest,
  { resemblance }: QualityPrediction,
  { id, probability }: TaskKind,
): EvidenceLevel {
  if (id === OPEN_CHAT) return "no evidence";
  const isKnown = resemblance >= 0.5 ? probability >= LIKELY_KIND : probability >= CERTAIN_KIND;
  return isKnown && !isMultiTurn && !isLong ? "measured" : "extrapolated";
}

function withoutMeasured({ id, label, probability }: KnownKind): TaskKind {
  return { id, label, probability };
}
