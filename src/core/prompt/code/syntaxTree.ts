import type { Parser, Tree } from "@lezer/common";
import { parser as javaScript } from "@lezer/javascript";
import { parser as python } from "@lezer/python";

export type CodeLanguage = "python" | "typescript" | "tsx" | "jsx";

/** A program's syntax tree, or why it isn't read, for the user. Broken code contains error nodes. */
type ParsedProgram = { readonly tree: Tree } | { readonly refusal: string };

/** Longer programs are bundles or data; reading them takes seconds and hundreds of megabytes. */
const MAX_LENGTH = 2_000_000;

/**
 * More than any program has. The parser copies all open brackets every time it tries two readings of
 * the text.
 */
const MAX_OPEN_BRACKETS = 2_000;

/**
 * How many tokens the parser may read while it tries repairs, five per error: they take it up to 100
 * times as long, so a file that isn't a program would take minutes.
 */
const MAX_REPAIR_STEPS = 10_000;

export function parseProgram(source: string, language: CodeLanguage): ParsedProgram {
  if (source.length > MAX_LENGTH)
    return { refusal: "This program is longer than 2 million characters" };
  if (maxOpenBrackets(source) > MAX_OPEN_BRACKETS)
    return {
      refusal: "This program is nested too deeply: more than 2,000 brackets are open at once",
    };
  try {
    const tree = parse(source, parserOf(language));
    return tree ? { tree } : { refusal: "This program has too many syntax errors" };
  } catch (error) {
    // The parser builds the tree with up to 2,500 nested calls, which may not fit in the stack.
    if (error instanceof RangeError) return { refusal: "This program is nested too deeply" };
    throw error;
  }
}

/** Where a program is broken, in order. */
export function findErrors(tree: Tree): readonly number[] {
  const errors: number[] = [];
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) errors.push(from);
    },
  });
  return errors;
}

/** The syntax tree; undefined if the repairs would take too long. */
function parse(source: string, parser: Parser): Tree | undefined {
  // Above 0 while errors are repaired. It is not in the parser's types: check it at each upgrade.
  const parsing: ReturnType<Parser["startParse"]> & { readonly recovering?: number } =
    parser.startParse(source);
  for (let repairSteps = 0; repairSteps <= MAX_REPAIR_STEPS;) {
    if ((parsing.recovering ?? 0) > 0) repairSteps++;
    const tree = parsing.advance();
    if (tree) return tree;
  }
  return undefined;
}

function parserOf(language: CodeLanguage): Parser {
  switch (language) {
    case "python":
      return python;
    case "typescript":
      return javaScript.configure({ dialect: "ts" });
    case "tsx":
      return javaScript.configure({ dialect: "ts jsx" });
    case "jsx":
      return javaScript.configure({ dialect: "jsx" });
  }
}

function maxOpenBrackets(source: string): number {
  let open = 0;
  let most = 0;
  for (const [bracket] of source.matchAll(/[()[\]{}]/g)) {
    open = "([{".includes(bracket) ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}
