import { type JsonNode, member } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { buildPrompt } from "../buildPrompt";
import { itemsOf } from "../nodes";
import type { Prompt } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readChatRequest, readMessages, readResponsesRequest } from "../requestJson";
import { syntaxProblems } from "../syntaxProblems";

/** How much of a text is looked at to see what it is. */
const HEAD_LENGTH = 65_536;

/** A Chat Completions request: any JSON with `messages`, or a list of messages alone. */
export const chatRequestFormat: FormatReader = {
  format: "chat-request",
  looksLike: (head, path) => {
    if (!path.endsWith(".json")) return false;
    const kind = requestKind(parseHead(head));
    return kind === "chat" || (kind === undefined && path.endsWith(".request.json"));
  },
  read: (source) => readRequest(source, "Chat request"),
};

/** A Responses request: any JSON with `model` and `input`. */
export const responsesRequestFormat: FormatReader = {
  format: "responses-request",
  looksLike: (head, path) => path.endsWith(".json") && requestKind(parseHead(head)) === "responses",
  read: (source) => readRequest(source, "Responses request"),
};

const REQUEST_MEMBER = /"(?:messages|input|role|instructions|tools|response_format)"/;

function parseHead(head: string): JsonNode | undefined {
  const start = head.slice(0, HEAD_LENGTH);
  return REQUEST_MEMBER.test(start) ? parseJson(start).root : undefined;
}

/** Which API's request this is; undefined for everything else. */
function requestKind(root: JsonNode | undefined): "chat" | "responses" | undefined {
  const messages = root?.kind === "array" ? root : member(root, "messages");
  if (messages?.kind === "array" && itemsOf(messages).some(hasRole)) return "chat";
  if (member(root, "model") === undefined) return undefined;
  const isResponses =
    member(root, "input") !== undefined || member(root, "instructions") !== undefined;
  if (isResponses) return "responses";
  return messages?.kind === "array" || hasChatMember(root) ? "chat" : undefined;
}

/** What only the chat API has: it may fill the head before any message comes. */
function hasChatMember(root: JsonNode | undefined): boolean {
  return (
    member(root, "response_format") !== undefined ||
    itemsOf(member(root, "tools")).some((tool) => member(tool, "function") !== undefined)
  );
}

function hasRole(node: JsonNode): boolean {
  return member(node, "role") !== undefined;
}

function readRequest({ text }: PromptSource, label: string): Reading {
  if (text.trim() === "") return { label, prompts: [], problems: [], references: [] };
  const parsed = parseJson(text);
  const problems = syntaxProblems("JSON", parsed);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const prompt = parsed.root && readRequestNode(parsed.root);
  if (prompt !== undefined) return { label, prompts: [prompt], problems, references: [] };
  const range = parsed.root?.range ?? withoutByteOrderMark(text);
  const message = "No request: messages or input are missing.";
  return {
    label,
    prompts: [],
    problems: [{ code: "not-a-prompt", message, range }],
    references: [],
  };
}

/** The request that a tree holds, of either API; undefined where it holds none. */
function readRequestNode(root: JsonNode): Prompt | undefined {
  switch (requestKind(root)) {
    case "responses":
      return readResponsesRequest(root);
    case "chat":
      return root.kind === "array"
        ? buildPrompt({ range: root.range, messages: readMessages(root) })
        : readChatRequest(root);
    case undefined:
      return undefined;
  }
}
