import type { Expression } from "../expression";

/**
 * Finds only `{{name}}`: for texts that may contain braces for other reasons. A name may have dots,
 * and blanks around it. `${{name}}` belongs to a workflow.
 */
export function scanDoubleBraces(text: string): readonly Expression[] {
  const names = /(?<!\$)\{\{[ \t]*([\p{L}_][\p{L}\p{N}_.-]*)[ \t]*\}\}/gu;
  return Array.from(text.matchAll(names), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    variable: match[1] ?? "",
  }));
}
