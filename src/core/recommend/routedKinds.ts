import { isLossTolerated } from "./knownLoss";
import { LIGHT_MODEL_ID, STRONG_MODEL_ID } from "./pair";
import { isMeasuredKind, KIND_LABELS, OPEN_CHAT, TASK_KINDS } from "./taskKinds";
import type { MeasuredGap, RecommendWeights } from "./weights";

/** A row of the routing table: a kind of task with what is known of its loss on mini. */
export interface RoutedKind {
  readonly id: string;
  readonly label: string;
  /** A remark of a few words: `the text does not tell`. */
  readonly remark?: string;
  /** Undefined if no size of a loss is known: then cost decides. */
  readonly known?: KnownGap;
}

export interface KnownGap {
  /** Mean score of 4o − mini, scores 0 … 1. */
  readonly gap: number;
  readonly standardError: number;
  /** Left out if the source does not give it. */
  readonly prompts?: number;
  readonly basis: "measured" | "published";
}

/** A subject is listed next to its kind if its gap differs by more standard errors than this. */
const WORTH_LISTING_ERRORS = 2;

/** The routing table: measured kinds, subjects that differ from their kind, then all others. */
export function routedKinds({
  kinds,
  subjects,
  published,
}: RecommendWeights): readonly RoutedKind[] {
  const whole = kinds.mcq_knowledge.gap;
  return [
    ...TASK_KINDS.filter(isMeasuredKind).map((id): RoutedKind => {
      const row = { id, label: KIND_LABELS[id] };
      if (id === OPEN_CHAT) return { ...row, remark: "the text does not tell" };
      return { ...row, known: measured(kinds[id]) };
    }),
    ...subjects
      .filter(
        ({ gap, standardError }) => Math.abs(gap - whole) > WORTH_LISTING_ERRORS * standardError,
      )
      .map((subject) => ({ id: subject.id, label: subject.label, known: measured(subject) })),
    ...TASK_KINDS.filter((id) => !isMeasuredKind(id)).map((id): RoutedKind => {
      const row = { id, label: KIND_LABELS[id] };
      const ofKind = published[id];
      if (!ofKind) return row;
      const { gap, standardError, prompts } = ofKind;
      const counted = prompts === undefined ? {} : { prompts };
      return { ...row, known: { gap, standardError, ...counted, basis: "published" } };
    }),
  ];
}

function measured({ gap, standardError, prompts }: MeasuredGap): KnownGap {
  return { gap, standardError, prompts, basis: "measured" };
}

/** The model that a kind goes to, as decide.ts decides if mini is the cheaper model, which it is on text. */
export function routeOfKind({ known }: RoutedKind, tolerated: number): string {
  const isOnMini = known === undefined || isLossTolerated(known.gap, tolerated);
  return isOnMini ? LIGHT_MODEL_ID : STRONG_MODEL_ID;
}
