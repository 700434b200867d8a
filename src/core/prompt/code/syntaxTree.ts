import type { Tree } from "@lezer/common";
import { parser as javaScript } from "@lezer/javascript";
import { parser as python } from "@lezer/python";

export type CodeLanguage = "python" | "typescript" | "tsx" | "jsx";

/** Longer programs are bundles and data; reading them takes seconds and hundreds of megabytes. */
const MAX_LENGTH = 2_000_000;

/** More open brackets than any program has: the parser keeps 300 bytes for each. */
const MAX_OPEN_BRACKETS = 20_000;

/** Why a program is not read, for people. */
export function refusalToParse(source: string): string | undefined {
  if (source.length > MAX_LENGTH) return "This program is longer than 2 million characters";
  if (mostOpenBrackets(source) > MAX_OPEN_BRACKETS)
    return "This program has more than 20,000 brackets open at once";
  return undefined;
}

/** The syntax tree of a program that was not refused. Broken code has error nodes in it. */
export function parseProgram(source: string, language: CodeLanguage): Tree {
  switch (language) {
    case "python":
      return python.parse(source);
    case "typescript":
      return javaScript.configure({ dialect: "ts" }).parse(source);
    case "tsx":
      return javaScript.configure({ dialect: "ts jsx" }).parse(source);
    case "jsx":
      return javaScript.configure({ dialect: "jsx" }).parse(source);
  }
}

function mostOpenBrackets(source: string): number {
  let open = 0;
  let most = 0;
  for (const [bracket] of source.matchAll(/[()[\]{}]/g)) {
    open = "([{".includes(bracket) ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}
