import { type JsonNode, member } from "../json/jsonNode";
import { itemsOf } from "./nodes";
import type { Prompt } from "./prompt";
import { readChatFile, readMessagesFile, readResponsesFile } from "./requestFileBody";
import type { ReadOptions } from "./requestJson";

/** The API to which this request belongs; undefined for anything else. */
export function requestKind(root: JsonNode | undefined): Prompt["endpoint"] | undefined {
  const messages = root?.kind === "array" ? root : member(root, "messages");
  if (messages?.kind === "array" && itemsOf(messages).some(hasRole)) return "chat";
  if (member(root, "model") === undefined) return undefined;
  const isResponses =
    member(root, "input") !== undefined || member(root, "instructions") !== undefined;
  if (isResponses) return "responses";
  return messages?.kind === "array" || hasChatMember(root) ? "chat" : undefined;
}

/** Members that only the chat API has: they may fill the head before any message comes. */
function hasChatMember(root: JsonNode | undefined): boolean {
  return (
    member(root, "response_format") !== undefined ||
    itemsOf(member(root, "tools")).some((tool) => member(tool, "function") !== undefined)
  );
}

function hasRole(node: JsonNode): boolean {
  return member(node, "role") !== undefined;
}

/** The request in a tree, of either API; undefined if there is none. */
export function readRequestNode(root: JsonNode, options?: ReadOptions): Prompt | undefined {
  switch (requestKind(root)) {
    case "responses":
      return readResponsesFile(root, options);
    case "chat":
      return root.kind === "array" ? readMessagesFile(root, options) : readChatFile(root, options);
    case undefined:
      return undefined;
  }
}
