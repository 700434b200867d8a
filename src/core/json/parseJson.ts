import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import type { JsonArray, JsonMember, JsonNode, JsonObject } from "./jsonNode";
import type { SourceRange } from "../sourceRange";

export interface JsonProblem {
  /** A short message without a period, such as `comma expected`. */
  readonly message: string;
  readonly range: SourceRange;
}

export interface ParsedJson {
  /** As much as could be read, even from a broken text; undefined if nothing could. */
  readonly root: JsonNode | undefined;
  readonly problems: readonly JsonProblem[];
}

/** `jsonc` allows comments and trailing commas, as VS Code does in its own files. */
type JsonDialect = "json" | "jsonc";

interface OpenObject {
  readonly kind: "object";
  readonly members: JsonMember[];
  readonly start: number;
  key: { readonly name: string; readonly range: SourceRange } | undefined;
}
interface OpenArray {
  readonly kind: "array";
  readonly items: JsonNode[];
  readonly start: number;
}

/** Deeper than any request: the readers of the tree are recursive, and the stack is limited. */
const MAX_DEPTH = 500;

/**
 * Reads JSON and tolerates half-typed text: the tree holds what could be read, and `problems` says
 * what is wrong and where. Never throws. A text nested deeper than 500 levels is not read.
 * `base` is added to all offsets, so that one line of a JSONL can be read with the offsets of its
 * file. Comments and trailing commas are problems, as they are to the API, unless the dialect is
 * that of files that people write by hand.
 */
export function parseJson(text: string, base = 0, dialect: JsonDialect = "json"): ParsedJson {
  const problems: JsonProblem[] = [];
  const open: (OpenObject | OpenArray)[] = [];
  let root: JsonNode | undefined;

  const rangeOf = (offset: number, length: number): SourceRange => ({
    start: base + offset,
    end: base + offset + length,
  });
  const add = (node: JsonNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) root ??= node;
    else if (parent.kind === "array") parent.items.push(node);
    else if (parent.key !== undefined) {
      parent.members.push({ key: parent.key.name, keyRange: parent.key.range, value: node });
      parent.key = undefined;
    }
  };
  const close = (end: number): void => {
    const closed = open.pop();
    if (closed === undefined) return;
    const range = { start: closed.start, end };
    add(
      closed.kind === "object"
        ? ({ kind: "object", members: closed.members, range } satisfies JsonObject)
        : ({ kind: "array", items: closed.items, range } satisfies JsonArray),
    );
  };

  const tooDeepAt = findTooDeep(text);
  if (tooDeepAt !== undefined) {
    problems.push({ message: "nested too deeply", range: rangeOf(tooDeepAt, 1) });
    return { root, problems };
  }
  const readable = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  visit(
    readable,
    {
      onObjectBegin: (offset) => {
        open.push({ kind: "object", members: [], start: base + offset, key: undefined });
      },
      onObjectProperty: (name, offset, length) => {
        const parent = open.at(-1);
        if (parent?.kind === "object") parent.key = { name, range: rangeOf(offset, length) };
      },
      onObjectEnd: (offset, length) => close(base + offset + length),
      onArrayBegin: (offset) => {
        open.push({ kind: "array", items: [], start: base + offset });
      },
      onArrayEnd: (offset, length) => close(base + offset + length),
      onLiteralValue: (value: unknown, offset, length) => {
        const range = rangeOf(offset, length);
        if (typeof value === "string") add({ kind: "string", value, range });
        else if (typeof value === "number")
          add({ kind: "number", text: readable.slice(offset, offset + length), range });
        else if (typeof value === "boolean") add({ kind: "boolean", value, range });
        else add({ kind: "null", range });
      },
      onError: (error: ParseErrorCode, offset, length) => {
        problems.push({ message: describe(error), range: rangeOf(offset, length) });
      },
    },
    { disallowComments: dialect === "json", allowTrailingComma: dialect === "jsonc" },
  );
  while (open.length > 0) close(base + text.length);
  return { root, problems };
}

/** Like `parseJson`, but accepts a file that is JSON except for comments and trailing commas. */
export function parseJsonFile(text: string): ParsedJson & { readonly isJsonc: boolean } {
  const strict = parseJson(text);
  if (strict.problems.length === 0) return { ...strict, isJsonc: false };
  const lenient = parseJson(text, 0, "jsonc");
  return { ...lenient, isJsonc: lenient.problems.length === 0 };
}

/** The offset of the first bracket deeper than the limit. An unclosed string ends at its line's end. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (isInString) {
      if (character === "\\") index += 1;
      else if (character === '"' || character === "\n") isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > MAX_DEPTH) return index;
  }
  return undefined;
}

/** `CommaExpected` → `comma expected`. */
function describe(error: ParseErrorCode): string {
  return printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}
