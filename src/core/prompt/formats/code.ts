import type { Token } from "../code/token";
import type { Constant } from "../code/constants";
import { groupTokens } from "../code/group";
import { PromptFinder } from "../code/promptFinder";
import { type CodeLanguage, parseProgram } from "../code/syntaxTree";
import { tokenizeProgram } from "../code/tokenizeProgram";
import { leftOut } from "../caveats";
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
  const variables = new Variables(items);
  const finder = new PromptFinder({ source: text, isPython }, variables);
  finder.visit(items, 0);
  const constants = finder.constants();
  const used = [...finder.used, ...usedConstants(finder.prompts, constants)];
  const prompts = withoutParts(finder.prompts, used)
    .toSorted((a, b) => a.range.start - b.range.start)
    .map((prompt) => ({ ...prompt, valueSets: valuesOf(prompt, constants) }));
  const binding = tokens.find(
    ({ kind, text: name }, index) =>
      kind === "name" &&
      (BINDINGS.has(name) || isBinding(tokens, index) || isDecoration(tokens, index)),
  );
  return {
    label,
    prompts: binding ? prompts.map((prompt) => withBinding(prompt, binding.text)) : prompts,
    problems: [],
    references: [],
  };
}

/** Changes to every request of a model, however it is written. */
const MIDDLEWARE: ReadonlySet<string> = new Set(["wrapLanguageModel"]);

/** Methods that add tools or a schema to all requests of a LangChain model. */
const BINDINGS: ReadonlySet<string> = new Set([
  "bind_tools",
  "bindTools",
  "with_structured_output",
  "withStructuredOutput",
  "create_agent",
  "createAgent",
  "create_react_agent",
  "createReactAgent",
  "create_tool_calling_agent",
  "model_kwargs",
  "modelKwargs",
  ...MIDDLEWARE,
]);

/** `model.bind(tools=…)` and `model.bind({ tools })`. */
function isBinding(tokens: readonly Token[], index: number): boolean {
  const [dot, name, ...given] = tokens.slice(Math.max(0, index - 1), index + 4);
  return (
    dot?.text === "." &&
    name?.text === "bind" &&
    given.some(({ text }) => /^(?:tools|functions|response_format)$/.test(text))
  );
}

/** Decorators that add to an agent's prompt: `@agent.tool`, `@agent.system_prompt`. */
const DECORATIONS: ReadonlySet<string> = new Set([
  "tool",
  "tool_plain",
  "system_prompt",
  "instructions",
]);

function isDecoration(tokens: readonly Token[], index: number): boolean {
  const isKnown = DECORATIONS.has(tokens[index]?.text ?? "");
  return isKnown && tokens[index - 1]?.text === "." && tokens[index - 3]?.text === "@";
}

/** The same prompt with what a bound model adds to it, unless it is a separate request. */
function withBinding(prompt: Prompt, name: string): Prompt {
  if (prompt.settings !== undefined && !MIDDLEWARE.has(name)) return prompt;
  return { ...prompt, caveats: [...prompt.caveats, leftOut(`what ${name} adds`)] };
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
