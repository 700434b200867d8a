import { findModelNames, type NameSources } from "../names/modelName";
import { scanCommands } from "./scanCommands";
import { isAzureKey } from "./scanTree";
import type { NameInSheet } from "./sheet";

/** Commands whose words are for people. */
const SPEAKING = /^\s*(?:@?echo|@?printf|rem|Write-(?:Host|Output)|git|logger|say)\b/i;

/** A word, quoted or not, or what separates words. */
const WORD = /"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'=:()[\]{}<>`]+(?::[^\s"'=()[\]{}<>`]+)*|[^\s]/g;

/** The names in settings, commands and recipes: whole words and values, outside comments. */
export function scanWords(
  written: string,
  comments: readonly string[],
  sources: NameSources,
): readonly NameInSheet[] {
  const text = withoutComments(written, comments);
  const found = [...scanCommands(text, sources)];
  for (const line of linesOf(text)) {
    if (SPEAKING.test(line.text)) continue;
    found.push(...namesInLine(line.text, line.start, sources));
  }
  return found
    .toSorted((a, b) => a.range.start - b.range.start || b.requests.length - a.requests.length)
    .filter(({ range }, index, all) => all[index - 1]?.range.start !== range.start);
}

function namesInLine(line: string, base: number, sources: NameSources): readonly NameInSheet[] {
  const setting = /^\s*(?:export\s+|ENV\s+|ARG\s+|set\s+|-\s+)?["']?([\w.-]+)["']?\s*[=: ]/.exec(
    line,
  );
  const vendor = setting?.[1] !== undefined && isAzureKey(setting[1]) ? "azure" : "openai";
  return [...line.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const isQuoted = /^["']/.test(word);
    const value = isQuoted ? word.slice(1, -1) : word;
    const start = base + index + (isQuoted ? 1 : 0);
    if (line.slice(0, index).endsWith("/") || isTableRow(line, index + word.length)) return [];
    return findModelNames(value, vendor, sources).map((name) => ({
      name,
      range: { start: start + name.start, end: start + name.end },
      requests: [],
    }));
  });
}

/** `gpt-4o = 2.5` and `gpt-4o: …`: the key of a table. */
function isTableRow(line: string, end: number): boolean {
  return /^\s*(?:=>|[=:](?!=))/.test(line.slice(end));
}

/** The same text with comments replaced by spaces, so that offsets stay. */
export function withoutComments(text: string, comments: readonly string[]): string {
  return linesOf(text)
    .map(({ text: line }) => blankComment(line, comments))
    .join("");
}

function blankComment(line: string, comments: readonly string[]): string {
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote !== "") {
      if (char === "\\" && quote === '"') at += 1;
      else if (char === quote) quote = "";
      continue;
    }
    const isFree = at === 0 || /\s/.test(line.charAt(at - 1));
    if (isFree && comments.some((mark) => line.startsWith(mark, at)))
      return line.slice(0, at) + line.slice(at).replace(/[^\r\n]/g, " ");
    if ((char === '"' || char === "'") && !/\w/.test(line.charAt(at - 1))) quote = char;
  }
  return line;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Lines with their ends. */
export function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/[^\n]*\n|[^\n]+$/g)].map(({ 0: line, index }) => ({
    text: line,
    start: index,
  }));
}
