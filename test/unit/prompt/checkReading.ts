import type { Part, PromptFile } from "../../../src/core/prompt/prompt";
import type { SourceRange } from "../../../src/core/sourceRange";

/** Checks the invariants of every reading; throws with the position of a violation. */
export function checkReading(file: PromptFile, text: string): void {
  const inside = (range: SourceRange, where: string): void => {
    const { start, end } = range;
    const isRange = Number.isInteger(start) && Number.isInteger(end);
    if (!isRange || start < 0 || start > end || end > text.length) {
      throw new Error(`${where}: [${start}, ${end}) is no range of ${text.length}`);
    }
  };
  for (const { range, insertion, message } of file.problems) {
    inside(range, `problem "${message}"`);
    if (insertion) inside({ start: insertion.offset, end: insertion.offset }, "insertion");
  }
  file.references.forEach(({ range }) => inside(range, "reference"));
  for (const prompt of file.prompts) {
    inside(prompt.range, "prompt");
    if (prompt.model) inside(prompt.model.range, "model");
    if (prompt.maxOutputTokens) inside(prompt.maxOutputTokens.range, "limit");
    if (prompt.responseFormat) inside(prompt.responseFormat.range, "format");
    prompt.tools.forEach(({ range }) => inside(range, "tool"));
    const names = prompt.variables.map(({ name }) => name);
    if (new Set(names).size !== names.length) throw new Error(`a variable twice: ${names.join()}`);
    prompt.variables.forEach(({ range }) => inside(range, "variable"));
    if (prompt.instructions) checkPart(prompt.instructions, names, inside);
    for (const message of prompt.messages) {
      inside(message.range, "message");
      message.toolCalls.forEach(({ range }) => inside(range, "call"));
      message.parts.forEach((part) => checkPart(part, names, inside));
    }
  }
}

function checkPart(
  part: Part,
  names: readonly string[],
  inside: (range: SourceRange, where: string) => void,
): void {
  inside(part.range, part.kind);
  if (part.kind === "image" && part.detailRange) inside(part.detailRange, "detail");
  if (part.kind !== "text") return;
  let from = 0;
  for (const { start, end, range, variable } of part.placeholders) {
    if (start < from || end <= start || end > part.text.length) {
      throw new Error(`placeholder [${start}, ${end}) after ${from} in ${part.text.length}`);
    }
    from = end;
    inside(range, "placeholder");
    if (variable !== undefined && !names.includes(variable)) {
      throw new Error(`${variable} is used and not listed`);
    }
  }
}
