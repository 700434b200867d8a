import type { JsonArray, JsonMember, JsonNode, JsonObject } from "../../json/jsonNode";
import { member, stringValue } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { elementsOf, type Group, isName, type Item, rangeOf } from "./group";

/** Reads an object, keyword arguments or a text of the program. */
export interface ArgumentReader {
  readObject(group: Group): JsonObject;
  readString(items: readonly Item[]): JsonNode | undefined;
}

/** The names that helpers use for the JSON schema of a tool's arguments. */
const SCHEMA_KEYS = ["parameters", "inputSchema", "input_schema", "params_json_schema", "schema"];

/**
 * The literal part of a tool that a helper creates: `zodFunction({ name: "…", … })`,
 * `tool(run, { name: "…", … })`, `FunctionTool(name="…", …)`.
 */
export function helperTool(items: readonly Item[], reader: ArgumentReader): JsonObject | undefined {
  const given = argumentsOf(items, reader);
  if (given === undefined) return undefined;
  const { texts, object } = given;
  const name = stringValue(member(object, "name")) ?? texts[0] ?? nameOfModel(items);
  return toolNode(name, object, rangeOf(items));
}

/** The tools of an object whose keys are their names, as in the AI SDK. */
export function listOfTools({ members, range }: JsonObject): JsonArray {
  const items = members.map(({ key, value }) => toolNode(key, value, value.range));
  return { kind: "array", items, range };
}

function toolNode(name: string | undefined, written: JsonNode, range: SourceRange): JsonObject {
  const description = member(written, "description");
  const schema = SCHEMA_KEYS.map((key) => member(written, key)).find(isJsonSchema);
  return objectNode(range, {
    type: textNode("function", range),
    ...(name !== undefined && { name: textNode(name, range) }),
    ...(description?.kind === "string" && { description }),
    ...(schema && { parameters: schema }),
  });
}

/** The literal part of a format that a helper creates: `zodResponseFormat(Letter, "letter")`. */
export function helperFormat(
  items: readonly Item[],
  reader: ArgumentReader,
): JsonObject | undefined {
  const name = argumentsOf(items, reader)?.texts[0];
  if (name === undefined) return undefined;
  const range = rangeOf(items);
  return objectNode(range, {
    type: textNode("json_schema", range),
    name: textNode(name, range),
    schema: objectNode(range, { type: textNode("object", range) }),
  });
}

/** The texts among the arguments of a call, and the object among them or its keyword arguments. */
function argumentsOf(items: readonly Item[], reader: ArgumentReader) {
  const call = items.at(-1);
  if (items.length < 2 || call?.kind !== "group" || call.bracket !== "(") return undefined;
  const elements = elementsOf(call);
  const texts = elements.flatMap((element) => stringValue(reader.readString(element)) ?? []);
  const object = elements
    .flatMap((element) => (element.length === 1 ? element : []))
    .find((item): item is Group => item.kind === "group" && item.bracket === "{");
  return { texts, object: reader.readObject(object ?? call) };
}

/** `pydantic_function_tool(OpenDrawer)` names the tool after the class. */
function nameOfModel(items: readonly Item[]): string | undefined {
  const call = items.at(-1);
  const isHelper = items.some((item) => isName(item, "pydantic_function_tool"));
  const [first] = isHelper && call?.kind === "group" ? elementsOf(call) : [];
  const model = first?.at(-1);
  return isName(model) ? model.text : undefined;
}

function isJsonSchema(node: JsonNode | undefined): boolean {
  return member(node, "type")?.kind === "string" || member(node, "properties")?.kind === "object";
}

function objectNode(range: SourceRange, members: Readonly<Record<string, JsonNode>>): JsonObject {
  const keyRange = { start: range.start, end: range.start };
  const list = Object.entries(members).map(([key, value]): JsonMember => ({
    key,
    keyRange,
    value,
  }));
  return { kind: "object", members: list, range };
}

function textNode(value: string, range: SourceRange): JsonNode {
  return { kind: "string", value, range };
}
