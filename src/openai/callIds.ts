import type { Message, ToolCall } from "../core/prompt/prompt";

/** Which id each call and each result is sent with. */
export interface CallIds {
  readonly ofCall: ReadonlyMap<ToolCall, string>;
  readonly ofResult: ReadonlyMap<Message, string>;
}

/**
 * The ids as the file has them. Both APIs want one of each call and each result, which formats for
 * people leave out: then calls are numbered, and results answer the calls without one in order.
 */
export function callIds(messages: readonly Message[]): CallIds {
  const ofCall = new Map<ToolCall, string>();
  const ofResult = new Map<Message, string>();
  const unanswered: string[] = [];
  for (const message of messages) {
    for (const call of message.toolCalls) {
      const id = call.id ?? `call_${ofCall.size + 1}`;
      ofCall.set(call, id);
      unanswered.push(id);
    }
    if (message.role !== "tool") continue;
    const id = message.toolCallId ?? unanswered[0] ?? `call_${ofCall.size}`;
    ofResult.set(message, id);
    const answered = unanswered.indexOf(id);
    if (answered >= 0) unanswered.splice(answered, 1);
  }
  return { ofCall, ofResult };
}
