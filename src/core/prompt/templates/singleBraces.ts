import type { Expression } from "../expression";
import { scanJinja } from "./jinja";

/** Finds only `{name}`; other braces are text. */
export function scanSingleBraces(text: string): readonly Expression[] {
  const names = /(?<![{$\\])\{([\p{L}_][\p{L}\p{N}_]*)\}(?!\})/gu;
  return Array.from(text.matchAll(names), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    variable: match[1] ?? "",
  }));
}

/** For texts whose syntax is unknown: Jinja if they contain any of it. */
export function scanAnyBraces(text: string): readonly Expression[] {
  return /\{%|\{\{-?\s*[\p{L}_]/u.test(text) ? scanJinja(text) : scanSingleBraces(text);
}
