import type { JsonNode } from "./jsonNode";

/** JSON without white space; key order and the spelling of numbers are kept. */
export function compactJson(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return `{${node.members
        .map(({ key, value }) => `${JSON.stringify(key)}:${compactJson(value)}`)
        .join(",")}}`;
    case "array":
      return `[${node.items.map(compactJson).join(",")}]`;
    case "string":
      return JSON.stringify(node.value);
    case "number":
      return node.text;
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
  }
}
