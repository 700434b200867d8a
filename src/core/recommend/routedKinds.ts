import { isLossTolerated } from "./knownLoss";
import type { MeasuredPair } from "./pair";
import { isMeasuredKind, KIND_LABELS, OPEN_CHAT, TASK_KINDS, type TaskKindId } from "./taskKinds";
import type { MeasuredGap, RecommendWeights } from "./weights";

/** A row of the routing table: a kind of task with what is known of its loss on the lighter model. */
export interface RoutedKind {
  readonly id: string;
  readonly label: string;
  /** A remark of a few words: `the text does not tell`. */
  readonly remark?: string;
  /** Undefined if no size of a loss is known: then cost decides. */
  readonly known?: KnownGap;
}

export interface KnownGap {
  /** Mean score of the stronger model − the lighter one, scores 0 … 1. */
  readonly gap: number;
  readonly standardError: number;
  /** Left out if the source does not give it. */
  readonly prompts?: number;
  /** `extrapolated`: of a pair on which the kind was not measured, by the gap of GPT-4o and mini. */
  readonly basis: "measured" | "published" | "extrapolated";
}

/** A subject is listed next to its kind if its gap differs by more standard errors than this. */
const WORTH_LISTING_ERRORS = 2;

/** The routing table: measured kinds, subjects that differ from their kind, then all others. */
export function routedKinds(weights: RecommendWeights): readonly RoutedKind[] {
  const { kinds, subjects } = weights;
  const whole = kinds.mcq_knowledge?.gap ?? 0;
  return [
    ...TASK_KINDS.filter(isMeasuredKind).map((id) => routedKind(id, weights)),
    ...subjects
      .filter(
        ({ gap, standardError }) => Math.abs(gap - whole) > WORTH_LISTING_ERRORS * standardError,
      )
      .map((subject) => ({ id: subject.id, label: subject.label, known: measured(subject) })),
    ...TASK_KINDS.filter((id) => !isMeasuredKind(id)).map((id) => routedKind(id, weights)),
  ];
}

function routedKind(id: TaskKindId, weights: RecommendWeights): RoutedKind {
  const row = { id, label: KIND_LABELS[id] };
  if (id === OPEN_CHAT) return { ...row, remark: "the text does not tell" };
  const known = knownGap(id, weights);
  return known ? { ...row, known } : row;
}

/** As qualityEvidence.ts ranks what is known of a kind. */
function knownGap(
  id: TaskKindId,
  { kinds, published, pooledKinds, kindErrors, table }: RecommendWeights,
): KnownGap | undefined {
  const ofKind = isMeasuredKind(id) ? kinds[id] : undefined;
  if (ofKind) return measured(ofKind);
  const average = published[id];
  if (average) {
    const { gap, standardError, prompts } = average;
    return { gap, standardError, ...(prompts !== undefined && { prompts }), basis: "published" };
  }
  if (!table) return undefined;
  const standardError = kindErrors?.[TASK_KINDS.indexOf(id)] ?? 0;
  return { gap: pooledKinds[id].gap, standardError, basis: "extrapolated" };
}

function measured({ gap, standardError, prompts }: MeasuredGap): KnownGap {
  return { gap, standardError, prompts, basis: "measured" };
}

/** The model that a kind goes to, as decide.ts decides if the lighter model is the cheaper one, which it is on text. */
export function routeOfKind(
  { known }: RoutedKind,
  tolerated: number,
  { strong, light }: MeasuredPair,
): string {
  return known === undefined || isLossTolerated(known.gap, tolerated) ? light : strong;
}
