import type { SourceRange } from "../../sourceRange";
import { approximate, leftOut } from "../caveats";
import { LEGACY_CALLS, LEGACY_MEMBERS } from "../requestFileBody";
import type { Caveat } from "../prompt";
import { elementsOf, type Group, isName, isSign, type Item, rangeOf } from "./group";
import { isSpread } from "./lists";

/** Request members whose text is billed or that bring in billed text, with their descriptions. */
const BILLED_MEMBERS: ReadonlyMap<string, string> = new Map([
  ["messages", "messages that the program adds"],
  ["input", "input items that the program adds"],
  ["instructions", "instructions that the program writes"],
  ["system", "system text that the program writes"],
  ["prompt", "a prompt that the program writes"],
  ["tools", "tools that the program defines"],
  ["functions", "functions that the program defines"],
  ["tool_choice", "the tool choice, which the program makes"],
  ["function_call", "the function call, which the program makes"],
  ["response_format", "the response format, which the program defines"],
  ["text_format", "the response format, which the program defines"],
  ["text", "the response format, which the program defines"],
  ["schema", "the output schema, which the program defines"],
  ["output", "the output schema, which the program defines"],
  ["output_type", "the output type, which the program defines"],
  ["outputType", "the output type, which the program defines"],
  ["output_schema", "the output schema, which the program defines"],
  ["outputSchema", "the output schema, which the program defines"],
  ["response_model", "the response model, which the program defines"],
  ["handoffs", "the handoffs, which are tools"],
  ["mcp_servers", "the tools of MCP servers"],
  ["mcpServers", "the tools of MCP servers"],
  ["toolsets", "the tools of toolsets"],
  ["message_history", "the earlier messages"],
  ["chat_history", "the earlier messages"],
  ["history", "the earlier messages"],
  ["experimental_output", "the output schema, which the program defines"],
  ["extra_body", "what extra_body adds"],
  ["memory", "what the memory holds"],
  ["web_search_options", "the results of the web search"],
  ["providerOptions", "what providerOptions adds"],
  ["prepareStep", "what prepareStep changes"],
  ["experimental_prepareStep", "what prepareStep changes"],
  ["toolChoice", "the tool choice, which the program makes"],
  ["responseFormat", "the response format, which the program defines"],
  ["response_schema", "the response format, which the program defines"],
  ["responseSchema", "the response format, which the program defines"],
  ["additional_instructions", "the additional instructions"],
  ["additionalInstructions", "the additional instructions"],
  ["additional_messages", "the additional messages"],
  ["additionalMessages", "the additional messages"],
  ["documents", "the documents"],
]);

/** Members that SDKs turn into billed text in a way that no rule covers, however they are written. */
const UNRULED_MEMBERS: ReadonlySet<string> = new Set([
  "text_format",
  "schema",
  "output",
  "output_type",
  "outputType",
  "output_schema",
  "outputSchema",
  "response_model",
  "handoffs",
  "mcp_servers",
  "mcpServers",
  "toolsets",
  "message_history",
  "chat_history",
  "history",
  "experimental_output",
  "extra_body",
  "memory",
  "web_search_options",
  "prepareStep",
  "experimental_prepareStep",
  "responseFormat",
  "response_schema",
  "responseSchema",
  "additional_instructions",
  "additionalInstructions",
  "additional_messages",
  "additionalMessages",
  "documents",
]);

/** Members that decide the price, with the value shown if the program sets them. */
const PRICE_MEMBERS: ReadonlyMap<string, string> = new Map([
  ["n", "the program sets n, and one answer is priced"],
  ["service_tier", "the program sets service_tier, and the standard tier is priced"],
]);

/** Members that are billed at their own prices, with the reasons to show. */
const UNPRICED_MEMBERS: ReadonlyMap<string, string> = new Map([
  ["prediction", "rejected tokens of the prediction are billed as output"],
  ["audio", "audio has prices of its own"],
]);

/** State that stays on the server, with descriptions. */
const SERVER_STATE: ReadonlyMap<string, string> = new Map([
  ["previous_response_id", "the earlier response that previous_response_id names"],
  ["previousResponseId", "the earlier response that previousResponseId names"],
  ["conversation", "the stored conversation"],
  ["previous_messages", "the earlier messages"],
]);

/** A program's text and language. */
export interface ProgramText {
  readonly source: string;
  readonly isPython: boolean;
}

/** The parts of a request in code that are sent but were not read. `unread` are the skipped ranges. */
export function requestCaveats(
  group: Group,
  program: ProgramText,
  unread: readonly SourceRange[],
): readonly Caveat[] {
  return elementsOf(group).flatMap((element) => {
    const range = rangeOf(element);
    const words = snippet(program.source, range);
    if (isArgument(element, group))
      return isSetting(element) ? [] : [leftOut(`what ${words} adds`, range)];
    if (!isSpread(element) && isComputed(element, program.isPython && group.bracket === "{"))
      return [leftOut(`what ${words} holds`, range)];
    return memberCaveats(element, program, unread);
  });
}

/** The messages that a call adds to a list that is one of its positional arguments. */
export function callCaveats(group: Group, program: ProgramText): readonly Caveat[] {
  const elements = elementsOf(group);
  const unread = elements.map(rangeOf);
  return elements.flatMap((element) => memberCaveats(element, program, unread));
}

function memberCaveats(
  element: readonly Item[],
  { source }: ProgramText,
  unread: readonly SourceRange[],
): readonly Caveat[] {
  const range = rangeOf(element);
  const places = unread.filter(({ start, end }) => start >= range.start && end <= range.end);
  if (isSpread(element))
    return places.length > 0 ? [leftOut(`what ${snippet(source, range)} holds`, range)] : [];
  const key = keyOf(element);
  if (key === undefined || isEmptyValue(element)) return [];
  const state = SERVER_STATE.get(key);
  if (state !== undefined) return [leftOut(state, range)];
  const price = PRICE_MEMBERS.get(key);
  if (price !== undefined && places.length > 0) return [approximate(price, range)];
  const unpriced = UNPRICED_MEMBERS.get(key);
  if (unpriced !== undefined) return [approximate(unpriced, range)];
  const words = BILLED_MEMBERS.get(key);
  const isLost =
    places.length > 0 ||
    UNRULED_MEMBERS.has(key) ||
    isToolSet(key, element) ||
    (key === "text" && isExpression(element));
  return [
    ...(LEGACY_MEMBERS.has(key) ? [approximate(LEGACY_CALLS, range)] : []),
    ...(words !== undefined && isLost ? [leftOut(words, places[0] ?? range)] : []),
  ];
}

/** The AI SDK's tools are an object by name, which no rule covers. */
function isToolSet(key: string, [, , value]: readonly Item[]): boolean {
  return key === "tools" && value?.kind === "group" && value.bracket === "{";
}

/** `text=config` in a Responses request may hold a format. */
function isExpression([, , ...value]: readonly Item[]): boolean {
  return value.at(-1)?.kind !== "string" && !(value.length === 1 && value[0]?.kind === "group");
}

/** The position of a prompt among the items around it. */
export interface Place {
  readonly items: readonly Item[];
  readonly from: number;
  readonly to: number;
}

/** The caveat if the program later changes a list or a text, or chooses between it and another. */
export function surroundingCaveats(place: Place, what: "list" | "text"): readonly Caveat[] {
  const before = place.items[place.from - 1];
  const isChosen = /^(?:else|or|and|in|of|\?|\|\||\?\?|&&|\+)$/.test(textOf(before));
  return isChosen || isElseOfTernary(place) || goesOn(place)
    ? [leftOut(`what the program does with this ${what}`)]
    : [];
}

/** Whether a function returns the prompt, so that another part of the program sends it. */
export function isReturned({ items, from }: Place): boolean {
  const before = items[from - 1];
  if (isName(before, "return") || isName(before, "yield") || isSign(before, "=>")) return true;
  if (!isSign(before, ":")) return false;
  const lambda = items.slice(0, from).findLastIndex((item) => isName(item, "lambda"));
  return lambda >= 0 && items.slice(lambda, from - 1).every((item) => item.kind !== "group");
}

/** The caveat for messages that the program adds to those of a call. */
export function joinCaveats({ items, from, to }: Place): readonly Caveat[] {
  const isJoined = isSign(items[from - 1], "+") || isSign(items[to], "+");
  return isJoined ? [leftOut("what the program adds to these messages")] : [];
}

/** The caveat if the program spreads an object into another or merges them. */
export function mergeCaveats(place: Place): readonly Caveat[] {
  const isSpreadIn = isSpread(place.items.slice(place.from - 1, place.from));
  return isSpreadIn || goesOn(place) ? [leftOut("what the program adds to this object")] : [];
}

function goesOn({ items, to }: Place): boolean {
  return !/^(?:|[,;:)\n]|as|satisfies)$/.test(textOf(items[to]));
}

/** `… ? a : here`. */
function isElseOfTernary({ items, from }: Place): boolean {
  if (!isSign(items[from - 1], ":")) return false;
  for (let at = from - 2; at >= 0; at--) {
    const item = items[at];
    if (isSign(item, "?")) return true;
    if (isSign(item, ",") || isSign(item, ";") || isSign(item, "\n")) return false;
  }
  return false;
}

function textOf(item: Item | undefined): string {
  return item === undefined ? "" : item.kind === "group" ? item.bracket : item.text;
}

function keyOf([key, next, ...others]: readonly Item[]): string | undefined {
  if (key?.kind === "string") return key.literal?.text.text;
  if (!isName(key)) return undefined;
  // `get tools() {…}` and `async execute() {…}`.
  return isName(next) ? keyOf([next, ...others]) : key.text;
}

/** `[key]: value`, Python's `{KEY: value}`, and a key with expressions in it. */
function isComputed([key, sign]: readonly Item[], isPythonObject: boolean): boolean {
  if (key?.kind === "string") return (key.literal?.expressions.length ?? 0) > 0;
  return !isName(key) || (isPythonObject && isSign(sign, ":"));
}

/** Whether an element is a positional argument of a call. */
function isArgument(element: readonly Item[], group: Group): boolean {
  return group.bracket === "(" && !isSpread(element) && !isSign(element[1], "=");
}

/** Whether an argument is a model's name, a number, or a client, which adds no text. */
function isSetting(element: readonly Item[]): boolean {
  const last = element.at(-1);
  if (last?.kind === "string" || last?.kind === "number") return element.length === 1;
  return isName(last) && SETTING.test(last.text);
}

const SETTING = /(?:model|client|llm|engine|deployment|session|create|parse|self|cls)$/i;

/** `tools: undefined` and `tools=None`. */
function isEmptyValue(element: readonly Item[]): boolean {
  const [, sign, ...path] = element;
  const isValue = isSign(sign, ":") || isSign(sign, "=");
  const value = path.at(-1);
  const isOfModule = path.length === 3 && isName(path[0], "openai") && isSign(path[1], ".");
  if (!isValue || (path.length !== 1 && !isOfModule)) return false;
  return value?.kind === "name" && /^(?:null|undefined|None|NOT_GIVEN|omit)$/.test(value.text);
}

const MAX_SNIPPET = 40;

/** Source text in one short line. */
export function snippet(source: string, { start, end }: SourceRange): string {
  const line = source.slice(start, Math.min(end, start + 200)).replace(/\s+/g, " ");
  return line.length > MAX_SNIPPET ? `${line.slice(0, MAX_SNIPPET - 1)}…` : line;
}
