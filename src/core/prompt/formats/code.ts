import { leftOut } from "../caveats";
import { withBindings } from "../code/bindings";
import type { Constant } from "../code/constants";
import { groupTokens } from "../code/group";
import { PromptFinder } from "../code/promptFinder";
import { type CodeLanguage, findErrors, parseProgram } from "../code/syntaxTree";
import { tokenizeProgram } from "../code/tokenizeProgram";
import { Variables } from "../code/variables";
import type { SourceRange } from "../../sourceRange";
import type { Prompt, ValueSet } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";

const JAVASCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const PYTHON = /\.pyi?$/;

/**
 * Prompts in the string literals of TypeScript, JavaScript and Python: requests and messages as
 * objects or keyword arguments, LangChain's message classes and templates, long texts, and constants
 * that are named like prompts. The program is read as text and never run.
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
  const program = parseProgram(text, language);
  if ("refusal" in program) return refuse(label, program.refusal);
  const tokens = tokenizeProgram(program.tree, text, isPython);
  const items = groupTokens(tokens);
  const errors = findErrors(program.tree);
  const variables = new Variables(items, isPython);
  const finder = new PromptFinder({ source: text, isPython }, variables);
  finder.visit(items, 0);
  const constants = finder.constants();
  const used = [...finder.used, ...usedConstants(finder.prompts, constants)];
  const prompts = withoutParts(finder.prompts, used)
    .toSorted((a, b) => a.range.start - b.range.start)
    .map((prompt) => ({ ...prompt, valueSets: valuesOf(prompt, constants) }));
  return {
    label,
    prompts: withBindings(prompts, tokens).map((prompt) => withErrors(prompt, text, errors)),
    problems: [],
    references: [],
  };
}

/** A request that is not a whole one, because the program is broken there. */
function withErrors(prompt: Prompt, text: string, errors: readonly number[]): Prompt {
  const { start, end } = prompt.range;
  const isBroken = errors.some(
    (at) => at >= start && (at <= end || text.slice(end, at).trim() === ""),
  );
  if (!isBroken) return prompt;
  const caveat = leftOut("part of the program is broken", prompt.range);
  return { ...prompt, caveats: [...prompt.caveats, caveat] };
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

/** The ranges of the constants that prompts use. */
function usedConstants(
  prompts: readonly Prompt[],
  constants: ReadonlyMap<string, Constant>,
): readonly SourceRange[] {
  return prompts.flatMap(({ variables }) =>
    variables.flatMap(({ name }) => constants.get(name)?.range ?? []),
  );
}

/** The prompts that are not part of another: `used` are the ranges that others use. */
function withoutParts(prompts: readonly Prompt[], used: readonly SourceRange[]): readonly Prompt[] {
  const places = [
    ...prompts.map((prompt) => ({ ...prompt.range, prompt })),
    ...used.map((range) => ({ ...range, prompt: undefined })),
  ].toSorted((a, b) => a.start - b.start || Number(!!a.prompt) - Number(!!b.prompt));
  let reach = -1;
  return places.flatMap(({ end, prompt }) => {
    if (prompt !== undefined) return end > reach ? [prompt] : [];
    reach = Math.max(reach, end);
    return [];
  });
}

/** The values of the variables that are constants of the same file. */
function valuesOf({ variables }: Prompt, constants: ReadonlyMap<string, Constant>): ValueSet[] {
  const values = new Map(
    variables.flatMap(({ name }) => {
      const value = constants.get(name)?.text;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return values.size === 0 ? [] : [{ label: "constants", values }];
}
