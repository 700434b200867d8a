import { findConstants } from "../code/promptLiterals";
import { groupTokens } from "../code/group";
import { PromptFinder } from "../code/promptFinder";
import { tokenizeJavaScript } from "../code/tokenizeJavaScript";
import { tokenizePython } from "../code/tokenizePython";
import type { Prompt, ValueSet } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";

const JAVASCRIPT = /\.[cm]?[jt]sx?$/;
const PYTHON = /\.pyi?$/;

/**
 * Prompts in the string literals of TypeScript, JavaScript and Python: requests and messages as
 * objects or keyword arguments, LangChain's message classes and templates, long texts and constants
 * that are named as prompts. The program is read as text and never run.
 */
export const codeFormat: FormatReader = {
  format: "code",
  isNamed: (path) => JAVASCRIPT.test(path) || PYTHON.test(path),
  read: readCode,
};

function readCode({ path, text, languageId }: PromptSource): Reading {
  const isPython = PYTHON.test(path.toLowerCase()) || languageId === "python";
  const tokens = isPython ? tokenizePython(text) : tokenizeJavaScript(text);
  const constants = findConstants(tokens);
  const finder = new PromptFinder(text, isPython, constants);
  finder.visit(groupTokens(tokens), 0);
  const prompts = finder.prompts
    .toSorted((a, b) => a.range.start - b.range.start)
    .map((prompt) => ({ ...prompt, valueSets: valuesOf(prompt, constants) }));
  return {
    label: isPython ? "Python" : "TypeScript or JavaScript",
    prompts,
    problems: [],
    references: [],
  };
}

/** The values of those variables that are constants of the same file. */
function valuesOf({ variables }: Prompt, constants: ReadonlyMap<string, string>): ValueSet[] {
  const values = new Map(
    variables.flatMap(({ name }) => {
      const value = constants.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return values.size === 0 ? [] : [{ label: "constants", values }];
}
