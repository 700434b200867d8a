import type { JsonMember, JsonNode, JsonObject } from "../../json/jsonNode";
import { itemsOf, membersOf } from "../nodes";

/** The API's names for the other members of LangChain's messages. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["tool_calls", "tool_calls"],
  ["toolCalls", "tool_calls"],
  ["tool_call_id", "tool_call_id"],
  ["toolCallId", "tool_call_id"],
  ["name", "name"],
]);

/** The members that a LangChain message sends besides its content. */
export function messageMembers(message: JsonObject): readonly JsonMember[] {
  return message.members.flatMap((member) => {
    const key = NAMES.get(member.key);
    if (key === undefined) return [];
    const value = key === "tool_calls" ? callsOf(member.value) : member.value;
    return [{ ...member, key, value }];
  });
}

/** LangChain calls the arguments of a call `args`. */
function callsOf(calls: JsonNode): JsonNode {
  const items = itemsOf(calls).map((call): JsonNode => {
    const members = membersOf(call).map((member) =>
      member.key === "args" ? { ...member, key: "arguments" } : member,
    );
    return { kind: "object", members, range: call.range };
  });
  return { kind: "array", items, range: calls.range };
}
