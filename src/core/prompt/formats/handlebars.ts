import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt, locateModel, locateNumber } from "../buildPrompt";
import { mapScalar } from "../mapScalar";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { Variable } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readSettings } from "../settings";
import { syntaxProblems } from "../syntaxProblems";
import type { TemplateScanner } from "../templates/expression";
import { scanHandlebars } from "../templates/handlebars";
import { scanJinja } from "../templates/jinja";
import { valueText } from "../values";
import { isHandlebarsName, readHandlebarsFile, readTemplate } from "./templateText";

/**
 * Handlebars templates, and the YAML that Semantic Kernel keeps them in (microsoft/semantic-kernel,
 * PromptTemplateConfig): `template`, `template_format`, `input_variables`, `execution_settings`.
 */
export const handlebarsFormat: FormatReader = {
  format: "handlebars",
  isNamed: isHandlebarsName,
  looksLike: (head, path) =>
    /\.ya?ml$/.test(path) &&
    /^\uFEFF?template:/m.test(head) &&
    (/^\uFEFF?template_format:\s*["']?(?:handlebars|semantic-kernel|liquid)/m.test(head) ||
      /^\uFEFF?execution_settings:/m.test(head)),
  read: (source) =>
    /\.ya?ml$/i.test(source.path) ? readSemanticKernel(source) : readHandlebarsFile(source),
};

function readSemanticKernel({ text }: PromptSource): Reading {
  const label = "Semantic Kernel prompt";
  const { start, end } = withoutByteOrderMark(text);
  const parsed = parseYaml(text.slice(start), start);
  const problems = syntaxProblems("YAML", parsed);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const { root } = parsed;
  const template = member(root, "template");
  if (template?.kind !== "string") {
    const message = "No prompt: a template is missing.";
    const range = root?.range ?? { start, end };
    return {
      label,
      prompts: [],
      problems: [{ code: "not-a-prompt", message, range }],
      references: [],
    };
  }
  const settings = executionSettings(member(root, "execution_settings"));
  const model = member(settings, "model_id");
  const maxOutputTokens = locateNumber(
    firstMember(settings, "max_tokens", "max_completion_tokens"),
  );
  const name = stringValue(member(root, "name"));
  const scan = scannerOf(stringValue(member(root, "template_format")));
  const variables = readVariables(member(root, "input_variables"));
  const values = new Map(
    variables.flatMap(({ name, defaultValue }) =>
      defaultValue === undefined ? [] : [[name, defaultValue] as const],
    ),
  );
  const prompt = buildPrompt({
    ...(name !== undefined && { name }),
    range: { start: 0, end: text.length },
    ...(model?.kind === "string" && { model: locateModel(text, model) }),
    messages: readTemplate(text, mapScalar(text, template), scan, "user"),
    ...(maxOutputTokens && { maxOutputTokens }),
    settings: readSettings(settings),
    variables,
    valueSets: values.size > 0 ? [{ label: "defaults", values }] : [],
  });
  return { label, prompts: [prompt], problems, references: [] };
}

/** The kernel's own syntax writes variables as `{{$name}}` and functions as `{{plugin.name}}`. */
function scannerOf(format: string | undefined): TemplateScanner {
  if (format === "liquid") return scanJinja;
  if (format === "handlebars") return scanHandlebars;
  return (text) =>
    scanHandlebars(text).map(({ variable, ...place }) =>
      variable?.startsWith("$") ? { ...place, variable: variable.slice(1) } : place,
    );
}

/** The settings of `default`, else of the first service. */
function executionSettings(node: JsonNode | undefined): JsonNode | undefined {
  const services = membersOf(node);
  const byDefault = services.find(
    ({ key, value }) => key === "default" && member(value, "model_id"),
  );
  return (byDefault ?? services.find(({ value }) => member(value, "model_id")) ?? services[0])
    ?.value;
}

function readVariables(node: JsonNode | undefined): Variable[] {
  return itemsOf(node).flatMap((item): Variable[] => {
    const name = member(item, "name");
    if (name?.kind !== "string") return [];
    const value = firstMember(item, "default", "default_value");
    return [
      { name: name.value, range: name.range, ...(value && { defaultValue: valueText(value) }) },
    ];
  });
}
