import { parseJson } from "../json/parseJson";
import type { ToolCall } from "../prompt/prompt";
import { COMPACT, SPACED, writeJson, writeString } from "./pythonJson";

/** The arguments of a call as chat shows them to the model: compact JSON, or as sent if invalid (R5). */
export function writeArguments(sent: string): string {
  const { root, problems } = parseJson(sent);
  return root && problems.length === 0 ? writeJson(root, COMPACT) : sent;
}

/** Several calls of one message as chat shows them to the model (R6). */
export function writeParallelCalls(calls: readonly ToolCall[]): string {
  const uses = calls.map(
    (call) =>
      `{"recipient_name":"functions.${call.name}","parameters":${writeArguments(call.arguments)}}`,
  );
  return `{"tool_uses":[${uses.join(",")}]}`;
}

/** One of several results as an element of the list that chat shows the model (R6). */
export function writeParallelResult(result: string): string {
  const { root, problems } = parseJson(result);
  return root && problems.length === 0 ? writeJson(root, SPACED) : writeString(result, SPACED);
}
