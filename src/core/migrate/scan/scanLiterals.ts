import { findModelNames, type NameSources } from "../names/modelName";
import type { SourceRange } from "../../sourceRange";
import { literalsOf } from "./literals";
import type { NameInSheet } from "./sheet";

/** Request parameters in any language's spelling: with one, the request may need more than a new name. */
const PARAMETERS =
  /max_?tokens|max_?completion_?tokens|temperature|top_?p\b|logprobs|logit_?bias|penalty|\bstop\b|\btools\b|reasoning_?effort/i;

/** `azure_deployment = "…"`, or `new AzureOpenAIClient(…).GetChatClient("…")`. */
const AZURE_BEFORE =
  /(?:azure|deployment)\w*["']?\s*[:=(,]*\s*$|\bAzure\w*\([^;\n]*\)\s*\.\s*\w+\(\s*$/i;

/** Only Azure deployments have the version next to the model. */
const VERSION = /^\s*,?\s*version["']?\s*[:=]\s*["']\d{4}-/;

/** The names in the string literals of a program whose requests are not read. */
export function scanLiterals(
  text: string,
  comments: readonly string[],
  sources: NameSources,
): readonly NameInSheet[] {
  const isOpaque = PARAMETERS.test(text);
  const found: NameInSheet[] = [];
  for (const { range, content } of literalsOf(text)) {
    const before = text.slice(Math.max(0, range.start - 60), range.start);
    const after = text.slice(range.end, range.end + 60);
    const vendor = AZURE_BEFORE.test(before) || VERSION.test(after) ? "azure" : "openai";
    const value = text.slice(content.start, content.end);
    const names = findModelNames(value, vendor, sources);
    if (names.length === 0 || isKey(text, range) || isInComment(text, range.start, comments))
      continue;
    for (const name of names)
      found.push({
        name,
        range: { start: content.start + name.start, end: content.start + name.end },
        requests: [],
        ...(isOpaque && { isOpaque }),
      });
  }
  return found;
}

/** Whether a line comment begins before `at` on its line, outside quotes. */
function isInComment(text: string, at: number, comments: readonly string[]): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (quoted) =>
    "_".repeat(quoted.length),
  );
  return comments.some((mark) => code.includes(mark));
}

/** `"gpt-4o": 2.5`, `"gpt-4o" => 2.5`, `"gpt-4o" = 2.5`, `["gpt-4o"] = 2.5`: a row of a table. */
function isKey(text: string, { start, end }: SourceRange): boolean {
  const after = text.slice(end, end + 20);
  if (/^\s*(?:=>|:(?![:=]))/.test(after))
    return !/\?[^:?]*$/.test(text.slice(Math.max(0, start - 80), start));
  if (/^\s*=(?![=~])/.test(after)) return true;
  return text[start - 1] === "[" && /^\s*\]/.test(after);
}
