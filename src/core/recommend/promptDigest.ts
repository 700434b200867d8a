import { member } from "../json/jsonNode";
import type { Prompt } from "../prompt/prompt";

/** Characters of text that are judged: two thirds from the head, the rest from the tail. */
const JUDGED_CHARACTERS = 6000;

/** What the recommendation reads of a prompt, of bounded size whatever the prompt's. */
export interface PromptDigest {
  /** Instructions, then messages in order, joined by blank lines; the middle of a long one is left out. */
  readonly text: string;
  readonly tools: number;
  readonly toolCalls: number;
  readonly images: number;
  /** User messages. */
  readonly turns: number;
  /** Properties of the JSON schema of the answer; 0 where there is none. */
  readonly schemaProperties: number;
}

export function digestPrompt(prompt: Prompt): PromptDigest {
  const parts = prompt.messages.flatMap((message) => message.parts);
  const texts = [
    ...(prompt.instructions ? [prompt.instructions.text] : []),
    ...parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])),
  ];
  const { responseFormat } = prompt;
  return {
    text: headAndTail(texts),
    tools: prompt.tools.length,
    toolCalls: prompt.messages.reduce((sum, message) => sum + message.toolCalls.length, 0),
    images: parts.filter((part) => part.kind === "image").length,
    turns: prompt.messages.filter((message) => message.role === "user").length,
    schemaProperties:
      responseFormat?.kind === "json_schema" ? countProperties(responseFormat.schema, 0) : 0,
  };
}

/** The first and the last characters of the texts together, without ever joining all of them. */
export function headAndTail(texts: readonly string[]): string {
  const total = texts.reduce((sum, text) => sum + text.length + 2, 0);
  if (total <= JUDGED_CHARACTERS) return texts.join("\n\n");
  const headLength = Math.floor((JUDGED_CHARACTERS * 2) / 3);
  const tailLength = JUDGED_CHARACTERS - headLength;
  let head = "";
  for (const text of texts) {
    if (head.length >= headLength) break;
    head += (head === "" ? "" : "\n\n") + text.slice(0, headLength - head.length);
  }
  let tail = "";
  for (const text of texts.toReversed()) {
    if (tail.length >= tailLength) break;
    tail = text.slice(-(tailLength - tail.length)) + (tail === "" ? "" : "\n\n") + tail;
  }
  return `${head}\n\n${tail}`;
}

const DEEPEST_SCHEMA = 20;

/** Named properties of a schema at all depths: a measure of how many rules the answer must keep. */
function countProperties(schema: Parameters<typeof member>[0], depth: number): number {
  if (!schema || depth > DEEPEST_SCHEMA) return 0;
  if (schema.kind === "array")
    return schema.items.reduce((sum, item) => sum + countProperties(item, depth + 1), 0);
  if (schema.kind !== "object") return 0;
  const properties = member(schema, "properties");
  const own = properties?.kind === "object" ? properties.members.length : 0;
  return schema.members.reduce((sum, { value }) => sum + countProperties(value, depth + 1), own);
}
