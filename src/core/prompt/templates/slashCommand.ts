import type { Expression } from "../expression";

const EXPRESSION = new RegExp(
  [
    // `$ARGUMENTS`, `$ARGUMENTS[0]`, `$1`; `$1.50` and `$100` are prices.
    "\\$(ARGUMENTS)\\b(?:\\[\\d+\\])?",
    "\\$([1-9])(?!\\d|[.,]\\d)",
    "\\$\\{(CLAUDE_[A-Z_]+)\\}",
    // The output of a shell command.
    "(?<!\\S)!`[^`\\n]+`",
    "^```!\\r?\\n(?:(?!```)[^\\n]*\\n)*```",
    // The text of a file. An address has text before its `@`, a mention has no dot or slash.
    "(?<!\\S)@(?:(?:~?/|\\.{1,2}/)[\\w./-]*\\w|[\\w-]+(?:[./]+[\\w-]+)+)",
  ].join("|"),
  "gm",
);

/**
 * Finds the arguments, shell commands and files of a slash command in Markdown: `$ARGUMENTS`, `$1`,
 * `` !`git status` ``, `@src/main.ts`. Nothing is run or read.
 */
export function scanSlashCommand(text: string): readonly Expression[] {
  return Array.from(text.matchAll(EXPRESSION), (match) => {
    const variable = match[1] ?? match[2] ?? match[3];
    return {
      start: match.index,
      end: match.index + match[0].length,
      ...(variable !== undefined && { variable }),
    };
  });
}
