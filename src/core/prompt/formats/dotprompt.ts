import { member, stringValue } from "../../json/jsonNode";
import type { JsonNode } from "../../json/jsonNode";
import { buildPrompt, locateModel, locateNumber } from "../buildPrompt";
import { leftOut } from "../caveats";
import { readFrontmatter } from "../frontmatter";
import { foreignMembers } from "../foreignMembers";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { Caveat, ResponseFormat, Tool, Variable } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";
import { readSettings } from "../settings";
import { flattenValues, valueSets } from "../values";
import { readDotpromptBody } from "./dotpromptBody";
import { expandPicoschema, namedSchemas, propertyName } from "./picoschema";

/**
 * Dotprompt (google/dotprompt, js/src/parse.ts and the reference at google.github.io/dotprompt):
 * YAML frontmatter, optionally after comments, and a Handlebars body with `{{role "user"}}`.
 */
export const dotpromptFormat: FormatReader = {
  format: "dotprompt",
  isNamed: (path) => path.endsWith(".prompt"),
  read: readDotprompt,
};

function readDotprompt({ text }: PromptSource): Reading {
  const label = "Dotprompt";
  const { root, body, problems } = readFrontmatter(text, {
    fences: ["---"],
    mayFollowComments: true,
    isOfBody: (line) => line.startsWith("{{"),
  });
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const config = member(root, "config");
  const model = member(root, "model");
  const maxOutputTokens = locateNumber(
    firstMember(config, "maxOutputTokens", "max_output_tokens", "max_tokens", "maxTokens"),
  );
  const responseFormat = readOutput(member(root, "output"));
  const name = stringValue(member(root, "name"));
  const input = member(root, "input");
  return {
    label,
    prompts: [
      buildPrompt({
        ...(name !== undefined && { name }),
        range: { start: 0, end: text.length },
        ...(model?.kind === "string" && { model: locateModel(text, model) }),
        messages: readDotpromptBody(text, body),
        tools: [...readTools(member(root, "tools")), ...readTools(member(root, "toolDefs"))],
        ...(responseFormat && { responseFormat }),
        ...(maxOutputTokens && { maxOutputTokens }),
        settings: readSettings(config),
        variables: readVariables(input),
        valueSets: valueSets("defaults", member(input, "default")),
        caveats: [
          ...schemaCaveats(root),
          ...middlewareCaveats(member(root, "use")),
          ...foreignMembers(root, KNOWN),
          ...foreignMembers(config),
        ],
      }),
    ],
    problems,
    references: [],
  };
}

const KNOWN: ReadonlySet<string> = new Set(["tools", "toolDefs"]);

/** The variables that the input's schema declares, with their defaults. */
function readVariables(input: JsonNode | undefined): Variable[] {
  const schema = member(input, "schema");
  const defaults = flattenValues(member(input, "default"));
  const isJsonSchema = member(schema, "properties") !== undefined;
  const declared = membersOf(isJsonSchema ? member(schema, "properties") : schema);
  return declared
    .filter(({ key }) => key !== "(*)")
    .map(({ key, keyRange }) => {
      const name = isJsonSchema ? key : propertyName(key);
      const defaultValue = defaults.get(name);
      return { name, range: keyRange, ...(defaultValue !== undefined && { defaultValue }) };
    });
}

/** Genkit sends `format: json` with a schema as a JSON schema of the name `output`. */
function readOutput(output: JsonNode | undefined): ResponseFormat | undefined {
  const schema = member(output, "schema");
  const format = stringValue(member(output, "format")) ?? (schema && "json");
  if (output === undefined || format !== "json") return undefined;
  const { range } = output;
  if (schema === undefined) return { kind: "json_object", range };
  return { kind: "json_schema", name: "output", schema: expandPicoschema(schema), range };
}

/** The program holds the schemas that the file only names. */
function schemaCaveats(root: JsonNode | undefined): Caveat[] {
  const tools = [...itemsOf(member(root, "tools")), ...itemsOf(member(root, "toolDefs"))];
  const schemas = [
    member(member(root, "output"), "schema"),
    ...tools.map((tool) => firstMember(tool, "inputSchema", "parameters")),
  ];
  const lists = [member(root, "tools"), member(root, "toolDefs")];
  return [
    ...lists.flatMap((list) =>
      list === undefined || list.kind === "array" || list.kind === "null"
        ? []
        : [leftOut("the tools are not a list", list.range)],
    ),
    ...schemas.flatMap((schema) =>
      (schema ? namedSchemas(schema) : []).map((name) =>
        leftOut(`the program holds the schema ${name}`, schema?.range),
      ),
    ),
  ];
}

/** Genkit's middleware may change the request that the prompt becomes. */
function middlewareCaveats(use: JsonNode | undefined): Caveat[] {
  const isEmpty = use === undefined || use.kind === "null" || itemsOf(use).length === 0;
  return isEmpty && use?.kind !== "string"
    ? []
    : [leftOut("what the middleware in use adds", use?.range)];
}

/** A tool given by its name alone is defined by the program: its definition is not in the file. */
function readTools(tools: JsonNode | undefined): Tool[] {
  return itemsOf(tools).flatMap((tool): Tool[] => {
    const { range } = tool;
    if (tool.kind === "string") return [{ type: "reference", name: tool.value, range }];
    const name = stringValue(member(tool, "name"));
    if (name === undefined) return [];
    const description = stringValue(member(tool, "description"));
    const schema = firstMember(tool, "inputSchema", "parameters");
    return [
      {
        type: "function",
        name,
        ...(description !== undefined && { description }),
        ...(schema && { parameters: expandPicoschema(schema) }),
        range,
      },
    ];
  });
}
