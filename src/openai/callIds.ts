import type { Message, ToolCall } from "../core/prompt/prompt";

/** The ids with which calls and results are sent. */
export interface CallIds {
  readonly ofCall: ReadonlyMap<ToolCall, string>;
  readonly ofResult: ReadonlyMap<Message, string>;
}

/**
 * The ids in the file. Both APIs require one for each call and each result, but formats for people
 * leave them out: then calls are numbered, and results without an id answer the calls in order.
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
