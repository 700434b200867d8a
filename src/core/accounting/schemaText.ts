import type { JsonNode } from "../json/jsonNode";
import type { ResponseFormat } from "../prompt/prompt";
import { COMPACT_ASCII, writeJson } from "./pythonJson";

type JsonSchemaFormat = Extract<ResponseFormat, { kind: "json_schema" }>;

/** Keywords that constrain the answer while it is generated and are not shown to the model. */
const HIDDEN_KEYWORDS: ReadonlySet<string> = new Set([
  "required",
  "additionalProperties",
  "$schema",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "pattern",
  "default",
]);

/** Members whose keys are names of the user, not keywords. */
const NAMING_KEYWORDS: ReadonlySet<string> = new Set(["properties", "$defs", "definitions"]);

/** Members whose values are the user's, not schemas. */
const LITERAL_KEYWORDS: ReadonlySet<string> = new Set(["enum", "const"]);

const MAX_DEPTH = 200;

/** The text that stands for a response format with a JSON schema (R7). References are not inlined. */
export function writeResponseFormat({ name, description, schema }: JsonSchemaFormat): string {
  const comment = description ? `// ${description}\n` : "";
  const json = writeJson(withoutHidden(schema, 0), COMPACT_ASCII);
  return `# Response Formats\n\n## ${name}\n\n${comment}${json}`;
}

function withoutHidden(node: JsonNode, depth: number): JsonNode {
  if (depth > MAX_DEPTH) return node;
  if (node.kind === "array") {
    return { ...node, items: node.items.map((item) => withoutHidden(item, depth + 1)) };
  }
  if (node.kind !== "object") return node;
  return {
    ...node,
    members: node.members
      .filter(({ key }) => !HIDDEN_KEYWORDS.has(key))
      .map((entry) => ({ ...entry, value: memberWithoutHidden(entry.key, entry.value, depth) })),
  };
}

function memberWithoutHidden(key: string, value: JsonNode, depth: number): JsonNode {
  if (LITERAL_KEYWORDS.has(key)) return value;
  if (!NAMING_KEYWORDS.has(key) || value.kind !== "object") return withoutHidden(value, depth + 1);
  return {
    ...value,
    members: value.members.map((entry) => ({
      ...entry,
      value: withoutHidden(entry.value, depth + 2),
    })),
  };
}
