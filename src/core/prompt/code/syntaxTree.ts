import type { Tree } from "@lezer/common";
import { parser as javaScript } from "@lezer/javascript";
import { parser as python } from "@lezer/python";

export type CodeLanguage = "python" | "typescript" | "tsx" | "jsx";

/** Longer programs are bundles and data; reading them takes seconds and hundreds of megabytes. */
const MAX_LENGTH = 2_000_000;

/** More open brackets than any program has: the parser keeps 300 bytes for each. */
const MAX_OPEN_BRACKETS = 20_000;

/** Each brace may open a block or an object, and the parser copies all open brackets to try both. */
const MAX_OPEN_BRACES = 2_000;

/** Why a program that can't be parsed within the stack is not read, for people. */
export const NESTED_TOO_DEEPLY = "This program is nested too deeply";

/** Why a program is not read, for people. */
export function refusalToParse(source: string): string | undefined {
  if (source.length > MAX_LENGTH) return "This program is longer than 2 million characters";
  if (maxOpen(source, /[()[\]{}]/g) > MAX_OPEN_BRACKETS)
    return "This program has more than 20,000 brackets open at once";
  if (maxOpen(source, /[{}]/g) > MAX_OPEN_BRACES)
    return `${NESTED_TOO_DEEPLY}: more than 2,000 braces are open at once`;
  return undefined;
}

/**
 * The syntax tree of a program that was not refused. Broken code has error nodes in it. The parser
 * builds the tree with up to 2,500 nested calls, which may not fit in what is left of the stack:
 * undefined then.
 */
export function parseProgram(source: string, language: CodeLanguage): Tree | undefined {
  try {
    return parse(source, language);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function parse(source: string, language: CodeLanguage): Tree {
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

function maxOpen(source: string, brackets: RegExp): number {
  let open = 0;
  let most = 0;
  for (const [bracket] of source.matchAll(brackets)) {
    open = "([{".includes(bracket) ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}
