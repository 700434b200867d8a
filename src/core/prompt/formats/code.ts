import { findConstants } from "../code/promptLiterals";
import { groupTokens } from "../code/group";
import { PromptFinder } from "../code/promptFinder";
import { type CodeLanguage, parseProgram, refusalToParse } from "../code/syntaxTree";
import { tokenizeProgram } from "../code/tokenizeProgram";
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
  const language = languageOf(path.toLowerCase(), languageId);
  const isPython = language === "python";
  const label = isPython ? "Python" : "TypeScript or JavaScript";
  const refusal = refusalToParse(text);
  if (refusal !== undefined) return refuse(label, refusal);
  const tokens = tokenizeProgram(parseProgram(text, language), text, isPython);
  const constants = findConstants(tokens);
  const finder = new PromptFinder(text, isPython, constants);
  finder.visit(groupTokens(tokens), 0);
  const prompts = finder.prompts
    .toSorted((a, b) => a.range.start - b.range.start)
    .map((prompt) => ({ ...prompt, valueSets: valuesOf(prompt, constants) }));
  return {
    label,
    prompts,
    problems: [],
    references: [],
  };
}

function languageOf(path: string, languageId: string | undefined): CodeLanguage {
  if (PYTHON.test(path) || languageId === "python") return "python";
  if (/\.[cm]?ts$/.test(path)) return "typescript";
  if (/\.tsx$/.test(path)) return "tsx";
  if (/\.[cm]?jsx?$/.test(path)) return "jsx";
  return languageId === "typescript" ? "typescript" : "tsx";
}

function refuse(label: string, reason: string): Reading {
  const message = `${reason}, so no prompts are looked for in it.`;
  const problem = { code: "unsupported" as const, message, range: { start: 0, end: 0 } };
  return { label, prompts: [], problems: [problem], references: [] };
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
