import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { evidencePath } from "../../../scripts/evidence";
import { countRequest } from "../../../src/core/accounting/countRequest";
import { messageText } from "../../../src/core/accounting/messageText";
import type { RequestCount } from "../../../src/core/accounting/requestCount";
import { COMPACT, writeJson } from "../../../src/core/accounting/pythonJson";
import { writeParallelResult } from "../../../src/core/accounting/toolHistory";
import { type JsonNode, member, numberValue, stringValue } from "../../../src/core/json/jsonNode";
import { parseJson } from "../../../src/core/json/parseJson";
import { hasImages } from "../../../src/core/prompt/hasImages";
import type { ImageSize, Part, Prompt } from "../../../src/core/prompt/prompt";
import { readChatRequest, readResponsesRequest } from "../../../src/core/prompt/requestJson";
import type { AccountingFamily } from "../../../src/core/models/model";
import { familyOf, imageRuleOf } from "./recordedFamily";
import { tokenCounter } from "./tokenCounter";

/** One recorded request, what the API billed for it and what the rules say. */
export interface RecordedRequest {
  readonly id: string;
  /** `chat/plain`, `responses/tools_single` … */
  readonly category: string;
  /** Undefined for a model that no rule is for. */
  readonly family: AccountingFamily | undefined;
  /** May have been edited after it was recorded, or is of an unknown host. */
  readonly isFlagged: boolean;
  /** Like `isFlagged`, but an unknown host by itself is not suspect. */
  readonly hasSuspectFlag: boolean;
  /** Billed by an outdated rule: this many tokens more than by today's. */
  readonly datedTokens?: number;
  readonly billedTokens: number;
  /** Equal for recordings of one response. */
  readonly responseKey: string;
  /** Equal for requests that differ at most in the ids that the server gave, and in streaming. */
  readonly requestKey: string;
  readonly count: RequestCount;
}

type RecordingsFile = "recorded.jsonl.gz" | "new4o-train.jsonl.gz" | "successors-train.jsonl.gz";

/** Reads and counts all recordings of a file; undefined without evidence. */
export function readRecordedRequests(
  name: RecordingsFile = "recorded.jsonl.gz",
): readonly RecordedRequest[] | undefined {
  const file = evidencePath("truth", name);
  if (file === undefined) return undefined;
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return withoutCopies(lines.flatMap((line) => (line === "" ? [] : [readRecording(line)])));
}

/**
 * Marks recordings that share one response (its second and its usage) but not their text: somebody
 * edited all but one of them, and nothing says which.
 */
function withoutCopies(recordings: readonly RecordedRequest[]): readonly RecordedRequest[] {
  const counts = new Map<string, Set<number>>();
  for (const { responseKey, count } of recordings) {
    counts.set(responseKey, (counts.get(responseKey) ?? new Set()).add(count.inputTokens));
  }
  return recordings.map((recording) =>
    (counts.get(recording.responseKey)?.size ?? 0) > 1
      ? { ...recording, isFlagged: true, hasSuspectFlag: true }
      : recording,
  );
}

function readRecording(line: string): RecordedRequest {
  const { root } = parseJson(line);
  const field = (name: string) => member(root, name);
  const request = field("request");
  if (request === undefined) throw new Error(`no request in ${line.slice(0, 80)}`);
  const isChat = stringValue(field("endpoint")) === "chat";
  const read = isChat ? readChatRequest(request) : readResponsesRequest(request);
  const sized = withImageSizes(read, items(field("image_sizes")));
  const order = field("key_order_lost");
  const prompt = order?.kind === "boolean" && order.value ? withRequiredOrder(sized) : sized;
  const model = stringValue(field("family")) ?? stringValue(field("model")) ?? "";
  const family = familyOf(model);
  const imageTokens = imageRuleOf(model);
  const flags = items(field("flags")).flatMap((flag) => stringValue(flag) ?? []);
  const dated = datedTokens(prompt, model, numberValue(field("created")));
  return {
    id: stringValue(field("id")) ?? "",
    category: stringValue(field("category")) ?? "",
    family,
    isFlagged: flags.length > 0 || SCRUBBED.test(line),
    hasSuspectFlag: flags.some((flag) => flag !== "host_not_recorded") || SCRUBBED.test(line),
    ...(dated !== undefined && { datedTokens: dated }),
    responseKey: `${numberValue(field("created")) ?? stringValue(field("id"))} ${JSON.stringify(plainUsage(field("usage")))}`,
    requestKey: requestKey(request),
    billedTokens: numberValue(field("prompt_tokens")) ?? 0,
    count: countRequest(
      prompt,
      { ...(family && { accountingFamily: family }), ...(imageTokens && { imageTokens }) },
      tokenCounter,
    ),
  };
}

function requestKey(request: JsonNode): string {
  if (request.kind !== "object") return "";
  const members = request.members.filter(({ key }) => key !== "stream");
  return writeJson({ ...request, members }, COMPACT).replace(/"(call|fc|msg|rs)_\w+"/g, '""');
}

/** A recorder replaced a word that a secret happens to equal: the text is not the one that was billed. */
const SCRUBBED = /<[A-Z_]+>/;

/** The usage as sorted `key:number` pairs. */
function plainUsage(node: JsonNode | undefined): readonly string[] {
  if (node?.kind !== "object") return [];
  return node.members.map(({ key, value }) => `${key}:${numberValue(value) ?? ""}`).sort();
}

/** The recordings' sizes, one for each image in the order of the request. */
function withImageSizes(prompt: Prompt, sizes: readonly JsonNode[]): Prompt {
  const remaining = [...sizes];
  const sized = (part: Part): Part => {
    const entry = part.kind === "image" ? remaining.shift() : undefined;
    const widthPixels = numberValue(member(entry, "width"));
    const heightPixels = numberValue(member(entry, "height"));
    if (part.kind !== "image" || widthPixels === undefined || heightPixels === undefined)
      return part;
    return { ...part, size: { widthPixels, heightPixels } satisfies ImageSize };
  };
  return {
    ...prompt,
    messages: prompt.messages.map((message) => ({ ...message, parts: message.parts.map(sized) })),
  };
}

/**
 * Some recorders sorted all keys. Of a tool's properties the list `required`, which is not a object,
 * still has the order in which they were sent.
 */
function withRequiredOrder(prompt: Prompt): Prompt {
  return {
    ...prompt,
    tools: prompt.tools.map((tool) => ({
      ...tool,
      ...(tool.parameters && { parameters: inRequiredOrder(tool.parameters) }),
    })),
  };
}

function inRequiredOrder(node: JsonNode): JsonNode {
  if (node.kind === "array") return { ...node, items: node.items.map(inRequiredOrder) };
  if (node.kind !== "object") return node;
  const required = items(member(node, "required")).map(stringValue);
  const rank = (key: string) => (required.includes(key) ? required.indexOf(key) : required.length);
  return {
    ...node,
    members: node.members.map(({ key, keyRange, value }) => {
      const ordered = inRequiredOrder(value);
      const isSorted = key === "properties" && ordered.kind === "object";
      if (!isSorted) return { key, keyRange, value: ordered };
      const members = [...ordered.members].sort((one, two) => rank(one.key) - rank(two.key));
      return { key, keyRange, value: { ...ordered, members } };
    }),
  };
}

const REQUIRED_IS_FREE_SINCE = Date.UTC(2024, 9, 7);
const RESPONSES_CHANGED = Date.UTC(2025, 3, 1);
/** Last seen on 17 October 2025; a later one, of June 2026, was billed as today. */
const GPT_5_CALLS_CHANGED = Date.UTC(2025, 10, 1);
/** Files in Responses: first seen with 13 tokens more on 16 April 2026, last without on 10 February. */
const FILES_CHANGED = Date.UTC(2026, 3, 16);
const FILES_CHANGE_TOKENS = -13;
const RESULTS_ARE_RAW_SINCE = Date.UTC(2026, 2, 12);
/** In requests with images; last seen without on 14 July 2025. */
const LONE_DEFINITIONS_ARE_FRAMED_SINCE = Date.UTC(2025, 6, 18);
const LONE_DEFINITIONS_TOKENS = 4;

/** The dated rules of docs/accounting.md: what was billed on top at the time of the recording. */
function datedTokens(
  prompt: Prompt,
  model: string,
  created: number | undefined,
): number | undefined {
  const time = created === undefined ? Infinity : created * 1_000;
  if (prompt.endpoint === "responses") {
    if (time < RESPONSES_CHANGED) return prompt.tools.length > 0 ? 216 : 18;
    if (time < FILES_CHANGED && hasFiles(prompt)) return FILES_CHANGE_TOKENS;
    const hasCalls = prompt.messages.some(({ toolCalls }) => toolCalls.length > 0);
    return model === "gpt-5" && hasCalls && time < GPT_5_CALLS_CHANGED ? 3 : undefined;
  }
  if (prompt.toolChoice?.kind === "required" && time < REQUIRED_IS_FREE_SINCE) return 2;
  if (time < LONE_DEFINITIONS_ARE_FRAMED_SINCE && hasImages(prompt) && hasLoneDefinitions(prompt)) {
    return -LONE_DEFINITIONS_TOKENS - earlierNameTokens(prompt);
  }
  const escaped = time < RESULTS_ARE_RAW_SINCE ? escapeTokens(prompt) : 0;
  return escaped === 0 ? undefined : escaped;
}

function hasFiles({ messages }: Prompt): boolean {
  return messages.some(({ parts }) =>
    parts.some((part) => part.kind === "opaque" && part.type === "file"),
  );
}

/** Tools or a schema without a system message to join. */
function hasLoneDefinitions({ messages, tools, responseFormat }: Prompt): boolean {
  return (
    (tools.length > 0 || responseFormat?.kind === "json_schema") && messages[0]?.role === "user"
  );
}

/** The cost of a schema's name on the earlier answers. */
function earlierNameTokens({ messages, responseFormat }: Prompt): number {
  if (responseFormat?.kind !== "json_schema") return 0;
  const answers = messages.filter(({ role }) => role === "assistant").length;
  return answers * (2 + tokenCounter.count(responseFormat.name));
}

/** The extra cost of the results of parallel calls with everything beyond ASCII escaped. */
function escapeTokens({ messages }: Prompt): number {
  let sum = 0;
  messages.forEach(({ toolCalls }, index) => {
    if (toolCalls.length < 2) return;
    const end = messages.findIndex(({ role }, at) => at > index && role !== "tool");
    const results = messages.slice(index + 1, end === -1 ? undefined : end).map(messageText);
    const raw = `[${results.map(writeParallelResult).join(", ")}]`;
    sum += tokenCounter.count(escapeBeyondAscii(raw)) - tokenCounter.count(raw);
  });
  return sum;
}

function escapeBeyondAscii(text: string): string {
  return text.replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function items(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === "array" ? node.items : [];
}
