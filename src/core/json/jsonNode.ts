import type { SourceRange } from "../sourceRange";

/**
 * JSON as written: key order is kept (JavaScript objects move integer-like keys to the front),
 * numbers keep their spelling (`1.0` is billed differently from `1`), and every node knows its range.
 * JSON, JSONL and YAML files are all read into this tree, so that one request reader handles them
 * all.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
  readonly range: SourceRange;
}

/** One `key: value`. If a key occurs twice, the later one wins, as in every JSON parser. */
export interface JsonMember {
  readonly key: string;
  readonly keyRange: SourceRange;
  readonly value: JsonNode;
}

export interface JsonArray {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
  readonly range: SourceRange;
}

export interface JsonString {
  readonly kind: "string";
  /** Decoded. */
  readonly value: string;
  /** The range of the literal, including its quotes if any. */
  readonly range: SourceRange;
}

interface JsonNumber {
  readonly kind: "number";
  /** As written, such as `1.0` or `1e-3`. */
  readonly text: string;
  readonly range: SourceRange;
}

interface JsonBoolean {
  readonly kind: "boolean";
  readonly value: boolean;
  readonly range: SourceRange;
}

interface JsonNull {
  readonly kind: "null";
  readonly range: SourceRange;
}

/** The last member of `node` named `key`, or undefined if `node` is not an object or has none. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  if (node?.kind !== "object") return undefined;
  return node.members.findLast((candidate) => candidate.key === key)?.value;
}

/** The text of a string node, or undefined for any other node. */
export function stringValue(node: JsonNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}

/** The value of a number node, or undefined for any other node and for non-finite numbers. */
export function numberValue(node: JsonNode | undefined): number | undefined {
  if (node?.kind !== "number") return undefined;
  const value = Number(node.text);
  return Number.isFinite(value) ? value : undefined;
}
