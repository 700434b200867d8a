import type { JsonNode } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";

/** How the members of an object are written. */
export type FieldSyntax = "json" | "yaml" | "toml" | "python" | "python-call" | "javascript";

/** One `key: value` of a request, whatever language it is written in. */
export interface Field {
  readonly key: string;
  /** Of the key without quotes. */
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
  /** Whether commas separate the members, or line ends. */
  readonly layout: "commas" | "lines";
  readonly fields: readonly Field[];
  readonly range: SourceRange;
}

/** The last field of any of these names, as parsers take the last one of a key written twice. */
export function fieldNamed({ fields }: Fields, ...keys: readonly string[]): Field | undefined {
  return fields.findLast(({ key }) => keys.includes(key));
}
