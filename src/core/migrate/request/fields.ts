import type { JsonNode } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";

/** The syntax of an object's members. */
export type FieldSyntax = "json" | "yaml" | "toml" | "python" | "python-call" | "javascript";

/** One `key: value` of a request, in any language. */
export interface Field {
  readonly key: string;
  /** The range of the key without quotes. */
  readonly keyRange: SourceRange;
  readonly valueRange: SourceRange;
  /** The value, if it is a literal. */
  readonly value?: JsonNode;
  /** The members of a value that is an object. */
  readonly fields?: Fields;
  /** From the key, quotes included, to the end of the value. */
  readonly range: SourceRange;
}

/** The members of one object, call or table. */
export interface Fields {
  readonly syntax: FieldSyntax;
  /** Whether commas or line ends separate the members. */
  readonly layout: "commas" | "lines";
  readonly fields: readonly Field[];
  readonly range: SourceRange;
}

/** The last field with any of these names, because parsers use the last one of a repeated key. */
export function fieldNamed({ fields }: Fields, ...keys: readonly string[]): Field | undefined {
  return fields.findLast(({ key }) => keys.includes(key));
}
