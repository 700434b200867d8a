import { compactJson } from "../core/json/compactJson";
import type { JsonNode } from "../core/json/jsonNode";

/** JSON in the making: plain values, and trees that are written as they are in a file. */
export type BodyValue =
  | string
  | number
  | boolean
  | undefined
  | VerbatimJson
  | readonly BodyValue[]
  | { readonly [key: string]: BodyValue };

/** A tree of a file: its key order and the spelling of its numbers reach the server unchanged. */
export class VerbatimJson {
  constructor(readonly node: JsonNode) {}
}

/** Writes JSON without white space. Members and items that are undefined are left out. */
export function writeBody(value: Exclude<BodyValue, undefined>): string {
  if (value instanceof VerbatimJson) return compactJson(value.node);
  if (isList(value)) {
    return `[${value
      .filter((item) => item !== undefined)
      .map(writeBody)
      .join(",")}]`;
  }
  if (typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .flatMap(([key, member]) =>
      member === undefined ? [] : [`${JSON.stringify(key)}:${writeBody(member)}`],
    )
    .join(",")}}`;
}

/** `Array.isArray` does not narrow a readonly array. */
function isList(value: BodyValue): value is readonly BodyValue[] {
  return Array.isArray(value);
}
