import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import { tomlScalar } from "../../json/parseToml";
import type { JsonMember, JsonNode, JsonObject } from "../../json/jsonNode";

const MAX_LENGTH = 1_000_000;

/** All tables of a TOML file as objects, each with the members that are written in it. */
export function tomlTables(text: string): readonly JsonObject[] {
  if (text.length > MAX_LENGTH) return [];
  try {
    const [top] = parseTOML(text).body;
    const tables = top.body.flatMap((node) =>
      node.type === "TOMLTable" ? [{ range: node.range, body: node.body }] : [],
    );
    const own = top.body.flatMap((node) => (node.type === "TOMLKeyValue" ? [node] : []));
    return [{ range: top.range, body: own }, ...tables].map(({ range: [start, end], body }) => ({
      kind: "object",
      members: body.map(toMember),
      range: { start, end },
    }));
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

function toMember({ key, value }: AST.TOMLKeyValue): JsonMember {
  const names = key.keys.map((part) => (part.type === "TOMLBare" ? part.name : part.value));
  const [start, end] = key.range;
  return { key: names.at(-1) ?? "", keyRange: { start, end }, value: toNode(value) };
}

function toNode(node: AST.TOMLContentNode): JsonNode {
  const range = { start: node.range[0], end: node.range[1] };
  if (node.type === "TOMLArray") return { kind: "array", items: node.elements.map(toNode), range };
  if (node.type === "TOMLInlineTable")
    return { kind: "object", members: node.body.map(toMember), range };
  return tomlScalar(node, range) ?? { kind: "null", range };
}
