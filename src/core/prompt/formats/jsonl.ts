import { formatTokens } from "../../format";
import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { type ParsedJson, parseJson } from "../../json/parseJson";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message } from "../buildPrompt";
import { isDatasetRow, JOINED, readDatasetRow } from "../datasetRow";
import { foreignMembers } from "../foreignMembers";
import { itemsOf, membersOf } from "../nodes";
import type { Message, Prompt, PromptFormat, PromptProblem } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readChatFile, readResponsesFile } from "../requestFileBody";
import { readChatMessages, readMessages, readTools } from "../requestJson";
import { readRequestNode, requestKind } from "../requestNode";

/** The formats with one request per line. */
export type JsonlFormat = "batch-jsonl" | "fine-tuning-jsonl";

/** Their names, shown to the user. */
export const JSONL_LABELS: Readonly<Record<JsonlFormat, string>> = {
  "batch-jsonl": "Batch JSONL",
  "fine-tuning-jsonl": "Fine-tuning JSONL",
};

export function isJsonlFormat(format: PromptFormat | undefined): format is JsonlFormat {
  return format !== undefined && Object.hasOwn(JSONL_LABELS, format);
}

/** How many lines are read to detect what a file is: the first may be broken. */
const DETECTION_LINES = 5;

/** Requests for the Batch API (OpenAI's batch guide): `custom_id`, `method`, `url`, `body`. */
export const batchFormat: FormatReader = {
  format: "batch-jsonl",
  isNamed: (path) => path.endsWith(".batch.jsonl"),
  looksLike: (head, path) => jsonlKind(head, path) === "batch-jsonl",
  read: (source) => readJsonl(source, "batch-jsonl"),
};

/** Training data (OpenAI's fine-tuning guide): `messages`, preferences, or `prompt` and `completion`. */
export const fineTuningFormat: FormatReader = {
  format: "fine-tuning-jsonl",
  looksLike: (head, path) => jsonlKind(head, path) === "fine-tuning-jsonl",
  read: (source) => readJsonl(source, "fine-tuning-jsonl"),
};

function jsonlKind(head: string, path: string): JsonlFormat | undefined {
  if (!/\.(?:jsonl|ndjson)$/.test(path)) return undefined;
  for (const line of head.slice(0, 262_144).split("\n", DETECTION_LINES)) {
    const { root } = parseJson(line);
    if (member(root, "custom_id") ?? member(root, "body")) return "batch-jsonl";
    if (requestKind(root) !== undefined || isDatasetRow(root)) return "fine-tuning-jsonl";
    const isExample = ["messages", "prompt", "input", "preferred_output"].some((key) =>
      member(root, key),
    );
    if (isExample) return "fine-tuning-jsonl";
  }
  return undefined;
}

/** The identifier of a line. */
interface LineId {
  readonly key: "custom_id" | "id";
  /** As written; a number that JavaScript would round is a string. */
  readonly value: string | number;
}

/** The content of one line: a request, or a problem, or nothing if it is blank. */
export interface JsonlLine {
  /** The format as which the line is read; undefined if it is blank. */
  readonly format?: JsonlFormat;
  readonly id?: LineId;
  readonly prompt?: Prompt;
  readonly problem?: PromptProblem;
}

export interface LineToRead {
  /** Without its line end. */
  readonly text: string;
  /** Its start in the file, in UTF-16 units. */
  readonly offset: number;
  /** From 1. */
  readonly lineNumber: number;
}

/**
 * Reads one line, so that a file of any size can be read with the memory of a line. Ranges are those
 * of the file. Without a format, the line's members decide how it is read.
 */
export function readJsonlLine(line: LineToRead, fileFormat?: JsonlFormat): JsonlLine {
  const start = line.text.startsWith("\uFEFF") ? 1 : 0;
  const text = line.text.slice(start).trimEnd();
  if (text.trim() === "") return {};
  const offset = line.offset + start;
  const range = { start: offset, end: offset + text.length };
  const parsed = parseJson(text, offset);
  const { root } = parsed;
  const format = fileFormat ?? (member(root, "body") ? "batch-jsonl" : "fine-tuning-jsonl");
  const id = readLineId(root);
  const head = { format, ...(id && { id }) };
  const name = `Line ${formatTokens(line.lineNumber)}`;
  const [syntax] = parsed.problems;
  if (syntax !== undefined) {
    const what = syntax.range.start >= range.end ? unexpectedEnd(parsed) : syntax.message;
    return { ...head, problem: brokenLine(`${name} is not JSON: ${what}.`, syntax.range, range) };
  }
  const url = stringValue(member(root, "url"));
  if (
    format === "batch-jsonl" &&
    url !== undefined &&
    !/\/(?:chat\/completions|responses)$/.test(url)
  ) {
    return {
      ...head,
      problem: { code: "unsupported", message: `${name} is for ${url}: not counted.`, range },
    };
  }
  const prompt = root && (format === "batch-jsonl" ? readBatch(root) : readExample(root));
  if (prompt === undefined) {
    const wanted = format === "batch-jsonl" ? "a body with messages or input" : "messages";
    const message = `${name} is not a request: ${wanted} expected.`;
    return { ...head, problem: brokenLine(message, range, range) };
  }
  return { ...head, prompt: { ...prompt, range } };
}

function readLineId(root: JsonNode | undefined): LineId | undefined {
  for (const key of ["custom_id", "id"] as const) {
    const node = member(root, key);
    if (node?.kind === "string") return { key, value: node.value };
    if (node?.kind === "number") {
      const value = Number(node.text);
      return { key, value: String(value) === node.text ? value : node.text };
    }
  }
  return undefined;
}

function brokenLine(
  message: string,
  { start, end }: SourceRange,
  line: SourceRange,
): PromptProblem {
  const from = Math.min(start, line.end - 1);
  return {
    code: "broken-line",
    message,
    range: { start: from, end: Math.max(from + 1, Math.min(end, line.end)) },
  };
}

/** The last key that was read describes the position. */
function unexpectedEnd({ root }: ParsedJson): string {
  let key: string | undefined;
  for (let node = root; node !== undefined;) {
    const last = membersOf(node).at(-1);
    key = last?.key ?? key;
    node = last?.value ?? itemsOf(node).at(-1);
  }
  return key === undefined ? "unexpected end" : `unexpected end after "${key}"`;
}

function readBatch(root: JsonNode): Prompt | undefined {
  const body = member(root, "body");
  if (body?.kind !== "object") return undefined;
  const url = stringValue(member(root, "url"));
  const isResponses = url?.endsWith("/responses") ?? member(body, "messages") === undefined;
  if (member(body, isResponses ? "input" : "messages") === undefined) return undefined;
  const name = stringValue(member(root, "custom_id"));
  return {
    ...(isResponses ? readResponsesFile(body) : readChatFile(body)),
    ...(name !== undefined && { name }),
    tier: "batch",
  };
}

/** A training example, with the answers that the model is shown. Or a request of either API. */
function readExample(root: JsonNode): Prompt | undefined {
  const input = member(root, "input");
  const example = input?.kind === "object" ? input : root;
  if (root.kind === "array") return readRequestNode(root);
  if (member(example, "messages")?.kind === "array") {
    const chat = readChatFile(example);
    const isPreference = member(root, "chosen") !== undefined;
    return {
      ...chat,
      caveats: [...chat.caveats, ...(isPreference ? [JOINED] : [])],
      messages: [...readChatMessages(example), ...readMessages(member(root, "preferred_output"))],
      tools: [...readTools(member(example, "tools")), ...readTools(member(example, "functions"))],
    };
  }
  const row = readDatasetRow(root);
  if (row !== undefined) return row;
  const prompt = member(root, "prompt");
  const messages = [
    ...(prompt?.kind === "array" ? readMessages(prompt) : legacyMessage("user", prompt)),
    ...legacyMessage("assistant", member(root, "completion")),
  ];
  if (messages.length > 0)
    return buildPrompt({ range: root.range, messages, caveats: foreignMembers(root, EXAMPLE) });
  if (input?.kind !== "string" && input?.kind !== "array") return undefined;
  const request = readResponsesFile(root);
  const isRow = member(root, "model") === undefined && member(root, "output") !== undefined;
  return isRow ? { ...request, caveats: [...request.caveats, JOINED] } : request;
}

/** The members of the older examples. */
const EXAMPLE: ReadonlySet<string> = new Set(["prompt", "completion"]);

function legacyMessage(role: "user" | "assistant", node: JsonNode | undefined): Message[] {
  if (node?.kind !== "string") return [];
  const { range, value } = node;
  return [message(role, [{ kind: "text", text: value, range, placeholders: [] }], range)];
}

function readJsonl({ text }: PromptSource, format: JsonlFormat): Reading {
  const prompts: Prompt[] = [];
  const problems: PromptProblem[] = [];
  let lineNumber = 1;
  for (let start = withoutByteOrderMark(text).start; start < text.length; lineNumber += 1) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    const line = { text: text.slice(start, end), offset: start, lineNumber };
    const { prompt, problem } = readJsonlLine(line, format);
    if (prompt !== undefined) prompts.push(prompt);
    if (problem !== undefined) problems.push(problem);
    start = end + 1;
  }
  return {
    label: JSONL_LABELS[format],
    prompts,
    problems: withOthersCounted(problems, prompts.length),
    references: [],
    ...(problems.length > 0 && { unread: { unit: "line", count: problems.length } }),
  };
}

/** The problems of single lines, each with the number of lines that are counted anyway. */
export function withOthersCounted(
  problems: readonly PromptProblem[],
  lines: number,
): readonly PromptProblem[] {
  const others = othersCounted(lines);
  return problems.map((problem) =>
    problem.code === "broken-line" ? { ...problem, message: problem.message + others } : problem,
  );
}

function othersCounted(lines: number): string {
  if (lines === 0) return "";
  return lines === 1
    ? " The other line is counted."
    : ` The other ${formatTokens(lines)} lines are counted.`;
}
