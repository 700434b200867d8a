import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { evidencePath } from "../../../scripts/evidence";
import { countRequest } from "../../../src/core/accounting/countRequest";
import { messageText } from "../../../src/core/accounting/messageText";
import type { RequestCount } from "../../../src/core/accounting/requestCount";
import { writeParallelResult } from "../../../src/core/accounting/toolHistory";
import { type JsonNode, member, numberValue, stringValue } from "../../../src/core/json/jsonNode";
import { parseJson } from "../../../src/core/json/parseJson";
import type { ImageSize, Part, Prompt } from "../../../src/core/prompt/prompt";
import { readChatRequest, readResponsesRequest } from "../../../src/core/prompt/requestJson";
import { tokenCounter } from "./tokenCounter";

/** One recorded request, what the API billed for it and what the rules say. */
export interface RecordedRequest {
  readonly id: string;
  /** `chat/plain`, `responses/tools_single` … */
  readonly category: string;
  /** May have been edited after it was recorded, or is of an unknown host. */
  readonly isFlagged: boolean;
  /** Billed by a rule that is known to hold no longer: by so many tokens more than by today's. */
  readonly datedTokens?: number;
  readonly billedTokens: number;
  readonly count: RequestCount;
}

/** Reads and counts all recordings; undefined if there are none. */
export function readRecordedRequests(): readonly RecordedRequest[] | undefined {
  const file = evidencePath("truth", "recorded.jsonl.gz");
  if (file === undefined) return undefined;
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return lines.flatMap((line) => (line === "" ? [] : [readRecording(line)]));
}

/** What the models are billed for images (R8). */
export function imageTokensOf(model: string) {
  return model.includes("mini") ? { base: 2_833, perTile: 5_667 } : { base: 85, perTile: 170 };
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
  const model = stringValue(field("model")) ?? "";
  const dated = datedTokens(prompt, numberValue(field("created")));
  return {
    id: stringValue(field("id")) ?? "",
    category: stringValue(field("category")) ?? "",
    isFlagged: items(field("flags")).length > 0,
    ...(dated !== undefined && { datedTokens: dated }),
    billedTokens: numberValue(field("prompt_tokens")) ?? 0,
    count: countRequest(prompt, { imageTokens: imageTokensOf(model) }, tokenCounter),
  };
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
const RESULTS_ARE_RAW_SINCE = Date.UTC(2026, 2, 12);

/** The dated rules of docs/accounting.md: what was billed on top at the time of the recording. */
function datedTokens(prompt: Prompt, created: number | undefined): number | undefined {
  const time = created === undefined ? Infinity : created * 1_000;
  if (prompt.endpoint === "responses") {
    if (time >= RESPONSES_CHANGED) return undefined;
    return prompt.tools.length > 0 ? 216 : 18;
  }
  if (prompt.toolChoice?.kind === "required" && time < REQUIRED_IS_FREE_SINCE) return 2;
  const escaped = time < RESULTS_ARE_RAW_SINCE ? escapeTokens(prompt) : 0;
  return escaped === 0 ? undefined : escaped;
}

/** What the results of parallel calls cost more with everything beyond ASCII escaped. */
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
