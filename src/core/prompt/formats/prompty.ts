import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, locateModel, locateNumber } from "../buildPrompt";
import { readFrontmatter } from "../frontmatter";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import { mapRanges } from "../mapRanges";
import { firstMember } from "../nodes";
import type { FileReference, Located, Prompt, PromptProblem, ValueSet, Variable } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";
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
  const references: FileReference[] = [];
  const resolve = (node: JsonNode | undefined, holds: string): JsonNode | undefined =>
    resolveFile(source, node, holds, references);
  const options = firstMember(model, "options", "parameters");
  const tools = resolve(firstMember(root, "tools") ?? member(options, "tools"), "the tools");
  const responseFormat =
    outputFormat(member(root, "outputs")) ??
    readResponseFormat(resolve(member(options, "response_format"), "the response format"));
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
    settings: readSettings(options),
    variables: inputs.map(({ name, range, defaultValue }): Variable => ({
      name,
      range,
      ...(defaultValue && { defaultValue: valueText(defaultValue) }),
    })),
    valueSets: readValues(inputs, resolve(member(root, "sample"), "the sample")),
  });
  return {
    label,
    prompts: [prompt],
    problems: otherApi(apiType, firstMember(model, "apiType", "api")?.range),
    references,
  };
}

function otherApi(apiType: string | undefined, range: SourceRange | undefined): PromptProblem[] {
  const isKnown = apiType === undefined || ["chat", "responses", "agent"].includes(apiType);
  if (isKnown || range === undefined) return [];
  const message = `A request to the ${apiType} API is counted as a chat request.`;
  return [{ code: "unsupported", message, range }];
}

/** The model's id, v1's deployment or name; `${env:NAME:default}` is its default. */
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

/** One set: what the inputs declare, and over it v1's `sample`. */
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

/**
 * What `${file:path}` stands for (spec §2.11: JSON and YAML are read, else the text), where the
 * file was given; the reference is noted either way.
 */
function resolveFile(
  { files, text }: PromptSource,
  node: JsonNode | undefined,
  holds: string,
  references: FileReference[],
): JsonNode | undefined {
  if (node?.kind !== "string") return node;
  const path = /^\$\{file:([^}]+)\}$/.exec(node.value)?.[1] ?? plainPath(node.value);
  if (path === undefined) return node;
  references.push({ path, holds, range: mapScalar(text, node).range });
  const content = files?.get(path);
  if (content === undefined) return undefined;
  if (path.endsWith(".json")) return mapRanges(parseJson(content).root, () => node.range);
  if (/\.ya?ml$/.test(path)) return mapRanges(parseYaml(content).root, () => node.range);
  return { kind: "string", value: content, range: node.range };
}

/** v1 also takes the path of a JSON file alone. */
function plainPath(value: string): string | undefined {
  return /^[^{}\n]+\.json$/.test(value) ? value : undefined;
}
