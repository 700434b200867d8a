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

/** The only listener to a comparison, for the engine, the records, and the page. */
export type ComparisonListener = (event: ComparisonEvent) => void;

/** `Run k3, gpt-4o on api.openai.com: finished stop after 1.82 s`, for the log. */
export function answerEndLine({
  plan: { id, host, sides },
  place,
  end: { fault, status, timing, finishReason },
}: Extract<ComparisonEvent, { kind: "answer-ended" }>): string {
  const model = sides[place.side]?.request.model ?? "";
  const seconds = (timing.totalMs / 1000).toFixed(2);
  // A server's text can quote the prompt: it is shown with the answer but not logged.
  const words = fault
    ? [fault.code, "status" in fault ? fault.status : undefined, fault.requestId]
    : [status, finishReason];
  const how = words.filter((word) => word !== undefined).join(" ");
  return `Run ${id}, ${model} on ${host}: ${how} after ${seconds} s`;
}
