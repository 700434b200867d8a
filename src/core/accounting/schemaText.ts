import type { JsonNode } from "../json/jsonNode";
import type { ResponseFormat } from "../prompt/prompt";
import { COMPACT_ASCII, writeJson } from "./pythonJson";

type JsonSchemaFormat = Extract<ResponseFormat, { kind: "json_schema" }>;

/** Keywords that constrain the answer during generation and are not shown to the model. */
const HIDDEN_KEYWORDS: ReadonlySet<string> = new Set([
  "required",
  "additionalProperties",
  "$schema",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
  "pattern",
  "default",
]);

/** Members whose keys are the user's names, not keywords. */
const NAMING_KEYWORDS: ReadonlySet<string> = new Set(["properties", "$defs", "definitions"]);

/** Members whose values are the user's, not schemas. */
const LITERAL_KEYWORDS: ReadonlySet<string> = new Set(["enum", "const"]);

/** The text that represents a response format with a JSON schema (R7). References are not inlined. */
export function writeResponseFormat({ name, description, schema }: JsonSchemaFormat): string {
  const comment = description ? `// ${description}\n` : "";
  const json = writeJson(withoutHidden(schema), COMPACT_ASCII);
  return `# Response Formats\n\n## ${name}\n\n${comment}${json}`;
}

function withoutHidden(node: JsonNode): JsonNode {
  if (node.kind === "array") {
    return { ...node, items: node.items.map(withoutHidden) };
  }
  if (node.kind !== "object") return node;
  return {
    ...node,
    members: node.members
      .filter(({ key }) => !HIDDEN_KEYWORDS.has(key))
      .map((entry) => ({ ...entry, value: memberWithoutHidden(entry.key, entry.value) })),
  };
}

function memberWithoutHidden(key: string, value: JsonNode): JsonNode {
  if (LITERAL_KEYWORDS.has(key)) return value;
  if (!NAMING_KEYWORDS.has(key) || value.kind !== "object") return withoutHidden(value);
  return {
    ...value,
    members: value.members.map((entry) => ({
      ...entry,
      value: withoutHidden(entry.value),
    })),
  };
}
