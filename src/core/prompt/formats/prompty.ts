import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, locateModel, locateNumber } from "../buildPrompt";
import { type DefinitionPlace, DefinitionReader } from "../definitions";
import { readFrontmatter } from "../frontmatter";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import { leftOut } from "../caveats";
import { foreignMembers } from "../foreignMembers";
import { firstMember } from "../nodes";
import type { Caveat, Located, Prompt, PromptProblem, ValueSet, Variable } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";
import { responseFormatCaveats } from "../requestFileBody";
import { readResponseFormat } from "../requestJson";
import { readSettings } from "../settings";
import type { TemplateScanner } from "../expression";
import { scanHandlebars } from "../templates/handlebars";
import { scanJinja } from "../templates/jinja";
import { flattenValues, valueText } from "../values";
import { isRoleMarker, readPromptyBody } from "./promptyBody";
import { outputFormat, readInputs, readPromptyTools, type PromptyInput } from "./promptySchema";

/**
 * Prompty v2 (microsoft/prompty, spec/spec.md) and v1 (`model.api`, `model.configuration`,
 * `model.parameters`, `sample`): YAML frontmatter and a body with `system:`, `user:` and
 * `assistant:` lines.
 */
export const promptyFormat: FormatReader = {
  format: "prompty",
  isNamed: (path) => path.endsWith(".prompty"),
  read: readPrompty,
};

function readPrompty(source: PromptSource): Reading {
  const { text } = source;
  const { root, body, problems } = readFrontmatter(text, {
    fences: ["---", "+++"],
    isOfBody: isRoleMarker,
  });
  const model = member(root, "model");
  const isFirstVersion =
    ["api", "configuration", "parameters"].some((key) => member(model, key) !== undefined) ||
    member(root, "sample") !== undefined;
  const label = isFirstVersion ? "Prompty v1" : "Prompty v2";
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };

  const inputs = readInputs(member(root, "inputs"));
  const definitions = new DefinitionReader(source, placeOf);
  const parameters = firstMember(model, "options", "parameters");
  const options =
    parameters?.kind === "string"
      ? definitions.read(parameters, "the model's parameters")
      : parameters;
  const tools = definitions.readList(
    plainPath(firstMember(root, "tools") ?? member(options, "tools")),
    "the tools",
  );
  const format = definitions.read(member(options, "response_format"), "the response format");
  const outputs = definitions.read(member(root, "outputs"), "the outputs");
  const ownFormat = outputFormat(outputs);
  const responseFormat = ownFormat ?? readResponseFormat(format);
  const formatCaveats = ownFormat ? [] : responseFormatCaveats(format);
  const sample = definitions.read(plainPath(member(root, "sample")), "the sample");
  const maxOutputTokens =
    locateNumber(firstMember(options, "maxOutputTokens", "max_output_tokens")) ??
    locateNumber(firstMember(options, "max_completion_tokens", "max_tokens"));
  const modelName = readModel(text, model);
  const name = stringValue(member(root, "name"));
  const apiType = stringValue(firstMember(model, "apiType", "api"));
  const prompt: Prompt = buildPrompt({
    ...(name !== undefined && { name }),
    range: { start: 0, end: text.length },
    endpoint: apiType === "responses" ? "responses" : "chat",
    ...(modelName && { model: modelName }),
    messages: readPromptyBody(
      MappedText.withLineFeeds(text, body),
      scannerOf(member(root, "template")),
      inputs,
    ),
    tools: readPromptyTools(tools),
    ...(responseFormat && { responseFormat }),
    ...(maxOutputTokens && { maxOutputTokens }),
    settings: [...readSettings(options), ...readSettings(member(options, "additionalProperties"))],
    variables: inputs.map(({ name, range, defaultValue }): Variable => ({
      name,
      range,
      ...(defaultValue && { defaultValue: valueText(defaultValue) }),
    })),
    valueSets: readValues(inputs, sample),
    caveats: [
      ...definitions.caveats,
      ...formatCaveats,
      ...baseCaveats(member(root, "base")),
      ...[root, options, member(options, "additionalProperties")].flatMap((node) =>
        foreignMembers(node, KNOWN),
      ),
    ],
  });
  return {
    label,
    prompts: [prompt],
    problems: otherApi(apiType, firstMember(model, "apiType", "api")?.range),
    references: definitions.references,
  };
}

const KNOWN: ReadonlySet<string> = new Set(["tools", "tool_choice", "parallel_tool_calls"]);

/** A v1 file takes over what another one says. */
function baseCaveats(base: JsonNode | undefined): Caveat[] {
  return base === undefined ? [] : [leftOut("the base of this file is not read", base.range)];
}

function otherApi(apiType: string | undefined, range: SourceRange | undefined): PromptProblem[] {
  const isKnown = apiType === undefined || ["chat", "responses", "agent"].includes(apiType);
  if (isKnown || range === undefined) return [];
  const message = `A request to the ${apiType} API is counted as a chat request.`;
  return [{ code: "unsupported", message, range }];
}

/** The model's id, or v1's deployment or name; `${env:NAME:default}` is its default. */
function readModel(text: string, model: JsonNode | undefined): Located<string> | undefined {
  const configuration = member(model, "configuration");
  const node =
    model?.kind === "string"
      ? model
      : (firstMember(model, "id") ??
        firstMember(configuration, "azure_deployment", "name", "model") ??
        firstMember(member(model, "connection"), "azure_deployment"));
  if (node?.kind !== "string") return undefined;
  const fallback = /^\$\{env:[^:}]*(?::([^}]*))?\}$/.exec(node.value);
  if (fallback === null) return locateModel(text, node);
  const value = fallback[1];
  if (!value) return undefined;
  const mapped = mapScalar(text, node);
  const start = mapped.length - 1 - value.length;
  return { value, range: mapped.rangeOf(start, start + value.length) };
}

/** `template: mustache`, `template: {type: …}`, `template: {format: …}` or `{format: {kind: …}}`. */
function scannerOf(template: JsonNode | undefined): TemplateScanner {
  const format = firstMember(template, "format", "type") ?? template;
  const kind = stringValue(format) ?? stringValue(member(format, "kind"));
  return kind === "mustache" || kind === "handlebars" ? scanHandlebars : scanJinja;
}

/** One set: the declared defaults of the inputs, overridden by v1's `sample`. */
function readValues(inputs: readonly PromptyInput[], sample: JsonNode | undefined): ValueSet[] {
  const values = new Map<string, string>();
  for (const { name, defaultValue, example } of inputs) {
    const value = defaultValue ?? example;
    if (value === undefined) continue;
    values.set(name, valueText(value));
    for (const [path, inner] of flattenValues(value)) values.set(`${name}.${path}`, inner);
  }
  const samples = flattenValues(sample);
  for (const [name, value] of samples) values.set(name, value);
  return values.size === 0 ? [] : [{ label: samples.size > 0 ? "sample" : "defaults", values }];
}

/** `${file:path}` (spec §2.11: JSON and YAML are parsed, other files are text) and `${env:NAME}`. */
function placeOf(text: string): DefinitionPlace | undefined {
  const [, scheme, name] = /^\$\{(\w+):([^}]+)\}$/.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  if (scheme === "file") return { kind: "file", path: name.trim() };
  const [variable = name] = name.split(":", 1);
  return {
    kind: "elsewhere",
    what: `the ${scheme === "env" ? "environment variable" : "source"} ${variable}`,
  };
}

/** v1 also accepts a bare path of a JSON file. */
function plainPath(node: JsonNode | undefined): JsonNode | undefined {
  if (node?.kind !== "string" || !/^[^{}\n]+\.json$/.test(node.value)) return node;
  return { ...node, value: `\${file:${node.value}}` };
}
