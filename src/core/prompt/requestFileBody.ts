import { type JsonMember, type JsonNode, member, stringValue } from "../json/jsonNode";
import { buildPrompt } from "./buildPrompt";
import { approximate, leftOut } from "./caveats";
import { foreignMembers } from "./foreignMembers";
import { firstMember, itemsOf, membersOf } from "./nodes";
import type { Caveat, Prompt } from "./prompt";
import {
  readChatMessages,
  readChatRequest,
  readMessages,
  type ReadOptions,
  readResponseFormat,
  readResponsesRequest,
  readRole,
  readToolChoice,
  readTools,
} from "./requestJson";

/** Request members that add input which no rule counts. */
const UNCOUNTED: ReadonlyMap<string, string> = new Map([
  ["web_search_options", "the results of web_search_options"],
  ["data_sources", "the documents of data_sources"],
  ["documents", "the documents"],
  ["mcp_servers", "the tools of mcp_servers"],
  ["extra_body", "the members of extra_body"],
]);

/** Members with a text beside the messages. */
const TEXTS: ReadonlySet<string> = new Set(["instructions", "system", "developer"]);

/** Members of the API from before tools: no rule is measured on them. */
export const LEGACY_MEMBERS: ReadonlySet<string> = new Set(["functions", "function_call"]);
export const LEGACY_CALLS = "the older functions and function calls are counted as tools";

/** Members of requests that are read, and those of the API that hold no content. */
export const KNOWN_MEMBERS: ReadonlySet<string> = new Set([
  ...UNCOUNTED.keys(),
  ...TEXTS,
  ...LEGACY_MEMBERS,
  "tools",
  "tool_choice",
  "parallel_tool_calls",
  "max_tool_calls",
  "audio",
]);
const KNOWN_IN_RESPONSES: ReadonlySet<string> = new Set([...KNOWN_MEMBERS, "prompt"]);

/** A chat request in a file, with caveats for what can't be read. */
export function readChatFile(node: JsonNode, options: ReadOptions = {}): Prompt {
  const request = readChatRequest(node, options);
  const caveats = [
    ...request.caveats,
    ...requestCaveats(node),
    ...foreignMembers(node, KNOWN_MEMBERS),
  ];
  return { ...request, messages: readChatMessages(node, options), caveats };
}

/** A Responses request in a file, with caveats for what can't be read. */
export function readResponsesFile(node: JsonNode, options: ReadOptions = {}): Prompt {
  const request = readResponsesRequest(node, options);
  const foreign = foreignMembers(node, KNOWN_IN_RESPONSES);
  return { ...request, caveats: [...request.caveats, ...requestCaveats(node), ...foreign] };
}

/** A list of messages in a file. */
export function readMessagesFile(list: JsonNode, options: ReadOptions = {}): Prompt {
  const { range } = list;
  return buildPrompt({
    range,
    messages: readMessages(list, options),
    caveats: messageCaveats(list),
  });
}

/** Parts of a request in JSON or YAML that are sent and can't be read. */
export function requestCaveats(node: JsonNode): Caveat[] {
  return [
    ...toolCaveats(member(node, "tools"), "tools"),
    ...toolCaveats(member(node, "functions"), "functions"),
    ...responseFormatCaveats(
      member(node, "response_format") ?? member(member(node, "text"), "format"),
    ),
    ...messageCaveats(firstMember(node, "messages", "input")),
    ...membersOf(node).flatMap(({ key, keyRange, value }) =>
      LEGACY_MEMBERS.has(key) && value.kind !== "null" ? [approximate(LEGACY_CALLS, keyRange)] : [],
    ),
    ...choiceCaveats(member(node, "tool_choice")),
    ...priceCaveats(node),
    ...repeatedKeys(node).map(({ key, keyRange }) =>
      approximate(`${key} occurs twice, and the last one is counted`, keyRange),
    ),
    ...membersOf(node).flatMap(({ key, keyRange, value }) =>
      TEXTS.has(key) && !mayBeText(value) ? [leftOut(`${key} is not a text`, keyRange)] : [],
    ),
    ...membersOf(node).flatMap(({ key, keyRange, value }) => {
      const what = UNCOUNTED.get(key);
      return what === undefined || value.kind === "null"
        ? []
        : [leftOut(`${what} are not known`, keyRange)];
    }),
  ];
}

/** The members of a tree whose key occurs again in the same object. */
function repeatedKeys(node: JsonNode): readonly JsonMember[] {
  const members = membersOf(node);
  const last = new Map(members.map((each) => [each.key, each]));
  const repeated =
    last.size < members.length ? members.filter((each) => last.get(each.key) !== each) : [];
  const inner = [...members.map(({ value }) => value), ...itemsOf(node)];
  return [...repeated, ...inner.flatMap(repeatedKeys)];
}

/** `allowed_tools` and choices of other types. */
function choiceCaveats(choice: JsonNode | undefined): Caveat[] {
  return !isSet(choice) || choice === undefined || readToolChoice(choice) !== undefined
    ? []
    : [approximate("the tool choice is not counted", choice.range)];
}

/** A text in place of a number, as in a template, does not tell the price. */
function priceCaveats(node: JsonNode): Caveat[] {
  const n = member(node, "n");
  if (n === undefined || n.kind === "null") return [];
  if (n.kind !== "number")
    return [approximate("n is not a number, and one answer is priced", n.range)];
  return /^\d+$/.test(n.text) ? [] : [approximate("n is not a whole number", n.range)];
}

/** A text, its parts, or nothing. */
function mayBeText(node: JsonNode): boolean {
  return node.kind === "string" || node.kind === "array" || node.kind === "null";
}

/** `name` is that of the member. */
export function toolCaveats(node: JsonNode | undefined, name: string): Caveat[] {
  if (node === undefined || node.kind === "null") return [];
  if (node.kind !== "array") return [leftOut(`${name} is not a list`, node.range)];
  const unread = node.items.find(
    (item) => readTools({ kind: "array", items: [item], range: item.range }).length === 0,
  );
  return [
    ...(unread === undefined ? [] : [leftOut(`an item of ${name} is not a tool`, unread.range)]),
    ...outerReference(node),
  ];
}

/** A schema with a reference to another document, of which only the reference is counted. */
function outerReference(node: JsonNode): Caveat[] {
  for (const { key, value } of membersOf(node)) {
    const isOuter = key === "$ref" && value.kind === "string" && !value.value.startsWith("#");
    if (isOuter) return [leftOut("a schema refers to another document", value.range)];
  }
  for (const inner of [...membersOf(node).map(({ value }) => value), ...itemsOf(node)]) {
    const found = outerReference(inner);
    if (found.length > 0) return found;
  }
  return [];
}

export function responseFormatCaveats(node: JsonNode | undefined): Caveat[] {
  if (node === undefined || node.kind === "null") return [];
  const format = readResponseFormat(node);
  if (format === undefined)
    return [leftOut("the response format is not one of the API's", node.range)];
  const schema = format.kind === "json_schema" ? schemaOf(node) : undefined;
  return format.kind === "json_schema" && schema?.kind !== "object"
    ? [leftOut("the JSON schema is not written out", node.range)]
    : outerReference(node);
}

function schemaOf(format: JsonNode): JsonNode | undefined {
  return member(member(format, "json_schema") ?? format, "schema");
}

function isSet(node: JsonNode | undefined): boolean {
  return node !== undefined && node.kind !== "null";
}

const KNOWN_IN_MESSAGES: ReadonlySet<string> = new Set(["tool_calls", "function_call"]);

function messageCaveats(messages: JsonNode | undefined): Caveat[] {
  return itemsOf(messages).flatMap((message) => {
    const { range } = message;
    if (message.kind !== "object") return [leftOut("a message is not an object", range)];
    const role = stringValue(member(message, "role"));
    const content = member(message, "content");
    return [
      ...(role !== undefined && readRole(role) === undefined
        ? [approximate(`the role ${role} is counted as user`, range)]
        : []),
      ...(role === "function" || isSet(member(message, "function_call"))
        ? [approximate(LEGACY_CALLS, range)]
        : []),
      ...foreignMembers(message, KNOWN_IN_MESSAGES),
      ...(content?.kind === "object" ? [leftOut("a message's content is an object", range)] : []),
      ...(content?.kind === "number" || content?.kind === "boolean"
        ? [leftOut("a message's content is not a text", range)]
        : []),
    ];
  });
}
