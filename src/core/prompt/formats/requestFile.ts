import type { JsonNode } from "../../json/jsonNode";
import { parseJson, parseJsonFile } from "../../json/parseJson";
import type { PromptProblem } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readRequestNode, requestKind } from "../requestNode";
import { syntaxProblems } from "../syntaxProblems";

/** How much of a text is read to detect what it is. */
const HEAD_LENGTH = 65_536;

/** A Chat Completions request: any JSON with `messages`, or a bare list of messages. */
export const chatRequestFormat: FormatReader = {
  format: "chat-request",
  looksLike: (head, path) => {
    if (!isJsonName(path)) return false;
    const kind = requestKind(parseHead(head));
    return kind === "chat" || (kind === undefined && /\.request\.jsonc?$/.test(path));
  },
  read: (source) => readRequest(source, "Chat request"),
};

/** A Responses request: any JSON with `model` and `input`. */
export const responsesRequestFormat: FormatReader = {
  format: "responses-request",
  looksLike: (head, path) => isJsonName(path) && requestKind(parseHead(head)) === "responses",
  read: (source) => readRequest(source, "Responses request"),
};

function isJsonName(path: string): boolean {
  return path.endsWith(".json") || path.endsWith(".jsonc");
}

const JSONC_PROBLEM: PromptProblem = {
  code: "unsupported",
  message:
    "The file has comments or trailing commas: the request is counted without them. The API takes plain JSON only.",
  range: { start: 0, end: 0 },
};

const REQUEST_MEMBER = /"(?:messages|input|role|instructions|tools|response_format)"/;

function parseHead(head: string): JsonNode | undefined {
  const start = head.slice(0, HEAD_LENGTH);
  return REQUEST_MEMBER.test(start) ? parseJson(start, 0, "jsonc").root : undefined;
}

function readRequest({ text }: PromptSource, label: string): Reading {
  if (text.trim() === "") return { label, prompts: [], problems: [], references: [] };
  const parsed = parseJsonFile(text);
  const problems = [...syntaxProblems("JSON", parsed), ...(parsed.isJsonc ? [JSONC_PROBLEM] : [])];
  if (parsed.problems.length > 0) return { label, prompts: [], problems, references: [] };
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
