import type { Message, Prompt } from "../prompt/prompt";
import type { Counting } from "./counting";
import { addMessage } from "./messageParts";
import {
  addSchema,
  addToolChoice,
  addTools,
  forcedTokens,
  functionsOf,
  noteBuiltInTools,
} from "./toolParts";

/** Before a message's role, between role and content, behind the content (R9). */
const BEFORE_CONTENT_TOKENS = 2;
const BEHIND_CONTENT_TOKENS = 1;
/** What opens the answer (R9). */
const ANSWER_TOKENS = 3;
/** What tools and a schema cost beyond their texts (R10, R11). */
const TOOLS_TOKENS = -3;
const SCHEMA_TOKENS = 1;
/** What frames a function call, and its output; what a lone call has more that the server stored (R12). */
const CALL_TOKENS = 5;
const OUTPUT_TOKENS = 5;
const STORED_CALL_TOKENS = 3;

/** Counts a Responses request into the ledger: R8 to R13 of docs/accounting.md. */
export function countResponses(counting: Counting): void {
  const { prompt, ledger } = counting;
  ledger.use("R9");
  noteBuiltInTools(counting);
  const isSystemFirst = isSystem(prompt.messages[0]);
  addInstructions(counting);
  if (prompt.instructions || !isSystemFirst) addDefinitions(counting);
  const calledNames = namesByCallId(prompt);
  prompt.messages.forEach((message, index) => {
    addItem(counting, index, message, calledNames);
    if (index === 0 && isSystemFirst && !prompt.instructions) addDefinitions(counting);
  });
  ledger.frame(ANSWER_TOKENS);
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
  ledger.frame(BEHIND_CONTENT_TOKENS);
}

/** R10 and R11. Where they are in what the model is shown is not known: beside the system's text. */
function addDefinitions(counting: Counting): void {
  const { prompt, ledger } = counting;
  if (functionsOf(prompt.tools).length > 0) ledger.use("R10");
  addTools(counting, TOOLS_TOKENS);
  if (prompt.responseFormat?.kind === "json_schema") ledger.use("R11");
  addSchema(counting, { joinTokens: SCHEMA_TOKENS });
}

function namesByCallId({ messages }: Prompt): ReadonlyMap<string, string> {
  return new Map(
    messages.flatMap(({ toolCalls }) =>
      toolCalls.flatMap(({ id, name }) => (id === undefined ? [] : [[id, name] as const])),
    ),
  );
}

function addItem(
  counting: Counting,
  index: number,
  message: Message,
  calledNames: ReadonlyMap<string, string>,
): void {
  const { ledger, tokens } = counting;
  if (message.toolCalls.length > 0) addCalls(counting, index, message);
  else if (message.role === "tool") {
    addOutput(counting, index, message, calledNames.get(message.toolCallId ?? ""));
  } else {
    ledger.frame(BEFORE_CONTENT_TOKENS + tokens(isSystem(message) ? "system" : message.role));
    addMessage(counting, index);
    ledger.frame(BEHIND_CONTENT_TOKENS);
  }
}

function addCalls(counting: Counting, index: number, message: Message): void {
  const { prompt, ledger, tokens } = counting;
  ledger.use("R12");
  let callTokens = 0;
  for (const call of message.toolCalls) {
    ledger.frame(CALL_TOKENS);
    callTokens += tokens(`functions.${call.name}`) + tokens(call.arguments);
  }
  const isStored = message.itemId?.startsWith("fc_") === true && isStoring(prompt);
  const isLone = !hasCalls(prompt.messages[index - 1]) && !hasCalls(prompt.messages[index + 1]);
  if (isStored && isLone) {
    ledger.frame(STORED_CALL_TOKENS);
    ledger.doubt("a call that the API repeats as it stored it");
  }
  addMessage(counting, index, { callTokens });
}

function hasCalls(message: Message | undefined): boolean {
  return message !== undefined && message.toolCalls.length > 0;
}

/** Whether the server keeps the items of this conversation: unless `store` is false. */
function isStoring({ settings = [] }: Prompt): boolean {
  const store = settings.findLast(({ key }) => key === "store")?.value;
  return !(store?.kind === "boolean" && !store.value);
}

function addOutput(
  counting: Counting,
  index: number,
  message: Message,
  calledName: string | undefined,
): void {
  const { ledger, tokens } = counting;
  ledger.use("R12");
  if (calledName === undefined) ledger.doubt("an output without its call");
  if (message.parts.some(({ kind }) => kind !== "text"))
    ledger.doubt("more than text in an output");
  ledger.frame(OUTPUT_TOKENS + tokens(calledName ?? ""));
  addMessage(counting, index);
}

/** R4, but that `required` forces the function if there is one alone. */
function addChoice(counting: Counting): void {
  const { prompt, ledger } = counting;
  const [only, ...others] = prompt.tools;
  const choice = prompt.toolChoice;
  if (choice === undefined || only === undefined) return;
  if (choice.kind === "none") {
    ledger.doubt("tool_choice none, which no recorded request has");
    addToolChoice(counting, "no tool", 1);
    return;
  }
  const isForced = choice.kind === "required" && others.length === 0 && only.type === "function";
  const forced = choice.kind === "function" ? choice.name : isForced ? only.name : undefined;
  if (forced !== undefined) addToolChoice(counting, forced, forcedTokens(counting, forced));
}
