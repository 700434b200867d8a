import type { Message, Prompt } from "../prompt/prompt";
import type { Counting } from "./counting";
import { addMessage } from "./messageParts";
import { writeParallelCalls } from "./toolHistory";
import {
  addSchema,
  addToolChoice,
  addTools,
  forcedTokens,
  functionsOf,
  noteBuiltInTools,
} from "./toolParts";

/** Before a message's role, between role and content, and after the content (R9). */
const BEFORE_CONTENT_TOKENS = 2;
const AFTER_CONTENT_TOKENS = 1;
/** The surcharge for a call with no other call next to it (R12). */
const LONE_CALL_TOKENS = 3;
/** Frames of several calls that are billed as one, and of each of their outputs (R12). */
const JOINED_CALLS_TOKENS = 16;
const JOINED_OUTPUT_TOKENS = 6;

/** Counts a Responses request into the ledger: R8 to R13 of docs/accounting.md. */
export function countResponses(counting: Counting): void {
  const { prompt, ledger } = counting;
  ledger.use("R9");
  noteBuiltInTools(counting);
  noteJsonMode(counting);
  noteDroppedReasoning(counting);
  const isSystemFirst = isSystem(prompt.messages[0]);
  addInstructions(counting);
  if (prompt.instructions || !isSystemFirst) addDefinitions(counting);
  const calls = readCalls(counting);
  prompt.messages.forEach((message, index) => {
    addItem(counting, index, message, calls);
    if (index === 0 && isSystemFirst && !prompt.instructions) addDefinitions(counting);
  });
  ledger.frame(counting.rules.answer);
  addChoice(counting);
}

function isSystem(message: Message | undefined): boolean {
  return message?.role === "system" || message?.role === "developer";
}

function addInstructions({ prompt, ledger, tokens }: Counting): void {
  if (prompt.instructions === undefined) return;
  const { text, range, placeholders } = prompt.instructions;
  const [first] = placeholders;
  ledger.frame(BEFORE_CONTENT_TOKENS + 1);
  ledger.add(
    { kind: "instructions", label: "instructions", tokens: tokens(text), range, children: [] },
    first && tokens(text.slice(0, first.start)),
  );
  ledger.frame(AFTER_CONTENT_TOKENS);
}

/** R10 and R11. It is unknown where the model sees them; they are put with the system's text. */
function addDefinitions(counting: Counting): void {
  const { prompt, ledger, rules } = counting;
  if (functionsOf(prompt.tools).length > 0) ledger.use("R10");
  addTools(counting, rules.responsesTools);
  if (functionsOf(prompt.tools).length > 0) addSequentialCalls(counting);
  if (prompt.responseFormat?.kind === "json_schema") ledger.use("R11");
  addSchema(counting, { joinTokens: counting.hasImages ? 0 : rules.responsesSchema });
}

/** `parallel_tool_calls: false` adds a text on some families. */
function addSequentialCalls({ prompt, ledger, rules }: Counting): void {
  if (rules.sequentialTools === 0 || settingOf(prompt, "parallel_tool_calls") !== false) return;
  ledger.frame(rules.sequentialTools);
  ledger.doubt("parallel_tool_calls false, which two recorded requests have");
}

/** One of 7 recorded requests was billed 3 more. */
function noteJsonMode({ prompt, ledger }: Counting): void {
  if (prompt.responseFormat?.kind !== "json_object") return;
  if (prompt.messages.some(({ role }) => role === "assistant")) {
    ledger.doubt("JSON mode with an earlier answer, which few recorded requests have");
  }
}

/** Half of the recorded requests that left out the reasoning before a call were billed for it. */
function noteDroppedReasoning({ prompt, ledger }: Counting): void {
  if (prompt.settings?.some(({ key }) => key === "reasoning") !== true) return;
  const lastUser = prompt.messages.findLastIndex(({ role }) => role === "user");
  const turn = prompt.messages.slice(lastUser + 1);
  const firstCall = turn.findIndex(hasCalls);
  if (firstCall === -1 || turn.slice(0, firstCall).some(isReasoning)) return;
  ledger.doubt("a call without the reasoning before it, which the API may add");
}

/** The calls that a request replays: those that outputs answer, and those billed as one. */
interface ReplayedCalls {
  readonly nameById: ReadonlyMap<string, string>;
  /** Ids of calls that are billed together with their neighbors. */
  readonly joinedIds: ReadonlySet<string>;
}

function readCalls({ prompt: { messages }, rules }: Counting): ReplayedCalls {
  const nameById = new Map<string, string>();
  const joinedIds = new Set<string>();
  messages.forEach(({ toolCalls }, index) => {
    for (const { id = "", name } of toolCalls) {
      nameById.set(id, name);
      if (rules.areCallsJoined && !isLone(messages, index)) joinedIds.add(id);
    }
  });
  return { nameById, joinedIds };
}

/** Whether no other call is next to the one at `index`. */
function isLone(messages: readonly Message[], index: number): boolean {
  return !hasCalls(messages[index - 1]) && !hasCalls(messages[index + 1]);
}

function hasCalls(message: Message | undefined): boolean {
  return message !== undefined && message.toolCalls.length > 0;
}

function addItem(counting: Counting, index: number, message: Message, calls: ReplayedCalls): void {
  const { ledger, tokens } = counting;
  if (message.toolCalls.length > 0) addCalls(counting, index, message);
  else if (message.role === "tool") addOutput(counting, index, message, calls);
  else if (isReasoning(message)) addReasoning(counting, index);
  else {
    ledger.frame(BEFORE_CONTENT_TOKENS + tokens(isSystem(message) ? "system" : message.role));
    addMessage(counting, index);
    ledger.frame(AFTER_CONTENT_TOKENS + (isImageAlone(message) ? 1 : 0));
    if (message.role === "assistant") addAnswerFrame(counting, index);
  }
}

function addAnswerFrame({ prompt, ledger, rules }: Counting, index: number): void {
  if (rules.assistantText === 0) return;
  ledger.frame(rules.assistantText);
  const before = prompt.messages[index - 1];
  if (before?.role === "assistant" && !hasCalls(before) && !isReasoning(before)) {
    ledger.doubt("two answers in a row, which few recorded requests have");
  }
}

/** An item with images but no text costs one more token (R8). */
function isImageAlone({ parts }: Message): boolean {
  return parts.length > 0 && parts.every(({ kind }) => kind === "image");
}

function isReasoning({ parts }: Message): boolean {
  return parts.some((part) => part.kind === "opaque" && part.type === "reasoning");
}

/** Reasoning before the last user message is dropped on some families; later reasoning has a hidden length. */
function addReasoning(counting: Counting, index: number): void {
  const { prompt, ledger, rules } = counting;
  const lastUser = prompt.messages.findLastIndex(({ role }) => role === "user");
  if (!(rules.isOldReasoningFree && index < lastUser)) {
    ledger.omit("reasoning, whose length the server keeps");
  }
}

function addCalls(counting: Counting, index: number, message: Message): void {
  const { prompt, ledger, rules } = counting;
  ledger.use("R12");
  if (!rules.areCallsJoined || isLone(prompt.messages, index))
    addCallsApart(counting, index, message);
  else if (!hasCalls(prompt.messages[index - 1])) addJoinedCalls(counting, index);
}

function addCallsApart(counting: Counting, index: number, message: Message): void {
  const { prompt, ledger, rules, tokens } = counting;
  let callTokens = 0;
  for (const call of message.toolCalls) {
    ledger.frame(rules.call);
    callTokens += tokens(`functions.${call.name}`) + tokens(call.arguments);
  }
  if (isLone(prompt.messages, index)) {
    if (counting.hasImages) ledger.frame(rules.callBesideImages);
    addLoneCall(counting, message);
  }
  addMessage(counting, index, { callTokens });
}

/** The surcharge for a call with no other next to it (R12). */
function addLoneCall({ prompt, ledger, rules }: Counting, { itemId }: Message): void {
  const hasServerId = itemId?.startsWith("fc_") === true;
  const isStored = hasServerId && settingOf(prompt, "store") !== false;
  switch (rules.loneCall) {
    case "stored":
      if (!isStored) return;
      ledger.doubt("a call that the API repeats as it stored it");
      break;
    case "with-id":
      if (!hasServerId) return;
      break;
    case "unknown":
      ledger.doubt("a replayed call, which few recorded requests have");
      if (!isStored) return;
      break;
    case "always":
  }
  ledger.frame(LONE_CALL_TOKENS);
}

/** Several calls in a row as one; `start` is the first of them. */
function addJoinedCalls(counting: Counting, start: number): void {
  const { prompt, ledger, tokens } = counting;
  const { messages } = prompt;
  const end = messages.findIndex((message, index) => index > start && !hasCalls(message));
  const joined = messages.slice(start, end === -1 ? undefined : end);
  ledger.frame(JOINED_CALLS_TOKENS);
  const whole = tokens(writeParallelCalls(joined.flatMap(({ toolCalls }) => toolCalls)));
  joined.forEach((_, offset) => {
    addMessage(counting, start + offset, { callTokens: offset === 0 ? whole : 0 });
  });
}

/** A boolean setting at the top of the request. */
function settingOf({ settings = [] }: Prompt, name: string): boolean | undefined {
  const value = settings.findLast(({ key }) => key === name)?.value;
  return value?.kind === "boolean" ? value.value : undefined;
}

function addOutput(
  counting: Counting,
  index: number,
  message: Message,
  { nameById, joinedIds }: ReplayedCalls,
): void {
  const { ledger, rules, tokens } = counting;
  const { toolCallId = "" } = message;
  const name = nameById.get(toolCallId);
  ledger.use("R12");
  if (name === undefined) ledger.doubt("an output without its call");
  if (message.parts.some(({ kind }) => kind !== "text"))
    ledger.doubt("more than text in an output");
  const frame = joinedIds.has(toolCallId) ? JOINED_OUTPUT_TOKENS : rules.output;
  if (isImageAlone(message)) ledger.frame(1);
  ledger.frame(frame + (name === undefined ? 0 : tokens(`functions.${name}`)));
  addMessage(counting, index);
}

/** R4, except that `required` forces the function if it is the only one. */
function addChoice(counting: Counting): void {
  const { prompt, ledger, rules } = counting;
  const [only, ...others] = prompt.tools;
  const choice = prompt.toolChoice;
  if (choice === undefined || only === undefined || !rules.isChoiceBilled) return;
  if (choice.kind === "none") {
    ledger.doubt("tool_choice none, which no recorded request has");
    addToolChoice(counting, "no tool", 1);
    return;
  }
  const isForced = choice.kind === "required" && others.length === 0 && only.type === "function";
  const forced = choice.kind === "function" ? choice.name : isForced ? only.name : undefined;
  if (forced !== undefined) addToolChoice(counting, forced, forcedTokens(counting, forced));
}
