import { cutAt } from "../surfaces/segments";
import { visibleLine } from "../visibleText";
import type { Message, Prompt, PromptFile } from "../prompt/prompt";
import type { SourceRange } from "../sourceRange";

/** An entry of a file's outline. */
export interface OutlineItem {
  readonly kind: "request" | "message" | "tool";
  readonly name: string;
  /** The start of its text. */
  readonly detail: string;
  readonly range: SourceRange;
  readonly children: readonly OutlineItem[];
}

const MAX_DETAIL_CHARACTERS = 60;

/** The messages and tools of a prompt file; those of several requests below each request. */
export function outlineOf({ prompts }: PromptFile): readonly OutlineItem[] {
  const [only, ...others] = prompts;
  if (only === undefined) return [];
  if (others.length === 0) return partsOf(only);
  return prompts.map((prompt, index) => ({
    kind: "request",
    name: visibleLine(prompt.name ?? `Request ${index + 1}`),
    detail: "",
    range: prompt.range,
    children: partsOf(prompt),
  }));
}

/** The ranges that fold: each message and tool of more than one line. The editor knows the lines. */
export function foldableRanges({ prompts }: PromptFile): readonly SourceRange[] {
  return prompts.flatMap((prompt) => partsOf(prompt).map(({ range }) => range));
}

function partsOf(prompt: Prompt): readonly OutlineItem[] {
  return [
    ...prompt.tools.map(({ name, description, range }): OutlineItem => ({
      kind: "tool",
      name: visibleLine(name),
      detail: short(description ?? ""),
      range,
      children: [],
    })),
    ...prompt.messages.map((message): OutlineItem => ({
      kind: "message",
      name: message.role,
      detail: short(textOf(message)),
      range: message.range,
      children: [],
    })),
  ].sort((a, b) => a.range.start - b.range.start);
}

function textOf({ parts }: Message): string {
  const text = parts.find((part) => part.kind === "text");
  return text?.kind === "text" ? text.text : "";
}

function short(text: string): string {
  const line = visibleLine(text.slice(0, 4 * MAX_DETAIL_CHARACTERS).replace(/\s+/g, " ")).trim();
  return line.length > MAX_DETAIL_CHARACTERS ? `${cutAt(line, MAX_DETAIL_CHARACTERS - 1)}…` : line;
}
