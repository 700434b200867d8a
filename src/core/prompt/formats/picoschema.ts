import { type JsonMember, type JsonNode, member, stringValue } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { itemsOf, membersOf } from "../nodes";

const SCALARS = new Set(["any", "boolean", "integer", "null", "number", "string"]);

const MAX_DEPTH = 50;

/**
 * Expands Picoschema into a JSON schema (google/dotprompt, js/src/picoschema.ts); a JSON schema is
 * returned unchanged. A schema given only by its name, which only the program knows, becomes `{}`.
 */
export function expandPicoschema(schema: JsonNode): JsonNode {
  if (hasJsonSchemaType(schema)) return schema;
  if (schema.kind === "object" && hasProperties(schema)) {
    return { ...schema, members: [...schema.members, keyed("type", text("object", schema.range))] };
  }
  return expand(schema, 0);
}

/** The schemas that a Picoschema names and that only the program knows. */
export function namedSchemas(schema: JsonNode): readonly string[] {
  return hasJsonSchemaType(schema) || hasProperties(schema) ? [] : namedTypes(schema);
}

function hasJsonSchemaType(schema: JsonNode): boolean {
  const type = stringValue(member(schema, "type"));
  return type !== undefined && (SCALARS.has(type) || ["object", "array"].includes(type));
}

function hasProperties(schema: JsonNode): boolean {
  return member(schema, "properties")?.kind === "object";
}

function namedTypes(node: JsonNode): readonly string[] {
  if (node.kind === "string") {
    const [type = ""] = node.value.split(",", 1);
    return SCALARS.has(type.trim()) ? [] : [type.trim()];
  }
  return membersOf(node).flatMap(({ key, value }) =>
    /\(\s*enum\b/.test(key) ? [] : namedTypes(value),
  );
}

/** `name?(array, the names)` → `name`. */
export function propertyName(key: string): string {
  return (key.split("(", 1)[0] ?? key).replace(/\?$/, "");
}

function expand(node: JsonNode, depth: number): JsonNode {
  const { range } = node;
  if (node.kind === "string") return scalar(node.value, range);
  if (node.kind !== "object" || depth > MAX_DEPTH) return object([], range);
  const properties: JsonMember[] = [];
  const required: JsonNode[] = [];
  let additional: JsonNode = { kind: "boolean", value: false, range };
  for (const { key, keyRange, value } of node.members) {
    if (key === "(*)") {
      additional = expand(value, depth + 1);
      continue;
    }
    const name = propertyName(key);
    const isOptional = (key.split("(", 1)[0] ?? key).endsWith("?");
    if (!isOptional) required.push(text(name, keyRange));
    properties.push({ key: name, keyRange, value: property(key, value, isOptional, depth) });
  }
  return object(
    [
      keyed("type", text("object", range)),
      keyed("properties", object(properties, range)),
      ...(required.length > 0
        ? [keyed("required", { kind: "array", items: required, range })]
        : []),
      keyed("additionalProperties", additional),
    ],
    range,
  );
}

function property(key: string, value: JsonNode, isOptional: boolean, depth: number): JsonNode {
  const { range } = value;
  const [, kind, description] = /\(\s*(\w+)\s*(?:,\s*([^]*))?\)$/.exec(key) ?? [];
  const schema =
    kind === "array"
      ? object(
          [keyed("type", text("array", range)), keyed("items", expand(value, depth + 1))],
          range,
        )
      : kind === "enum"
        ? object([keyed("enum", enumOf(value, isOptional))], range)
        : expand(value, depth + 1);
  const described =
    description === undefined
      ? schema
      : withMember(schema, keyed("description", text(description.trim(), range)));
  return isOptional ? orNull(described) : described;
}

function enumOf(value: JsonNode, isOptional: boolean): JsonNode {
  const items = itemsOf(value);
  const hasNull = items.some(({ kind }) => kind === "null");
  return {
    kind: "array",
    items: isOptional && !hasNull ? [...items, { kind: "null", range: value.range }] : items,
    range: value.range,
  };
}

/** Optional properties may be null: `type: T` becomes `type: [T, null]`. */
function orNull(schema: JsonNode): JsonNode {
  const type = member(schema, "type");
  if (type?.kind !== "string") return schema;
  const { range } = type;
  return object(
    membersOf(schema).map((entry) =>
      entry.key === "type"
        ? keyed("type", { kind: "array", items: [type, text("null", range)], range })
        : entry,
    ),
    schema.range,
  );
}

/** `string, the name of the guest`. */
function scalar(written: string, range: SourceRange): JsonNode {
  const [, type = "", description] = /^([^,]*?)\s*(?:,\s*([^]*))?$/.exec(written) ?? [];
  return object(
    [
      ...(SCALARS.has(type) && type !== "any" ? [keyed("type", text(type, range))] : []),
      ...(description ? [keyed("description", text(description, range))] : []),
    ],
    range,
  );
}

function withMember(schema: JsonNode, entry: JsonMember): JsonNode {
  const others = membersOf(schema).filter(({ key }) => key !== entry.key);
  return object([...others, entry], schema.range);
}

function object(members: readonly JsonMember[], range: SourceRange): JsonNode {
  return { kind: "object", members, range };
}

function keyed(key: string, value: JsonNode): JsonMember {
  return { key, keyRange: value.range, value };
}

function text(value: string, range: SourceRange): JsonNode {
  return { kind: "string", value, range };
}
