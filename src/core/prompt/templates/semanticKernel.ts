import type { Expression } from "../expression";

/** The maximum length of an expression: an unclosed one must not swallow the rest of the text. */
const MAX_EXPRESSION = 1_000;

/**
 * Finds the expressions of Semantic Kernel's own syntax (microsoft/semantic-kernel, prompt template
 * syntax): `{{$name}}` is a variable, `{{plugin.function $name}}` the result of a call, `{{"{{"}}` a
 * text.
 */
export function scanSemanticKernel(text: string): readonly Expression[] {
  const found: Expression[] = [];
  for (let start = text.indexOf("{{"); start >= 0;) {
    const end = findEnd(text, start + 2);
    if (end === undefined) {
      start = text.indexOf("{{", start + 2);
      continue;
    }
    const variable = /^\$(\w+)$/.exec(text.slice(start + 2, end - 2).trim())?.[1];
    found.push({ start, end, ...(variable !== undefined && { variable }) });
    start = text.indexOf("{{", end);
  }
  return found;
}

/** The position after the `}}` of an expression, skipping those in quoted texts. */
function findEnd(text: string, start: number): number | undefined {
  let quote = "";
  for (let at = start; at < Math.min(text.length, start + MAX_EXPRESSION); at++) {
    const char = text.charAt(at);
    if (quote !== "" && char === "\\") at += 1;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === "}" && text[at + 1] === "}") return at + 2;
  }
  return undefined;
}
