import { member, type JsonNode } from "../json/jsonNode";
import type { Message, Prompt } from "../prompt/prompt";

/** Characters of text that are judged: two thirds from the head, the rest from the tail. */
const JUDGED_CHARACTERS = 4000;
const HEAD_CHARACTERS = Math.floor((JUDGED_CHARACTERS * 2) / 3);
const TAIL_CHARACTERS = JUDGED_CHARACTERS - HEAD_CHARACTERS;
/** About twice the 5,362 characters of the longest scored prompt. */
const LONG_CHARACTERS = 10_000;
const SEPARATOR = "\n\n";

/** The part of a prompt that the recommendation reads. Its size is bounded, however long the prompt is. */
export interface PromptDigest {
  /** Instructions, then messages in order; the middle of a long one is left out. */
  readonly text: string;
  /** The text of system and developer messages, if there are others too; empty otherwise. */
  readonly instructions: string;
  readonly tools: number;
  readonly images: number;
  /** Far longer than any prompt that was scored. */
  readonly isLong: boolean;
  /** A conversation goes on: there are answers or tool results in it. */
  readonly isMultiTurn: boolean;
  /** Fields of the JSON schema of the answer, at all depths; 0 if there is none. */
  readonly schemaFields: number;
  /** Names of its first fields. */
  readonly fieldNames: readonly string[];
}

export function digestPrompt(prompt: Prompt): PromptDigest {
  const { messages, instructions, responseFormat } = prompt;
  const schema = responseFormat?.kind === "json_schema" ? responseFormat.schema : undefined;
  const own = instructions ? [instructions.text] : [];
  const texts = [...own, ...messages.flatMap(textsOf)];
  const instructing = [...own, ...messages.filter(instructs).flatMap(textsOf)];
  return {
    text: judgedText(texts),
    instructions: instructing.length < texts.length ? judgedText(instructing) : "",
    isLong: texts.reduce((sum, text) => sum + text.length, 0) > LONG_CHARACTERS,
    tools: prompt.tools.length,
    images: messages.reduce(
      (sum, { parts }) => sum + parts.filter(({ kind }) => kind === "image").length,
      0,
    ),
    isMultiTurn: messages.some(({ role }) => role === "assistant" || role === "tool"),
    schemaFields: schema ? countFields(schema, 0) : 0,
    fieldNames: schema ? namesOf(schema) : [],
  };
}

function instructs({ role }: Message): boolean {
  return role === "system" || role === "developer";
}

function textsOf({ parts }: Message): readonly string[] {
  return parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
}

/** The texts joined by blank lines; of a long whole the head and the tail, without ever joining all of it. */
export function judgedText(texts: readonly string[]): string {
  const total = texts.reduce((sum, text) => sum + text.length + SEPARATOR.length, 0);
  if (total <= JUDGED_CHARACTERS) return texts.join(SEPARATOR);
  let head = "";
  for (const text of texts) {
    if (head.length >= HEAD_CHARACTERS) break;
    head += text.slice(0, HEAD_CHARACTERS - head.length) + SEPARATOR;
  }
  let tail = "";
  for (const text of texts.toReversed()) {
    if (tail.length >= TAIL_CHARACTERS) break;
    tail = text.slice(-(TAIL_CHARACTERS - tail.length)) + (tail === "" ? "" : SEPARATOR + tail);
  }
  return head + tail;
}

const MAX_FIELD_NAMES = 12;

function namesOf(schema: JsonNode): readonly string[] {
  const properties = schema.kind === "object" ? member(schema, "properties") : undefined;
  if (properties?.kind !== "object") return [];
  return properties.members.slice(0, MAX_FIELD_NAMES).map(({ key }) => key);
}

const MAX_SCHEMA_DEPTH = 20;

/** Named fields of a schema at all depths: a measure of how many rules the answer must keep. */
function countFields(schema: JsonNode, depth: number): number {
  if (depth > MAX_SCHEMA_DEPTH) return 0;
  if (schema.kind === "array")
    return schema.items.reduce((sum, item) => sum + countFields(item, depth + 1), 0);
  if (schema.kind !== "object") return 0;
  const properties = member(schema, "properties");
  const own = properties?.kind === "object" ? properties.members.length : 0;
  return schema.members.reduce((sum, { value }) => sum + countFields(value, depth + 1), own);
}
