import type { MeasuredGap, RecommendWeights } from "./weights";
import { KIND_LABELS, OPEN_CHAT, TASK_KINDS } from "./taskKinds";
import { PUBLISHED_OPINIONS } from "./publishedOpinion";

/** A row of the routing table: a kind of task with what is measured of it, or where guides send it. */
export interface RoutedKind {
  readonly id: string;
  readonly label: string;
  /** A remark of a few words: `the text does not tell`. */
  readonly remark?: string;
  readonly measured?: Pick<MeasuredGap, "gap" | "standardError" | "prompts">;
  readonly opinion?: "4o" | "mini";
}

/** A subject is listed beside its kind where its gap differs by more standard errors than this. */
const WORTH_LISTING_ERRORS = 2;

/** The routing table: measured kinds, subjects that differ from their kind, kinds that only guides speak of. */
export function routedKinds({ kinds, subjects }: RecommendWeights): readonly RoutedKind[] {
  const row = (id: string, label: string, figures: MeasuredGap): RoutedKind => {
    const { gap, standardError, prompts } = figures;
    return { id, label, measured: { gap, standardError, prompts } };
  };
  const whole = kinds.mcq_knowledge.gap;
  return [
    ...TASK_KINDS.map((id) => ({
      ...row(id, KIND_LABELS[id], kinds[id]),
      ...(id === OPEN_CHAT && { remark: "the text does not tell" }),
    })),
    ...subjects
      .filter(
        ({ gap, standardError }) => Math.abs(gap - whole) > WORTH_LISTING_ERRORS * standardError,
      )
      .map((subject) => row(subject.id, subject.label, subject)),
    ...PUBLISHED_OPINIONS.map(({ id, label, sendsTo }) => ({ id, label, opinion: sendsTo })),
  ];
}
