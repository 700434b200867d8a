import type { Message } from "../prompt/prompt";
import type { Counting } from "./counting";
import { addMessage } from "./messageParts";
import { messageText } from "./messageText";
import { writeArguments, writeParallelCalls, writeParallelResult } from "./toolHistory";
import {
  addSchema,
  addToolChoice,
  addTools,
  forcedTokens,
  functionsOf,
  noteBuiltInTools,
} from "./toolParts";

/** Before a message's role, between role and content, and after the content (R1). */
const BEFORE_CONTENT_TOKENS = 2;
const AFTER_CONTENT_TOKENS = 1;

/** Only two sources confirm the change that the dated rules of docs/accounting.md describe. */
const ESCAPED_RESULTS =
  "characters beyond ASCII in results of parallel calls, billed in another way until March 2026";

/** Counts a Chat Completions request into the ledger: R1 to R8 of docs/accounting.md. */
export function countChat(counting: Counting): void {
  const { prompt, ledger, rules } = counting;
  const [first] = prompt.messages;
  ledger.use("R1");
  noteBuiltInTools(counting);
  if (hasDefinitions(counting) && !(first && isSystem(first))) addDefinitions(counting, undefined);
  let index = 0;
  while (index < prompt.messages.length) index = addTurn(counting, index);
  if (rules.isAnswerNamed && functionsOf(prompt.tools).length === 0) frameTurnName(counting);
  ledger.frame(rules.answer);
  addChoice(counting);
}

function isSystem({ role }: Message): boolean {
  return role === "system" || role === "developer";
}

function hasDefinitions({ prompt }: Counting): boolean {
  return functionsOf(prompt.tools).length > 0 || prompt.responseFormat?.kind === "json_schema";
}

/**
 * Adds tools and schema, joined by empty lines to the system's text if there is one (R3, R7). They
 * start with `#`, so that only the empty line is tokenized together with that text.
 */
function addDefinitions(counting: Counting, systemText: string | undefined): void {
  const { prompt, ledger, rules } = counting;
  const place = systemText === undefined ? "alone" : "joined";
  const gap = systemText === undefined ? 0 : joinTokens(counting, systemText);
  const hasTools = functionsOf(prompt.tools).length > 0;
  if (hasTools) {
    ledger.use("R3");
    ledger.frame(rules.chatTools[place]);
  }
  addTools(counting, gap - 1);
  if (prompt.responseFormat?.kind !== "json_schema") return;
  ledger.use("R7");
  if (!hasTools) ledger.frame(rules.chatSchema[place]);
  const isJoinedToTools = hasTools && !rules.isSplit;
  addSchema(counting, {
    before: isJoinedToTools ? "\n\n" : "",
    joinTokens: hasTools ? 0 : gap,
  });
}

/** How many tokens it takes to join a text that starts with `#` to the system's text. */
function joinTokens({ rules, tokens }: Counting, systemText: string): number {
  return rules.isSplit
    ? tokens(`${systemText.trimEnd()}\n\n#`) - tokens(systemText) - 1
    : tokens(`${systemText}\n\n`) - tokens(systemText);
}

/** The name of the schema is on the answer and on every earlier one (R7). */
function frameTurnName({ prompt, ledger, tokens }: Counting): void {
  if (prompt.responseFormat?.kind !== "json_schema") return;
  ledger.frame(2 + tokens(prompt.responseFormat.name));
}

/** Adds the message at `index`, with its results if it makes several calls; returns the next index. */
function addTurn(counting: Counting, index: number): number {
  const message = counting.prompt.messages[index];
  if (message === undefined) return index + 1;
  if (message.toolCalls.length > 1) return addParallelCalls(counting, index, message);
  if (message.toolCalls.length === 1) addSingleCall(counting, index, message);
  else if (message.role === "tool") addResult(counting, index);
  else addPlainMessage(counting, index, message);
  return index + 1;
}

function addPlainMessage(counting: Counting, index: number, message: Message): void {
  const { ledger, rules, tokens } = counting;
  const role = isSystem(message) ? "system" : message.role;
  if (message.name !== undefined) ledger.use("R2");
  const shownRole = message.name === undefined ? role : `${role}:${message.name}`;
  ledger.frame(BEFORE_CONTENT_TOKENS + tokens(shownRole));
  addMessage(counting, index);
  if (index === 0 && isSystem(message)) addDefinitions(counting, messageText(message));
  ledger.frame(AFTER_CONTENT_TOKENS);
  if (message.role === "assistant") {
    ledger.frame(rules.assistantText);
    frameTurnName(counting);
  }
}

/** R5: one call; a text with it is a separate message. */
function addSingleCall(counting: Counting, index: number, message: Message): void {
  const { ledger, rules, tokens } = counting;
  const [call] = message.toolCalls;
  if (call === undefined) return;
  ledger.use("R5");
  frameTextBesideCalls(counting, message);
  ledger.frame(rules.chatCall);
  frameCallerName(counting, message);
  addMessage(counting, index, {
    callTokens:
      tokens(`functions.${call.name}`) + tokens(call.name) + tokens(writeArguments(call.arguments)),
  });
}

function addResult(counting: Counting, index: number): void {
  counting.ledger.use("R5");
  counting.ledger.frame(counting.rules.chatResult);
  addMessage(counting, index);
}

/** R6: several calls as one, and their results as one list. */
function addParallelCalls(counting: Counting, index: number, message: Message): number {
  const { prompt, ledger, rules, tokens } = counting;
  ledger.use("R6");
  frameTextBesideCalls(counting, message);
  ledger.frame(rules.chatParallel);
  frameCallerName(counting, message);
  addMessage(counting, index, { callTokens: tokens(writeParallelCalls(message.toolCalls)) });
  const written: string[] = [];
  let next = index + 1;
  for (
    let answer = prompt.messages[next];
    answer?.role === "tool";
    answer = prompt.messages[next]
  ) {
    const result = writeParallelResult(messageText(answer));
    if (/[^\0-\x7f]/.test(result)) ledger.doubt(ESCAPED_RESULTS);
    addMessage(counting, next, { shownTokens: tokens(result) });
    written.push(result);
    next += 1;
  }
  const apart = written.reduce((sum, result) => sum + tokens(result), 0);
  ledger.frame(tokens(`[${written.join(", ")}]`) - apart);
  if (written.length !== message.toolCalls.length) ledger.doubt("calls without a result each");
  return next;
}

/** R2 on a message with calls: the name joins its role. */
function frameCallerName({ ledger, tokens }: Counting, { role, name }: Message): void {
  if (name === undefined) return;
  ledger.use("R2");
  ledger.frame(tokens(`${role}:${name}`) - tokens(role));
}

function frameTextBesideCalls({ ledger }: Counting, message: Message): void {
  if (messageText(message) !== "") ledger.frame(BEFORE_CONTENT_TOKENS + 1 + AFTER_CONTENT_TOKENS);
}

/** R4. `auto` and `required` cost nothing; on some families no choice does. */
function addChoice(counting: Counting): void {
  const { prompt, ledger, rules } = counting;
  const choice = prompt.toolChoice;
  if (choice === undefined || prompt.tools.length === 0) return;
  ledger.use("R4");
  if (!rules.isChoiceBilled) return;
  if (choice.kind === "none") addToolChoice(counting, "no tool", 1);
  if (choice.kind === "function") {
    addToolChoice(counting, choice.name, forcedTokens(counting, choice.name));
  }
}
