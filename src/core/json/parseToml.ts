import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import type { SourceRange } from "../sourceRange";
import type { JsonMember, JsonNode } from "./jsonNode";
import type { ParsedJson } from "./parseJson";

/** Longer than any command: the parser builds a string on the stack. */
const MAX_LENGTH = 50_000;

/** Deeper than any command: the parser is recursive. */
const MAX_DEPTH = 200;

/**
 * Reads the top-level keys of a TOML file, those before the first table, into the same tree as JSON.
 * Dates and dotted keys are left out. `base` is added to all offsets. Never throws; a text of more
 * than 50,000 characters is not read.
 */
export function parseToml(text: string, base = 0): ParsedJson {
  const whole = { start: base, end: base + text.length };
  if (text.length > MAX_LENGTH) {
    return {
      root: undefined,
      problems: [{ message: "longer than 50,000 characters", range: whole }],
    };
  }
  if (nestsTooDeeply(text)) {
    return { root: undefined, problems: [{ message: "nested too deeply", range: whole }] };
  }
  try {
    const [table] = parseTOML(text).body;
    const members = table.body.flatMap((item) =>
      item.type === "TOMLKeyValue" ? toMember(item, base) : [],
    );
    return { root: { kind: "object", members, range: whole }, problems: [] };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const start = base + Math.min(error.index, text.length);
    const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
    const range = { start, end: start };
    return { root: undefined, problems: [{ message: message.replace(/\.$/, ""), range }] };
  }
}

/** Counts brackets in strings too: no command has that many. */
function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function toMember({ key, value }: AST.TOMLKeyValue, base: number): JsonMember[] {
  const [name] = key.keys;
  const node = toNode(value, base);
  if (name === undefined || key.keys.length > 1 || node === undefined) return [];
  const keyRange = rangeOf(name, base);
  return [{ key: name.type === "TOMLBare" ? name.name : name.value, keyRange, value: node }];
}

function toNode(node: AST.TOMLContentNode, base: number): JsonNode | undefined {
  const range = rangeOf(node, base);
  if (node.type === "TOMLArray") {
    return {
      kind: "array",
      items: node.elements.flatMap((item) => toNode(item, base) ?? []),
      range,
    };
  }
  if (node.type === "TOMLInlineTable") {
    return { kind: "object", members: node.body.flatMap((item) => toMember(item, base)), range };
  }
  return tomlScalar(node, range);
}

/** A value other than an array or a table; undefined for a date. */
export function tomlScalar(
  node: Exclude<AST.TOMLContentNode, AST.TOMLArray | AST.TOMLInlineTable>,
  range: SourceRange,
): JsonNode | undefined {
  switch (node.kind) {
    case "string":
      return { kind: "string", value: node.value, range };
    case "integer":
    case "float":
      return { kind: "number", text: String(node.value), range };
    case "boolean":
      return { kind: "boolean", value: node.value, range };
    default:
      return undefined;
  }
}

function rangeOf({ range: [start, end] }: { range: AST.Range }, base: number) {
  return { start: base + start, end: base + end };
}
