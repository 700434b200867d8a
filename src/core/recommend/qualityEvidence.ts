import { formatTokens } from "../format";
import type { PromptDigest } from "./promptDigest";
import { PUBLISHED_OPINIONS, PUBLISHED_SOURCE } from "./publishedOpinion";
import type { QualityPrediction } from "./qualityModel";
import type { QualityEvidence, TaskKind } from "./recommendation";
import { isMeasuredKind, KIND_LABELS, OPEN_CHAT, TASK_KINDS, type TaskKindId } from "./taskKinds";
import type { MeasuredGap, RecommendWeights } from "./weights";

/**
 * Half of a 90% interval in standard deviations: Student's t with 20 degrees of freedom, for the
 * deviation is known from about as many sources.
 */
const HALF_INTERVAL_DEVIATIONS = 1.725;
/** A kind is recognized from this probability on, */
const RECOGNIZED_KIND = 0.4;
/** and measured, without resembling scored prompts, from this one on. */
const CERTAIN_KIND = 0.7;
/** A subject is named where it has more than this part of its kind. */
const PLAIN_SUBJECT = 0.5;
/** Less likely kinds are not worth naming. */
const MIN_ALTERNATIVE = 0.05;
const MAX_ALTERNATIVES = 3;

interface KnownKind extends TaskKind {
  readonly kindId: TaskKindId;
  readonly measured?: MeasuredGap;
}

/** Turns a prediction into what is shown: the kind, the gap with its interval, and how well it is founded. */
export function describeEvidence(
  digest: PromptDigest,
  prediction: QualityPrediction,
  weights: RecommendWeights,
  decidingWords: () => readonly string[],
): QualityEvidence {
  const ranked = rankKinds(prediction, weights);
  const top = ranked[0]!;
  const isRecognized = top.probability >= RECOGNIZED_KIND;
  return {
    kind: asKind(top),
    alternatives: ranked
      .slice(1)
      .filter(({ probability }) => probability >= MIN_ALTERNATIVE)
      .map(asKind),
    isRecognized,
    get decidingWords() {
      return isRecognized ? decidingWords() : [];
    },
    expectedGap: prediction.gap,
    interval: intervalAround(prediction.gap, prediction.deviation),
    deviation: prediction.deviation,
    pMiniAtLeastAsGood: prediction.pMiniAtLeastAsGood,
    score4o: prediction.score4o,
    strengthPrompts: (weights.outcomeDeviation / prediction.deviation) ** 2,
    ...(isRecognized
      ? groundsOf(top, digest, prediction, weights)
      : { level: "no evidence", source: measuredSource(weights) }),
  };
}

type Grounds = Pick<
  QualityEvidence,
  "level" | "measured" | "published" | "opinion" | "isByOtherPair" | "source"
>;

/** The evidence on a recognized kind, and its level. */
function groundsOf(
  { kindId, probability, measured }: KnownKind,
  { isMultiTurn, isLong }: PromptDigest,
  { resemblance: { degree } }: QualityPrediction,
  weights: RecommendWeights,
): Grounds {
  if (measured) {
    const { gap, standardError, prompts } = measured;
    const isCertain = degree >= 0.5 || probability >= CERTAIN_KIND;
    const isUsual = isCertain && !isMultiTurn && !isLong;
    return {
      level: kindId === OPEN_CHAT ? "no evidence" : isUsual ? "measured" : "extrapolated",
      measured: { gap, standardError, prompts },
      source: measuredSource(weights),
    };
  }
  return unmeasuredGrounds(kindId, weights);
}

/**
 * Of a kind without scores per prompt: what others published of it; else the ranking of GPT-4o and
 * mini, for another pair, or what guides say of those two.
 */
export function unmeasuredGrounds(kind: TaskKindId, weights: RecommendWeights): Grounds {
  const ofKind = weights.published[kind];
  if (ofKind) return { level: "published", published: ofKind, source: ofKind.source };
  if (weights.table) {
    const level = kind === OPEN_CHAT ? "no evidence" : "extrapolated";
    return { level, isByOtherPair: true, source: measuredSource(weights) };
  }
  const opinion = PUBLISHED_OPINIONS[kind];
  if (opinion) {
    return { level: "published opinion", opinion: opinion.sendsTo, source: PUBLISHED_SOURCE };
  }
  return { level: "no evidence", source: "no scores and no guide speak of it" };
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

/** The likeliest kinds with what is measured on them; a subject represents its kind where it is plain. */
function rankKinds(
  { resemblance: { degree, poolShares }, kinds: ofText }: QualityPrediction,
  weights: RecommendWeights,
): readonly KnownKind[] {
  // A weak resemblance tells less of the kind than the classifier does.
  const weight = degree ** 2;
  const probabilities = Float64Array.from(
    TASK_KINDS,
    (_, kind) => (1 - weight) * (ofText[kind] ?? 0),
  );
  if (weight > 0) {
    for (let pool = 0; pool < weights.pools.length; pool++)
      probabilities[TASK_KINDS.indexOf(weights.pools[pool]!.kind)]! +=
        weight * (poolShares[pool] ?? 0);
  }
  return likeliest(probabilities, MAX_ALTERNATIVES + 1).map((kind): KnownKind => {
    const id = TASK_KINDS[kind]!;
    const probability = probabilities[kind]!;
    const subject =
      weight > 0 ? plainSubject(id, probability / weight, poolShares, weights) : undefined;
    if (subject) {
      return { kindId: id, id: subject.id, label: subject.label, probability, measured: subject };
    }
    const known = { kindId: id, id, label: KIND_LABELS[id], probability };
    const measured = isMeasuredKind(id) ? weights.kinds[id] : undefined;
    return measured ? { ...known, measured } : known;
  });
}

/** The positions of the `count` largest values, the largest first. */
function likeliest(values: Float64Array, count: number): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < values.length; at++) {
    let place = found.length;
    while (place > 0 && values[found[place - 1]!]! < values[at]!) place--;
    if (place >= count) continue;
    found.splice(place, 0, at);
    if (found.length > count) found.pop();
  }
  return found;
}

/** The subject whose pool has most of what the kind has; shares and `whole` are of the pools'. */
function plainSubject(
  kind: TaskKindId,
  whole: number,
  poolShares: ArrayLike<number>,
  { pools, subjects }: RecommendWeights,
): RecommendWeights["subjects"][number] | undefined {
  let largest = PLAIN_SUBJECT * whole;
  let main: string | undefined;
  for (const [pool, { kind: own, subject }] of pools.entries()) {
    const share = poolShares[pool] ?? 0;
    if (own !== kind || share <= largest) continue;
    largest = share;
    main = subject;
  }
  return main === undefined ? undefined : subjects.find(({ id }) => id === main);
}

function asKind({ id, label, probability }: KnownKind): TaskKind {
  return { id, label, probability };
}
