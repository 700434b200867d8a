import type { Endpoint } from "../core/prompt/prompt";
import type { Clock } from "../core/ports";
import { RunRecorder } from "../core/runs/engine/runRecorder";
import type { UsageLimits } from "../core/runs/runEvent";
import type { RunResult } from "../core/runs/runResult";
import { reportChat } from "./chatStream";
import { reportWholeResponse } from "./responsesStream";
import { readServerError } from "./serverError";
import { type RunErrorContext, toRunErrorFromStream, toRunErrorFromThrown } from "./toRunError";
import { memberOf, textOf } from "./untyped";

/** One line of a batch's output or of its errors. */
type BatchLine =
  | { readonly kind: "answer"; readonly customId: string; readonly result: RunResult }
  /** The batch ended before the request's turn: nothing was asked, nothing is billed. */
  | { readonly kind: "not-asked"; readonly customId: string }
  | { readonly kind: "unreadable" };

/** The codes of requests that a batch did not get to (OpenAI, "Batch API"). */
const NOT_ASKED: ReadonlySet<unknown> = new Set(["batch_expired", "batch_cancelled"]);

interface BatchAnswerContext {
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly fault: RunErrorContext;
  /** By the id of the row. */
  readonly usageLimitsOf: (customId: string) => UsageLimits | undefined;
}

export function readBatchLine(
  line: string,
  { endpoint, clock, fault, usageLimitsOf }: BatchAnswerContext,
): BatchLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: "unreadable" };
  }
  const customId = textOf(memberOf(value, "custom_id"));
  if (customId === undefined) return { kind: "unreadable" };
  const error = memberOf(value, "error");
  if (NOT_ASKED.has(memberOf(error, "code"))) return { kind: "not-asked", customId };
  const response = memberOf(value, "response");
  const body = memberOf(response, "body");
  const recorder = new RunRecorder(clock, () => undefined, undefined, usageLimitsOf(customId));
  const answered = (result: RunResult): BatchLine => ({ kind: "answer", customId, result });
  const status = memberOf(response, "status_code");
  if (typeof status === "number" && status >= 400) {
    const refused = { status, headers: new Headers(), error: memberOf(body, "error") ?? body };
    const thrown = Object.assign(new Error(`${status}`), refused);
    return answered(recorder.failed(toRunErrorFromThrown(thrown, fault)));
  }
  if (body === undefined || body === null) {
    return answered(recorder.failed(toRunErrorFromStream(readServerError(error), fault)));
  }
  const failure = (endpoint === "chat" ? reportChat : reportWholeResponse)(body, recorder);
  if (failure) return answered(recorder.failed(toRunErrorFromStream(failure, fault)));
  return answered(recorder.hasAnswer ? recorder.finished() : recorder.failed({ code: "empty" }));
}
