import type { Expression } from "../expression";

/** How far to search for the end of a shell command or a path. */
const MAX_LENGTH = 4_000;

/**
 * Finds the text that Gemini CLI inserts into a command's prompt: `{{args}}`, the output of `!{shell}`
 * and the text of `@{path}`. Braces inside are balanced.
 */
export function scanGeminiCommand(text: string): readonly Expression[] {
  const found: Expression[] = [];
  const opening = /\{\{\s*args\s*\}\}|[!@]\{/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index;
    const isVariable = match[0].startsWith("{{");
    const end = isVariable ? opening.lastIndex : closingBrace(text, opening.lastIndex);
    if (end === undefined) continue;
    found.push({ start, end, ...(isVariable && { variable: "args" }) });
    opening.lastIndex = end;
  }
  return found;
}

function closingBrace(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < Math.min(text.length, from + MAX_LENGTH); at++) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}
