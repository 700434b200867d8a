import { compactJson } from "../core/json/compactJson";
import type { JsonNode } from "../core/json/jsonNode";

/** A JSON body under construction: plain values, and trees that are written as in their file. */
export type BodyValue =
  | string
  | number
  | boolean
  | undefined
  | VerbatimJson
  | readonly BodyValue[]
  | { readonly [key: string]: BodyValue };

/** A tree of a file: the server receives its key order and number spelling unchanged. */
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
