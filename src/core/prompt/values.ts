import { compactJson } from "../json/compactJson";
import type { JsonNode } from "../json/jsonNode";
import { parseJson } from "../json/parseJson";
import type { PromptProblem, ValueSet } from "./prompt";

/** Bounds on flattening one object of values. */
const MAX_NAMES = 1_000;
const MAX_DEPTH = 8;

/** The text that a template writes for a value: a text unchanged, an object or a list as JSON. */
export function valueText(node: JsonNode): string {
  switch (node.kind) {
    case "string":
      return node.value;
    case "null":
      return "";
    default:
      return compactJson(node);
  }
}

/** The values of an object's members, with nested objects and lists under paths: `a.b`, `a.0`. */
export function flattenValues(node: JsonNode | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const add = (name: string, value: JsonNode, depth: number): void => {
    if (values.size >= MAX_NAMES) return;
    values.set(name, valueText(value));
    if (depth < MAX_DEPTH) addMembers(value, `${name}.`, depth + 1);
  };
  const addMembers = (value: JsonNode, prefix: string, depth: number): void => {
    if (value.kind === "object") {
      for (const { key, value: inner } of value.members) add(prefix + key, inner, depth);
    } else if (value.kind === "array") {
      value.items.forEach((inner, index) => add(prefix + String(index), inner, depth));
    }
  };
  if (node?.kind === "object") addMembers(node, "", 0);
  return values;
}

/** One set of values, or none if there are no values. */
export function valueSets(label: string, node: JsonNode | undefined): ValueSet[] {
  const values = flattenValues(node);
  return values.size === 0 ? [] : [{ label, values }];
}

/** The sets of a list of rows: `test 1`, `test 2` …; `base` is what every row starts from. */
export function valueSetsOfRows(
  label: string,
  rows: readonly (JsonNode | undefined)[],
  base: ReadonlyMap<string, string> = new Map(),
): ValueSet[] {
  return rows.flatMap((row, index) => {
    const values = new Map([...base, ...flattenValues(row)]);
    return values.size === 0 ? [] : [{ label: `${label} ${index + 1}`, values }];
  });
}

/** The content of a `*.vars.json` next to a prompt. */
export interface VarsFile {
  readonly sets: readonly ValueSet[];
  readonly problems: readonly PromptProblem[];
}

/**
 * Reads a `*.vars.json`: an object is one set of values, a list of objects several. `label` is the
 * user's name for the sets: the file's name.
 */
export function readVarsFile(text: string, label: string): VarsFile {
  const { root, problems } = parseJson(text);
  const [problem] = problems;
  if (problem !== undefined) {
    const message = `${label} is not JSON: ${problem.message}.`;
    return { sets: [], problems: [{ code: "broken-file", message, range: problem.range }] };
  }
  if (root?.kind === "object") return { sets: filledIn(valueSets(label, root)), problems: [] };
  if (root?.kind === "array" && root.items.every(({ kind }) => kind === "object")) {
    return { sets: filledIn(valueSetsOfRows(label, root.items)), problems: [] };
  }
  const message = `${label} holds no values: an object, or a list of objects, is expected.`;
  const range = root?.range ?? { start: 0, end: text.length };
  return { sets: [], problems: [{ code: "not-a-prompt", message, range }] };
}

/** An empty value has yet to be filled in: it does not make a variable cost 0 tokens. */
function filledIn(sets: readonly ValueSet[]): readonly ValueSet[] {
  return sets.flatMap((set) => {
    const values = new Map([...set.values].filter(([, text]) => text !== ""));
    return values.size === 0 ? [] : [{ ...set, values }];
  });
}
