import { findModelNames, type NameSources } from "../names/modelName";
import type { NameInSheet } from "./sheet";

/** Parameters of a request in any language's spelling: with one the request may need more than a name. */
const PARAMETERS =
  /max_?tokens|max_?completion_?tokens|temperature|top_?p\b|logprobs|logit_?bias|penalty|\bstop\b|\btools\b|reasoning_?effort/i;

/** A comment, a string literal, or a text of markup between tags. */
const PIECE =
  /\/\*[^]*?\*\/|<!--[^]*?-->|"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|>\s*([\w.:/@-]+)\s*</g;

/** The names in the string literals of a program whose requests are not read. */
export function scanLiterals(
  text: string,
  comments: readonly string[],
  sources: NameSources,
): readonly NameInSheet[] {
  const isOpaque = PARAMETERS.test(text);
  return [...text.matchAll(PIECE)].flatMap(({ 0: piece, 1: between, index }) => {
    if (/^(?:\/\*|<!--)/.test(piece) || isInComment(text, index, comments)) return [];
    const value = between ?? piece.replace(/^(?:"""|["'`])|(?:"""|["'`])$/g, "");
    const start = index + piece.indexOf(value);
    if (isKey(text, index, index + piece.length)) return [];
    const before = text.slice(Math.max(0, index - 60), index);
    const vendor = /(?:azure|deployment)\w*["']?\s*[:=(,]*\s*$/i.test(before) ? "azure" : "openai";
    return findModelNames(value, vendor, sources).map((name): NameInSheet => ({
      name,
      range: { start: start + name.start, end: start + name.end },
      requests: [],
      ...(isOpaque && { isOpaque }),
    }));
  });
}

/** Whether a line comment begins before `at` on its line, outside quotes. */
function isInComment(text: string, at: number, comments: readonly string[]): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (quoted) =>
    "_".repeat(quoted.length),
  );
  return comments.some((mark) => code.includes(mark));
}

/** `"gpt-4o": 2.5`, `"gpt-4o" => 2.5`, `["gpt-4o"] = 2.5`: a row of a table. */
function isKey(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 20);
  if (/^\s*(?:=>|:(?![:=]))/.test(after)) return !/\?[^:?]*$/.test(text.slice(start - 80, start));
  return text[start - 1] === "[" && /^\s*\]/.test(after);
}
