import type { JsonNode } from "../json/jsonNode";
import { parseJson } from "../json/parseJson";
import { parseYaml } from "../json/parseYaml";
import { readFrontmatter } from "../prompt/frontmatter";
import { readPromptFile } from "../prompt/formats/promptFormats";
import type { PromptFile } from "../prompt/prompt";
import type { SourceRange } from "../sourceRange";

/** The variable at `offset`: its name and the range of the name. Undefined if there is none. */
export function variableAt(
  text: string,
  { prompts }: PromptFile,
  offset: number,
): { readonly name: string; readonly range: SourceRange } | undefined {
  for (const { messages, instructions } of prompts) {
    const parts = [
      ...messages.flatMap(({ parts: own }) => own),
      ...(instructions ? [instructions] : []),
    ];
    for (const part of parts) {
      if (part.kind !== "text") continue;
      for (const { variable, range } of part.placeholders) {
        const place = variable && nameWithin(text, range, rootOf(variable));
        if (place && place.start <= offset && offset <= place.end) {
          return { name: text.slice(place.start, place.end), range: place };
        }
      }
    }
  }
  return undefined;
}

/** A prompt file with the files beside it that name its variables, each undefined if it is missing. */
export interface VariableFiles {
  readonly path: string;
  readonly text: string;
  readonly vars?: string;
  readonly assertions?: string;
}

/** Where a variable is named in each file. */
interface VariableRanges {
  readonly prompt: readonly SourceRange[];
  readonly vars: readonly SourceRange[];
  readonly assertions: readonly SourceRange[];
}

type Renaming =
  | { readonly kind: "ranges"; readonly ranges: VariableRanges }
  /** A sentence that says why it can't be done. */
  | { readonly kind: "refused"; readonly why: string };

const NAME = /^[A-Za-z_][\w-]*$/;

/**
 * Everything that a rename has to replace. It is refused if the prompt would not read as the same one
 * with the new name afterwards.
 */
export function renameVariable(files: VariableFiles, from: string, to: string): Renaming {
  if (!NAME.test(to)) return { kind: "refused", why: `"${to}" is no name of a variable.` };
  const { path, text, vars, assertions } = files;
  const before = variableNames(readPromptFile({ path, text }));
  if (before.has(to)) return { kind: "refused", why: `The prompt has a variable ${to} already.` };
  const ranges: VariableRanges = {
    prompt: distinct([...placesInText(path, text, from), ...declarations(path, text, from)]),
    vars: vars === undefined ? [] : keysNamed(parseJson(vars).root, vars, from),
    assertions: assertions === undefined ? [] : expressionsNaming(assertions, from),
  };
  const after = variableNames(readPromptFile({ path, text: replaced(text, ranges.prompt, to) }));
  const expected = new Set([...before].map((name) => renamed(name, from, to)));
  const isSame = after.size === expected.size && [...after].every((name) => expected.has(name));
  return isSame
    ? { kind: "ranges", ranges }
    : { kind: "refused", why: `${from} is named in a way that a rename can't follow here.` };
}

/** `ticket.id` is a path into the variable `ticket`. */
function rootOf(name: string): string {
  return /^[\w-]+/.exec(name)?.[0] ?? name;
}

function renamed(name: string, from: string, to: string): string {
  return rootOf(name) === from ? to + name.slice(from.length) : name;
}

function variableNames({ prompts }: PromptFile): ReadonlySet<string> {
  return new Set(prompts.flatMap(({ variables }) => variables.map(({ name }) => name)));
}

function placesInText(path: string, text: string, name: string): readonly SourceRange[] {
  const parts = readPromptFile({ path, text }).prompts.flatMap(({ messages, instructions }) => [
    ...messages.flatMap(({ parts: own }) => own),
    ...(instructions ? [instructions] : []),
  ]);
  return parts.flatMap((part) =>
    part.kind === "text"
      ? part.placeholders.flatMap(({ range }) => namesWithin(text, range, name))
      : [],
  );
}

/** Keys and items of the frontmatter, or of a file that is YAML or JSON, that declare or fill it. */
function declarations(path: string, text: string, name: string): readonly SourceRange[] {
  const root = /\.(?:ya?ml|json)$/i.test(path)
    ? parseYaml(text).root
    : readFrontmatter(text, { fences: ["---", "+++"], mayFollowComments: true }).root;
  const found: SourceRange[] = [];
  walk(root, false, (node, isOfVariables) => {
    if (!isOfVariables) return;
    if (node.kind === "object") {
      for (const { key, keyRange, value } of node.members) {
        if (propertyNameOf(key) === name) found.push(...firstName(text, keyRange, name));
        if (key === "name" && value.kind === "string" && value.value === name)
          found.push(...firstName(text, value.range, name));
      }
    }
    if (node.kind === "array")
      for (const item of node.items)
        if (item.kind === "string" && item.value === name)
          found.push(...firstName(text, item.range, name));
  });
  return found;
}

/** Members below which names are those of variables. */
const VARIABLE_KEYS: ReadonlySet<string> = new Set([
  "inputs",
  "input",
  "sample",
  "vars",
  "variables",
  "testData",
  "input_variables",
  "arguments",
]);

const MAX_DEPTH = 20;

function walk(
  node: JsonNode | undefined,
  isOfVariables: boolean,
  visit: (node: JsonNode, isOfVariables: boolean) => void,
  depth = 0,
): void {
  if (node === undefined || depth > MAX_DEPTH) return;
  visit(node, isOfVariables);
  if (node.kind === "array")
    for (const item of node.items) walk(item, isOfVariables, visit, depth + 1);
  if (node.kind === "object")
    for (const { key, value } of node.members)
      walk(value, isOfVariables || VARIABLE_KEYS.has(key), visit, depth + 1);
}

/** Picoschema writes `tone?` and `tags(array)`. */
function propertyNameOf(key: string): string {
  return /^[\w-]+/.exec(key)?.[0] ?? key;
}

/** Keys of a set of values, or of each of several. */
function keysNamed(root: JsonNode | undefined, text: string, name: string): readonly SourceRange[] {
  const sets = root?.kind === "array" ? root.items : root ? [root] : [];
  return sets.flatMap((set) =>
    set.kind === "object"
      ? set.members
          .filter(({ key }) => key === name)
          .flatMap(({ keyRange }) => firstName(text, keyRange, name))
      : [],
  );
}

function expressionsNaming(text: string, name: string): readonly SourceRange[] {
  return [...text.matchAll(/\{\{[^{}]*\}\}/g)].flatMap(({ index, 0: expression }) =>
    namesWithin(text, { start: index, end: index + expression.length }, name),
  );
}

function nameWithin(text: string, range: SourceRange, name: string): SourceRange | undefined {
  return firstName(text, range, name)[0];
}

function firstName(text: string, range: SourceRange, name: string): readonly SourceRange[] {
  return namesWithin(text, range, name).slice(0, 1);
}

/** Whole words, not parts of a path: `ticket` in `{{ticket.id}}`, but not in `{{order.ticket}}`. */
function namesWithin(
  text: string,
  { start, end }: SourceRange,
  name: string,
): readonly SourceRange[] {
  const found: SourceRange[] = [];
  for (let at = text.indexOf(name, start); at !== -1 && at + name.length <= end;) {
    const isWhole =
      !/[\w.-]/.test(text[at - 1] ?? " ") && !/[\w-]/.test(text[at + name.length] ?? " ");
    if (isWhole) found.push({ start: at, end: at + name.length });
    at = text.indexOf(name, at + 1);
  }
  return found;
}

function distinct(ranges: readonly SourceRange[]): readonly SourceRange[] {
  const byStart = new Map(ranges.map((range) => [range.start, range]));
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

function replaced(text: string, ranges: readonly SourceRange[], by: string): string {
  return ranges.reduceRight(
    (changed, { start, end }) => changed.slice(0, start) + by + changed.slice(end),
    text,
  );
}
