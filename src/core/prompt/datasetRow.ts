import { type JsonNode, member, stringValue } from "../json/jsonNode";
import { buildPrompt, message } from "./buildPrompt";
import { approximate, leftOut } from "./caveats";
import { firstMember, itemsOf, membersOf } from "./nodes";
import type { Caveat, Message, Prompt, Role } from "./prompt";
import { readMessages, readRole } from "./requestJson";

/**
 * The request in a row of a data set: ShareGPT, Alpaca and similar ones, preferences, OpenAI Evals.
 * The answer at the end of a row is output and not part of its request. Undefined for rows of other
 * kinds.
 */
export function readDatasetRow(row: JsonNode): Prompt | undefined {
  return readConversation(row) ?? readInstruction(row) ?? readEval(row) ?? readPreference(row);
}

/** Whether `readDatasetRow` reads this row. */
export function isDatasetRow(row: JsonNode | undefined): boolean {
  return row !== undefined && readDatasetRow(row) !== undefined;
}

const SPEAKERS: ReadonlyMap<string, Role> = new Map([
  ["human", "user"],
  ["gpt", "assistant"],
  ["chatgpt", "assistant"],
  ["bot", "assistant"],
  ["model", "assistant"],
  ["function_call", "assistant"],
  ["observation", "tool"],
]);

/** ShareGPT: `conversations` of `from` and `value`, or of `role` and `content`. */
function readConversation(row: JsonNode): Prompt | undefined {
  const turns = firstMember(row, "conversations", "conversation");
  if (turns?.kind !== "array" || !turns.items.some(isTurn)) return undefined;
  const system = textMessage("system", member(row, "system"));
  const messages = turns.items.filter(isTurn).flatMap(readTurn);
  return buildPrompt({
    range: row.range,
    messages: [...system, ...withoutAnswer(messages)],
    caveats: rowCaveats(row),
  });
}

function isTurn(node: JsonNode): boolean {
  return speakerOf(node) !== undefined && textOf(node)?.kind === "string";
}

function speakerOf(turn: JsonNode): string | undefined {
  return stringValue(firstMember(turn, "from", "role"))?.toLowerCase();
}

function textOf(turn: JsonNode): JsonNode | undefined {
  return firstMember(turn, "value", "content");
}

function readTurn(turn: JsonNode): Message[] {
  const speaker = speakerOf(turn) ?? "";
  const role = SPEAKERS.get(speaker) ?? readRole(speaker) ?? "user";
  return textMessage(role, textOf(turn)).map((one) => ({ ...one, range: turn.range }));
}

/** Alpaca and similar: an instruction or a question, with or without further input. */
function readInstruction(row: JsonNode): Prompt | undefined {
  const instruction = readQuestion(row);
  if (instruction?.kind !== "string") return undefined;
  const input = textMessage("user", firstMember(row, "input", "context"));
  const history = itemsOf(member(row, "history")).flatMap(readPair);
  const system = textMessage("system", firstMember(row, "system", "system_prompt"));
  const [request] = textMessage("user", instruction);
  if (request === undefined) return undefined;
  const parts = [request, ...input].flatMap((one) => one.parts);
  const messages = [...system, ...history, { ...request, parts, range: row.range }];
  return buildPrompt({ range: row.range, messages, caveats: rowCaveats(row) });
}

/** The question. A question with nothing but an answer may be from any other kind of table. */
function readQuestion(row: JsonNode): JsonNode | undefined {
  const instruction = member(row, "instruction");
  const further = firstMember(row, "input", "output", "response", "answer", "completion");
  if (instruction !== undefined) return further && instruction;
  return member(row, "system_prompt") && member(row, "response") && member(row, "question");
}

/** A row is no request: how its texts are sent is not in the file. */
export const JOINED: Caveat = approximate(
  "the program that reads these rows decides how it sends them",
);

/** Members of rows that are sent next to the texts, with descriptions. */
const BESIDES: ReadonlyMap<string, string> = new Map([
  ["tools", "the tools of the row"],
  ["functions", "the functions of the row"],
  ["image", "the image of the row"],
  ["images", "the images of the row"],
  ["audios", "the audio of the row"],
  ["videos", "the videos of the row"],
]);

function rowCaveats(row: JsonNode): Caveat[] {
  const besides = membersOf(row).flatMap(({ key, value }) => {
    const words = BESIDES.get(key);
    return words === undefined || isEmpty(value) ? [] : [leftOut(words, value.range)];
  });
  return [JOINED, ...besides];
}

function isEmpty(node: JsonNode): boolean {
  return (
    node.kind === "null" ||
    stringValue(node) === "" ||
    (node.kind === "array" && node.items.length === 0)
  );
}

/** `["question", "answer"]` of an earlier round. */
function readPair(pair: JsonNode): Message[] {
  const [question, answer] = itemsOf(pair);
  return [...textMessage("user", question), ...textMessage("assistant", answer)];
}

/** OpenAI Evals: `input` as a chat, or as a text that the evaluation puts into a chat. */
function readEval(row: JsonNode): Prompt | undefined {
  const input = member(row, "input");
  if (input === undefined || member(row, "ideal") === undefined) return undefined;
  if (input.kind === "string") {
    const messages = textMessage("user", input);
    return buildPrompt({ range: row.range, messages, caveats: [JOINED] });
  }
  const messages = readMessages(input);
  return messages.length === 0 ? undefined : buildPrompt({ range: row.range, messages });
}

/** Preferences: the prompt, or the messages that both conversations share. */
function readPreference(row: JsonNode): Prompt | undefined {
  const chosen = member(row, "chosen");
  if (chosen === undefined || member(row, "rejected") === undefined) return undefined;
  const prompt = member(row, "prompt");
  const written = prompt?.kind === "string" ? textMessage("user", prompt) : readMessages(prompt);
  const asked = written.length > 0 ? written : textMessage("user", member(row, "question"));
  const messages = asked.length > 0 ? asked : withoutAnswer(readMessages(chosen));
  if (messages.length === 0) return undefined;
  const system = textMessage("system", firstMember(row, "system", "system_prompt"));
  return buildPrompt({
    range: row.range,
    messages: [...system, ...messages],
    caveats: rowCaveats(row),
  });
}

function withoutAnswer(messages: readonly Message[]): Message[] {
  const last = messages.findLastIndex(({ role }) => role !== "assistant");
  return messages.slice(0, last + 1);
}

function textMessage(role: Role, node: JsonNode | undefined): Message[] {
  if (node?.kind !== "string" || node.value === "") return [];
  const { range, value: text } = node;
  return [message(role, [{ kind: "text", text, range, placeholders: [] }], range)];
}
