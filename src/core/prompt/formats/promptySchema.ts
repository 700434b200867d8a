import { type JsonMember, type JsonNode, member, stringValue } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { ResponseFormat, Tool } from "../prompt";
import { readTools } from "../requestJson";

/** An input that the frontmatter declares. */
export interface PromptyInput {
  readonly name: string;
  /** `string`, `image`, `thread` … */
  readonly kind: string;
  readonly defaultValue?: JsonNode;
  readonly example?: JsonNode;
  readonly range: SourceRange;
}

/** A `Property` of the specification (§2.7), in any of its forms. */
interface Property {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly node: JsonNode;
}

/** Reads `inputs`: a list of properties, an object of them, or an object of plain values. */
export function readInputs(node: JsonNode | undefined): PromptyInput[] {
  return readProperties(node).map(({ name, nameRange, node: property }) => {
    if (property.kind !== "object") {
      return { name, kind: "string", defaultValue: property, range: nameRange };
    }
    const defaultValue = firstMember(property, "default", "sample");
    const example = firstMember(property, "example");
    return {
      name,
      kind: stringValue(firstMember(property, "kind", "type")) ?? "string",
      ...(defaultValue && { defaultValue }),
      ...(example && { example }),
      range: nameRange,
    };
  });
}

/** Reads `tools`, both the specification's (§2.9) and those in the API's form. */
export function readPromptyTools(node: JsonNode | undefined): Tool[] {
  return itemsOf(node).flatMap((tool): Tool[] => {
    if (member(tool, "function") !== undefined) {
      return readTools({ kind: "array", items: [tool], range: tool.range });
    }
    const name = stringValue(firstMember(tool, "name", "id"));
    if (name === undefined) return [];
    const type = stringValue(firstMember(tool, "kind", "type")) ?? "function";
    const description = stringValue(member(tool, "description"));
    const common = { type, name, ...(description !== undefined && { description }) };
    if (type !== "function") return [{ ...common, range: tool.range }];
    const bound = new Set(membersOf(member(tool, "bindings")).map(({ key }) => key));
    const parameters = toolParameters(member(tool, "parameters"), bound, tool.range);
    return [{ ...common, parameters, range: tool.range }];
  });
}

/** The parameters as a JSON schema, without those that are bound to a value (§2.9.1). */
function toolParameters(
  node: JsonNode | undefined,
  bound: ReadonlySet<string>,
  range: SourceRange,
): JsonNode {
  if (stringValue(member(node, "type")) === "object" && node !== undefined) return node;
  const properties = readProperties(node).filter(({ name }) => !bound.has(name));
  return objectSchema(properties, node?.range ?? range);
}

/** The format for `outputs` (§7.1.6); undefined if none are declared. */
export function outputFormat(outputs: JsonNode | undefined): ResponseFormat | undefined {
  const properties = readProperties(outputs);
  if (outputs === undefined || properties.length === 0) return undefined;
  const { range } = outputs;
  const schema = objectSchema(properties, range);
  const closed = jsonMember("additionalProperties", { kind: "boolean", value: false, range });
  return {
    kind: "json_schema",
    name: "structured_output",
    schema: { ...schema, members: [...schema.members, closed] },
    strict: true,
    range,
  };
}

function readProperties(node: JsonNode | undefined): Property[] {
  if (node?.kind === "array") {
    return node.items.flatMap((item) => {
      const name = member(item, "name");
      return name?.kind === "string"
        ? [{ name: name.value, nameRange: name.range, node: item }]
        : [];
    });
  }
  const inner = member(node, "properties");
  if (inner?.kind === "array" || inner?.kind === "object") return readProperties(inner);
  return membersOf(node).map(({ key, keyRange, value }) => ({
    name: key,
    nameRange: keyRange,
    node: value,
  }));
}

/** §7.1.4: `{type, properties, required}`. */
function objectSchema(properties: readonly Property[], range: SourceRange, depth = 0) {
  const required = properties.filter(({ node }) => {
    const flag = member(node, "required");
    return flag?.kind === "boolean" && flag.value;
  });
  return {
    kind: "object" as const,
    members: [
      jsonMember("type", text("object", range)),
      jsonMember("properties", {
        kind: "object",
        members: properties.map(({ name, node }) => jsonMember(name, propertySchema(node, depth))),
        range,
      }),
      ...(required.length === 0
        ? []
        : [
            jsonMember("required", {
              kind: "array",
              items: required.map(({ name, nameRange }) => text(name, nameRange)),
              range,
            }),
          ]),
    ],
    range,
  };
}

const JSON_TYPES: ReadonlyMap<string, string> = new Map([
  ["float", "number"],
  ["int", "integer"],
  ["bool", "boolean"],
  ["dict", "object"],
  ["list", "array"],
]);

const MAX_DEPTH = 20;

function propertySchema(node: JsonNode, depth: number): JsonNode {
  const { range } = node;
  const kind = stringValue(firstMember(node, "kind", "type")) ?? "string";
  const description = firstMember(node, "description");
  const values = firstMember(node, "enumValues", "enum");
  const items = firstMember(node, "items");
  const inner = readProperties(member(node, "properties"));
  const type = JSON_TYPES.get(kind) ?? kind;
  const members: JsonMember[] = [jsonMember("type", text(type, range))];
  if (description !== undefined) members.push(jsonMember("description", description));
  if (values !== undefined) members.push(jsonMember("enum", values));
  if (depth < MAX_DEPTH) {
    if (items !== undefined) members.push(jsonMember("items", propertySchema(items, depth + 1)));
    if (inner.length > 0) members.push(...objectSchema(inner, range, depth + 1).members.slice(1));
  }
  return { kind: "object", members, range };
}

function text(value: string, range: SourceRange): JsonNode {
  return { kind: "string", value, range };
}

function jsonMember(key: string, value: JsonNode): JsonMember {
  return { key, keyRange: value.range, value };
}
