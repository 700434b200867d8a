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
/** A subject is named where it has more than this part of its kind. */
const PLAIN_SUBJECT = 0.5;
/** Less likely kinds are not worth naming. */
const MIN_ALTERNATIVE = 0.05;
const MAX_ALTERNATIVES = 3;

interface KnownKind extends TaskKind {
  readonly measured: MeasuredGap;
}

/** Turns a prediction into what is shown: the kind, the gap with its interval, and how well it is founded. */
export function describeEvidence(
  digest: PromptDigest,
  prediction: QualityPrediction,
  weights: RecommendWeights,
): QualityEvidence {
  const ranked = rankKinds(prediction, weights);
  const top = ranked.reduce((best, kind) => (kind.probability > best.probability ? kind : best));
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
    alternatives: ranked
      .filter((kind) => kind !== top && kind.probability >= MIN_ALTERNATIVE)
      .slice(0, MAX_ALTERNATIVES)
      .map(withoutMeasured),
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

/** Kinds with what is measured on them, likeliest first; a subject represents its kind where it is plain. */
function rankKinds(
  { resemblance: { degree, poolShares }, kinds: probabilities }: QualityPrediction,
  { kinds, subjects, pools }: RecommendWeights,
): readonly KnownKind[] {
  return TASK_KINDS.map((id, index): KnownKind => {
    const shares = pools.map((pool, i) => (pool.kind === id ? degree * (poolShares[i] ?? 0) : 0));
    const probability = shares.reduce(
      (sum, share) => sum + share,
      (1 - degree) * (probabilities[index] ?? 0),
    );
    const main = pools[shares.indexOf(Math.max(...shares))];
    const isPlain = Math.max(...shares) > PLAIN_SUBJECT * probability;
    const subject = isPlain ? subjects.find((known) => known.id === main?.subject) : undefined;
    return subject
      ? { id: subject.id, label: subject.label, probability, measured: subject }
      : { id, label: KIND_LABELS[id], probability, measured: kinds[id] };
  }).sort((a, b) => b.probability - a.probability);
}

function levelOf(
  { isMultiTurn, isLong }: PromptDigest,
  { resemblance: { degree } }: QualityPrediction,
  { id, probability }: TaskKind,
): EvidenceLevel {
  if (id === OPEN_CHAT) return "no evidence";
  const isKnown = degree >= 0.5 ? probability >= LIKELY_KIND : probability >= CERTAIN_KIND;
  return isKnown && !isMultiTurn && !isLong ? "measured" : "extrapolated";
}

function withoutMeasured({ id, label, probability }: KnownKind): TaskKind {
  return { id, label, probability };
}
