import type { AnswerKey } from "../answerKey";
import type { ComparisonPlan } from "../comparisonPlan";
import type { AnswerEnd } from "../records/answerEnd";
import type { RunEvent } from "../runEvent";

/** Everything that happens in a comparison, in order. */
export type ComparisonEvent =
  | {
      readonly kind: "answer-event";
      readonly plan: ComparisonPlan;
      readonly place: AnswerKey;
      readonly event: RunEvent;
    }
  | {
      readonly kind: "answer-ended";
      readonly plan: ComparisonPlan;
      readonly place: AnswerKey;
      readonly end: AnswerEnd;
    }
  /** The ledger or the history can't be written, or a listener failed; the run goes on. */
  | { readonly kind: "problem"; readonly error: unknown };

/** Hears of a comparison what the engine, the records, and the page all need: one for all of them. */
export type ComparisonListener = (event: ComparisonEvent) => void;
