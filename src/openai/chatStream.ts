import type { FinishReason } from "../core/runs/runEvent";
import type { RunRecorder } from "../core/runs/engine/runRecorder";
import { reportLogProbabilities } from "./reportLogProbabilities";
import { CHAT_USAGE, reportUsage } from "./reportUsage";
import { readServerError, type ServerError } from "./serverError";
import { countOf, listOf, memberOf, textOf } from "./untyped";

/**
 * Reports one chunk of a streamed chat completion, or a whole completion of a server that does not
 * stream (OpenAI API reference, "The chat completion chunk object"). Returns the error that the
 * server sent instead, if it did.
 */
export function reportChat(chunk: unknown, recorder: RunRecorder): ServerError | undefined {
  const error = memberOf(chunk, "error");
  if (error !== undefined && error !== null) return readServerError(error);
  const model = textOf(memberOf(chunk, "model"));
  if (model !== undefined) recorder.setServedModel(model);
  const choice = listOf(memberOf(chunk, "choices"))[0];
  reportDelta(memberOf(choice, "delta") ?? memberOf(choice, "message"), recorder);
  reportLogProbabilities(memberOf(memberOf(choice, "logprobs"), "content"), recorder);
  const reason = textOf(memberOf(choice, "finish_reason"));
  if (reason !== undefined) recorder.finish(readFinishReason(reason));
  reportUsage(memberOf(chunk, "usage"), CHAT_USAGE, recorder);
  return undefined;
}

function reportDelta(delta: unknown, recorder: RunRecorder): void {
  recorder.addText(textOf(memberOf(delta, "content")) ?? "");
  recorder.addRefusal(textOf(memberOf(delta, "refusal")) ?? "");
  listOf(memberOf(delta, "tool_calls")).forEach((call, position) => {
    const body = memberOf(call, "function");
    const id = textOf(memberOf(call, "id"));
    const name = textOf(memberOf(body, "name"));
    recorder.addToolCall({
      index: countOf(memberOf(call, "index")) ?? position,
      ...(id !== undefined && { id }),
      ...(name !== undefined && { name }),
      arguments: textOf(memberOf(body, "arguments")) ?? "",
    });
  });
}

function readFinishReason(reason: string): FinishReason {
  switch (reason) {
    case "stop":
    case "length":
      return reason;
    case "tool_calls":
    case "function_call":
      return "tool-calls";
    case "content_filter":
      return "content-filter";
    default:
      return "unknown";
  }
}
