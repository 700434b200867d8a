import type { RunRecorder } from "../core/runs/engine/runRecorder";
import { reportLogProbabilities } from "./reportLogProbabilities";
import { reportUsage, RESPONSES_USAGE } from "./reportUsage";
import { readServerError, type ServerError } from "./serverError";
import { countOf, listOf, memberOf, textOf } from "./untyped";

/**
 * Reports one event of a streamed response, or a whole response of a server that does not stream
 * (OpenAI API reference, "Streaming events"). Returns the error that the server sent instead, if it
 * did.
 */
export function reportResponses(event: unknown, recorder: RunRecorder): ServerError | undefined {
  switch (memberOf(event, "type")) {
    case "response.created":
      reportModel(memberOf(event, "response"), recorder);
      return undefined;
    case "response.output_text.delta":
      recorder.addText(textOf(memberOf(event, "delta")) ?? "");
      reportLogProbabilities(memberOf(event, "logprobs"), recorder);
      return undefined;
    case "response.refusal.delta":
      recorder.addRefusal(textOf(memberOf(event, "delta")) ?? "");
      return undefined;
    case "response.output_item.added":
      reportCall(memberOf(event, "item"), countOf(memberOf(event, "output_index")), recorder);
      return undefined;
    case "response.function_call_arguments.delta":
      recorder.addToolCall({
        index: countOf(memberOf(event, "output_index")) ?? 0,
        arguments: textOf(memberOf(event, "delta")) ?? "",
      });
      return undefined;
    case "response.completed":
    case "response.incomplete":
    case "response.failed":
      return reportEnd(memberOf(event, "response"), recorder);
    case "error":
      return readServerError(memberOf(event, "error") ?? event);
  }
  const error = memberOf(event, "error");
  return memberOf(event, "type") === undefined && error !== undefined && error !== null
    ? readServerError(error)
    : undefined;
}

/** Reports a response that arrived in one piece. */
export function reportWholeResponse(
  response: unknown,
  recorder: RunRecorder,
): ServerError | undefined {
  listOf(memberOf(response, "output")).forEach((item, index) => {
    reportCall(item, index, recorder);
    for (const part of listOf(memberOf(item, "content"))) {
      recorder.addText(textOf(memberOf(part, "text")) ?? "");
      recorder.addRefusal(textOf(memberOf(part, "refusal")) ?? "");
      reportLogProbabilities(memberOf(part, "logprobs"), recorder);
    }
  });
  return reportEnd(response, recorder);
}

function reportModel(response: unknown, recorder: RunRecorder): void {
  const model = textOf(memberOf(response, "model"));
  if (model !== undefined) recorder.setServedModel(model);
}

function reportCall(item: unknown, index: number | undefined, recorder: RunRecorder): void {
  const name = textOf(memberOf(item, "name"));
  if (memberOf(item, "type") !== "function_call" || name === undefined) return;
  const id = textOf(memberOf(item, "call_id"));
  recorder.addToolCall({
    index: index ?? 0,
    ...(id !== undefined && { id }),
    name,
    arguments: textOf(memberOf(item, "arguments")) ?? "",
  });
}

function reportEnd(response: unknown, recorder: RunRecorder): ServerError | undefined {
  reportModel(response, recorder);
  reportUsage(memberOf(response, "usage"), RESPONSES_USAGE, recorder);
  const error = memberOf(response, "error");
  if (error !== undefined && error !== null) return readServerError(error);
  switch (memberOf(response, "status")) {
    case "completed":
      recorder.finish(recorder.hasToolCalls ? "tool-calls" : "stop");
      break;
    case "incomplete":
      recorder.finish(incompleteReason(response));
      break;
    case "failed":
      return {};
    default:
      recorder.finish("unknown");
  }
  return undefined;
}

function incompleteReason(response: unknown): "length" | "content-filter" | "unknown" {
  switch (memberOf(memberOf(response, "incomplete_details"), "reason")) {
    case "max_output_tokens":
      return "length";
    case "content_filter":
      return "content-filter";
    default:
      return "unknown";
  }
}
