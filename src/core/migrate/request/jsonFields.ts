import type { JsonMember, JsonObject } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import type { Field, Fields, FieldSyntax } from "./fields";

/** The members of an object of JSON, YAML or TOML. */
export function fieldsOfObject(
  text: string,
  object: JsonObject,
  syntax: Extract<FieldSyntax, "json" | "yaml" | "toml">,
): Fields {
  const isFlow = text.charAt(object.range.start) === "{";
  const inside = object.members.filter(({ keyRange }) => isWithin(keyRange, object.range));
  return {
    syntax,
    layout: isFlow ? "commas" : "lines",
    fields: inside.map((member) => fieldOf(text, member, syntax)),
    range: object.range,
  };
}

function fieldOf(
  text: string,
  { key, keyRange, value }: JsonMember,
  syntax: "json" | "yaml" | "toml",
): Field {
  const valueRange = withoutTrailingSpace(text, value.range);
  return {
    key,
    keyRange: withoutQuotes(text, keyRange),
    valueRange,
    value,
    range: { start: keyRange.start, end: Math.max(valueRange.end, keyRange.end) },
    ...(value.kind === "object" && { fields: fieldsOfObject(text, value, syntax) }),
  };
}

/** A merged or aliased member of YAML is written elsewhere. */
function isWithin(inner: SourceRange, outer: SourceRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function withoutQuotes(text: string, { start, end }: SourceRange): SourceRange {
  const isQuoted = /["']/.test(text.charAt(start)) && end - start >= 2;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

function withoutTrailingSpace(text: string, { start, end }: SourceRange): SourceRange {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
