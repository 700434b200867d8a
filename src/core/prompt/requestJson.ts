import { compactJson } from "../json/compactJson";
import {
  type JsonMember,
  type JsonNode,
  type JsonString,
  member,
  numberValue,
  stringValue,
} from "../json/jsonNode";
import type {
  ImagePart,
  Located,
  Message,
  Part,
  Placeholder,
  Prompt,
  ResponseFormat,
  Role,
  TextPart,
  Tool,
  ToolCall,
  ToolChoice,
} from "./prompt";

/** How the caller's format differs from a bare request body. */
export interface ReadOptions {
  /** Template expressions in a message's text, for formats that have them. Default: none. */
  readonly findPlaceholders?: (text: JsonString) => readonly Placeholder[];
  /** The syntax of the file: a member can only be inserted into JSON. Default: json. */
  readonly syntax?: "json" | "yaml";
}

/**
 * Reads the body of a Chat Completions request (OpenAI API reference, "Create chat completion"),
 * including the older `functions` and `function_call`. Never throws: members that are missing or of
 * the wrong type are left out, content of unknown types becomes opaque parts. The caller adds `name`,
 * `tier`, `variables` and `valueSets`.
 */
export function readChatRequest(node: JsonNode, options: ReadOptions = {}): Prompt {
  const tools = [...readTools(member(node, "tools")), ...readTools(member(node, "functions"))];
  const toolChoice = readToolChoice(member(node, "tool_choice") ?? member(node, "function_call"));
  const responseFormat = readResponseFormat(member(node, "response_format"));
  return {
    ...readCommon(node),
    endpoint: "chat",
    messages: readMessages(member(node, "messages"), options),
    tools,
    ...(toolChoice && { toolChoice }),
    ...(responseFormat && { responseFormat }),
    serverState: filesById(member(node, "messages")),
  };
}

/**
 * Reads the body of a Responses request (OpenAI API reference, "Create a model response"). Function
 * calls become assistant messages, their outputs tool messages, items of other types opaque parts.
 * Never throws; see `readChatRequest`.
 */
export function readResponsesRequest(node: JsonNode, options: ReadOptions = {}): Prompt {
  const instructions = member(node, "instructions");
  const toolChoice = readToolChoice(member(node, "tool_choice"));
  const responseFormat = readResponseFormat(member(member(node, "text"), "format"));
  return {
    ...readCommon(node),
    endpoint: "responses",
    messages: [...systemBesideInput(node, options), ...readInput(member(node, "input"), options)],
    ...(instructions?.kind === "string" && { instructions: readText(instructions, options) }),
    tools: readTools(member(node, "tools")),
    ...(toolChoice && { toolChoice }),
    ...(responseFormat && { responseFormat }),
    serverState: [...stateOutsideTheRequest(node), ...filesById(member(node, "input"))],
  };
}

/**
 * The messages of a chat request. A `system`, `developer` or `instructions` next to them, as in other
 * vendors' APIs, comes first.
 */
export function readChatMessages(node: JsonNode, options: ReadOptions = {}): Message[] {
  return [
    ...["system", "developer", "instructions"].flatMap((key) => {
      const content = member(node, key);
      const parts = readContent(content, options);
      if (content === undefined || parts.length === 0) return [];
      const role = key === "developer" ? "developer" : "system";
      return [{ role, parts, toolCalls: [], range: content.range } as const];
    }),
    ...readMessages(member(node, "messages"), options),
  ];
}

/** Reads the `messages` of a chat request. */
export function readMessages(node: JsonNode | undefined, options: ReadOptions = {}): Message[] {
  return items(node)
    .filter((item) => item.kind === "object")
    .map((item) => readMessage(item, options));
}

/** Reads the `tools` of either API, or the older `functions`. */
export function readTools(node: JsonNode | undefined): Tool[] {
  return items(node).flatMap((item) => {
    const tool = readTool(item);
    return tool === undefined ? [] : [tool];
  });
}

/** Reads `response_format` of a chat request or `text.format` of a Responses request. */
export function readResponseFormat(node: JsonNode | undefined): ResponseFormat | undefined {
  const type = stringValue(member(node, "type"));
  if (node === undefined || type === undefined) return undefined;
  if (type === "text" || type === "json_object") return { kind: type, range: node.range };
  if (type !== "json_schema") return undefined;
  const body = member(node, "json_schema") ?? node;
  const description = stringValue(member(body, "description"));
  const strict = member(body, "strict");
  return {
    kind: "json_schema",
    name: stringValue(member(body, "name")) ?? "",
    ...(description !== undefined && { description }),
    schema: member(body, "schema") ?? { kind: "object", members: [], range: body.range },
    ...(strict?.kind === "boolean" && { strict: strict.value }),
    range: node.range,
  };
}

/** Reads `tool_choice` of either API, or the older `function_call` that goes with `functions`. */
export function readToolChoice(node: JsonNode | undefined): ToolChoice | undefined {
  if (node?.kind === "string") {
    const { value } = node;
    return value === "auto" || value === "none" || value === "required"
      ? { kind: value }
      : undefined;
  }
  const name = stringValue(member(member(node, "function") ?? node, "name"));
  return name === undefined ? undefined : { kind: "function", name };
}

/** The API's role for a role as written; undefined if the API has none. */
export function readRole(text: string | undefined): Role | undefined {
  switch (text) {
    case "system":
    case "developer":
    case "user":
    case "assistant":
    case "tool":
      return text;
    case "function":
      return "tool";
    default:
      return undefined;
  }
}

/** Reads the top-level members that both APIs share. */
function readCommon(
  node: JsonNode,
): Pick<
  Prompt,
  | "range"
  | "tier"
  | "model"
  | "maxOutputTokens"
  | "settings"
  | "variables"
  | "valueSets"
  | "caveats"
> {
  const model = member(node, "model");
  const limit =
    located(member(node, "max_completion_tokens")) ??
    located(member(node, "max_tokens")) ??
    located(member(node, "max_output_tokens"));
  return {
    range: node.range,
    tier: "standard",
    ...(model?.kind === "string" && { model: { value: model.value, range: model.range } }),
    ...(limit && { maxOutputTokens: limit }),
    settings: furtherMembers(node),
    variables: [],
    valueSets: [],
    caveats: [],
  };
}

/** The request members, in either API, that have a separate field in a Prompt. */
const READ_MEMBERS: ReadonlySet<string> = new Set([
  "model",
  "messages",
  "system",
  "developer",
  "input",
  "instructions",
  "tools",
  "functions",
  "tool_choice",
  "function_call",
  "response_format",
  "text",
  "max_completion_tokens",
  "max_tokens",
  "max_output_tokens",
]);

function furtherMembers(node: JsonNode): readonly JsonMember[] {
  return node.kind === "object" ? node.members.filter(({ key }) => !READ_MEMBERS.has(key)) : [];
}

function located(node: JsonNode | undefined): Located<number> | undefined {
  const value = numberValue(node);
  return node === undefined || value === undefined ? undefined : { value, range: node.range };
}

function readMessage(node: JsonNode, options: ReadOptions): Message {
  const name = stringValue(member(node, "name"));
  const toolCallId = stringValue(member(node, "tool_call_id"));
  const refusal = member(node, "refusal");
  const legacyCall = member(node, "function_call");
  const itemId = stringValue(member(node, "id"));
  return {
    role: readRole(stringValue(member(node, "role"))) ?? "user",
    ...(name !== undefined && { name }),
    parts: [
      ...readContent(member(node, "content"), options),
      ...(refusal?.kind === "string"
        ? [{ kind: "refusal" as const, text: refusal.value, range: refusal.range }]
        : []),
    ],
    toolCalls: [...items(member(node, "tool_calls")), ...(legacyCall ? [legacyCall] : [])].flatMap(
      (call) => {
        const read = readToolCall(call, member(call, "function") ?? call);
        return read === undefined ? [] : [read];
      },
    ),
    ...(toolCallId !== undefined && { toolCallId }),
    ...(itemId !== undefined && { itemId }),
    range: node.range,
  };
}

/** Reads a call: `body` holds its name and arguments. */
function readToolCall(node: JsonNode, body: JsonNode): ToolCall | undefined {
  const name = stringValue(member(body, "name"));
  if (name === undefined) return undefined;
  const id = stringValue(member(node, "call_id") ?? member(node, "id"));
  const sent = member(body, "arguments");
  return {
    ...(id !== undefined && { id }),
    name,
    arguments: stringValue(sent) ?? (sent ? compactJson(sent) : ""),
    range: node.range,
  };
}

/** A `system` that is not the API's: its content is sent in some way. */
function systemBesideInput(node: JsonNode, options: ReadOptions): Message[] {
  const system = member(node, "system");
  const parts = readContent(system, options);
  return system && parts.length > 0
    ? [{ role: "system", parts, toolCalls: [], range: system.range }]
    : [];
}

/** Reads `input`: a text alone or a list of items. */
function readInput(node: JsonNode | undefined, options: ReadOptions): Message[] {
  if (node?.kind === "string") {
    const { range } = node;
    return [{ role: "user", parts: [readText(node, options)], toolCalls: [], range }];
  }
  return items(node)
    .filter((item) => item.kind === "object")
    .map((item) => readItem(item, options));
}

function readItem(node: JsonNode, options: ReadOptions): Message {
  const type = stringValue(member(node, "type"));
  const itemId = stringValue(member(node, "id"));
  const identity = { ...(itemId !== undefined && { itemId }), range: node.range };
  const callId = stringValue(member(node, "call_id"));
  if (type === "function_call") {
    const call = readToolCall(node, node);
    return { role: "assistant", parts: [], toolCalls: call ? [call] : [], ...identity };
  }
  if (type === "function_call_output") {
    return {
      role: "tool",
      parts: readContent(member(node, "output"), options),
      toolCalls: [],
      ...(callId !== undefined && { toolCallId: callId }),
      ...identity,
    };
  }
  if (isMessageItem(node, type)) return readMessage(node, options);
  return {
    role: "assistant",
    parts: [
      { kind: "opaque", type: type ?? "item_reference", definition: node, range: node.range },
    ],
    toolCalls: [],
    ...identity,
  };
}

/** Items of other types can have a role too, such as `additional_tools`. */
function isMessageItem(node: JsonNode, type: string | undefined): boolean {
  return member(node, "role") !== undefined && (type === undefined || type === "message");
}

/** Reads a message's content: a text or a list of parts of either API. */
function readContent(node: JsonNode | undefined, options: ReadOptions): Part[] {
  if (node?.kind === "string") return [readText(node, options)];
  return items(node).map((part) => readPart(part, options));
}

function readPart(node: JsonNode, options: ReadOptions): Part {
  if (node.kind === "string") return readText(node, options);
  const { range } = node;
  const type = stringValue(member(node, "type")) ?? "unknown";
  const text = member(node, "text");
  switch (type) {
    case "text":
    case "input_text":
    case "output_text":
      if (text?.kind === "string") return readText(text, options);
      break;
    case "refusal":
      return { kind: "refusal", text: stringValue(member(node, "refusal")) ?? "", range };
    case "image_url":
    case "input_image":
      return readImage(node, options);
    case "file":
    case "input_file":
      return { kind: "opaque", type: "file", definition: node, range };
    case "input_audio":
      return { kind: "opaque", type: "audio", definition: node, range };
  }
  return { kind: "opaque", type, definition: node, range };
}

function readText(node: JsonString, options: ReadOptions): TextPart {
  return {
    kind: "text",
    text: node.value,
    range: node.range,
    placeholders: options.findPlaceholders?.(node) ?? [],
  };
}

/** If no detail is written, `detailRange` is the empty range after the URL: insert a member there. */
function readImage(node: JsonNode, options: ReadOptions): ImagePart {
  const image = member(node, "image_url");
  const sourceNode = member(image, "url") ?? image;
  const source = stringValue(sourceNode);
  const detailNode = member(image, "detail") ?? member(node, "detail");
  const insertAt = options.syntax === "yaml" ? undefined : sourceNode?.range.end;
  const detailRange =
    detailNode?.range ?? (insertAt === undefined ? undefined : { start: insertAt, end: insertAt });
  const detail = stringValue(detailNode);
  return {
    kind: "image",
    ...(source !== undefined && { source }),
    detail: detail === "low" || detail === "high" ? detail : "auto",
    ...(detailRange && { detailRange }),
    range: node.range,
  };
}

function readTool(node: JsonNode): Tool | undefined {
  if (node.kind !== "object") return undefined;
  const type = stringValue(member(node, "type")) ?? "function";
  const body = member(node, "function") ?? node;
  const description = stringValue(member(body, "description"));
  const parameters = member(body, "parameters");
  const name = stringValue(member(body, "name"));
  if (type === "function" && name === undefined) return undefined;
  return {
    type,
    name: name ?? type,
    ...(description !== undefined && { description }),
    ...(parameters && { parameters }),
    definition: node,
    range: node.range,
  };
}

/** State on which a Responses request continues and that only the server has. */
function stateOutsideTheRequest(node: JsonNode): string[] {
  const references = items(member(node, "input")).filter(
    (item) =>
      item.kind === "object" &&
      member(item, "role") === undefined &&
      (stringValue(member(item, "type")) ?? "item_reference") === "item_reference",
  ).length;
  return [
    ...(isSet(member(node, "previous_response_id")) ? ["an earlier response"] : []),
    ...(isSet(member(node, "conversation")) ? ["a stored conversation"] : []),
    ...(isSet(member(node, "prompt")) ? ["a stored prompt"] : []),
    ...(references === 0
      ? []
      : [references === 1 ? "a stored item" : `${references} stored items`]),
  ];
}

/** Files and images that the request names only by an id. */
function filesById(messages: JsonNode | undefined): string[] {
  const count = items(messages)
    .flatMap((message) => items(member(message, "content")))
    .filter((part) => isSet(member(member(part, "file") ?? part, "file_id"))).length;
  if (count === 0) return [];
  return [count === 1 ? "a file by id" : `${count} files by id`];
}

function isSet(node: JsonNode | undefined): boolean {
  return node !== undefined && node.kind !== "null";
}

function items(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === "array" ? node.items : [];
}
