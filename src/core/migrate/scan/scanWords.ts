import { findModelNames, type NameSources } from "../names/modelName";
import { isSpeech, linesOf, withoutComments, withoutSpeech } from "./blankedText";
import { scanCommands } from "./scanCommands";
import { isAzureKey } from "./scanTree";
import type { NameInSheet } from "./sheet";

/** A word, quoted or not, or what separates words. */
const WORD = /"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'=:()[\]{}<>`]+(?::[^\s"'=()[\]{}<>`]+)*|[^\s]/g;

/** The names in settings, commands and recipes: whole words and values, outside comments. */
export function scanWords(
  written: string,
  comments: readonly string[],
  sources: NameSources,
): readonly NameInSheet[] {
  const text = withoutSpeech(withoutComments(written, comments));
  const found = [...scanCommands(text, sources)];
  for (const line of linesOf(text)) {
    if (isSpeech(line.text)) continue;
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
