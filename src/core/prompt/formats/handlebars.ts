import { member, stringValue } from "../../json/jsonNode";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt } from "../buildPrompt";
import { mapScalar } from "../mapScalar";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";
import type { TemplateScanner } from "../expression";
import { scanHandlebars } from "../templates/handlebars";
import { scanJinja } from "../templates/jinja";
import { scanSemanticKernel } from "../templates/semanticKernel";
import { readSemanticKernelConfig } from "./semanticKernelConfig";
import { isHandlebarsName, readHandlebarsFile, readTemplate } from "./templateText";

/**
 * Handlebars templates, and the YAML in which Semantic Kernel keeps them (microsoft/semantic-kernel,
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
  const name = stringValue(member(root, "name"));
  const scan = scannerOf(stringValue(member(root, "template_format")));
  const prompt = buildPrompt({
    ...(name !== undefined && { name }),
    range: { start: 0, end: text.length },
    messages: readTemplate(text, mapScalar(text, template), scan, "user"),
    ...readSemanticKernelConfig(text, root),
  });
  return { label, prompts: [prompt], problems, references: [] };
}

function scannerOf(format: string | undefined): TemplateScanner {
  if (format === "liquid") return scanJinja;
  if (format === "handlebars") return scanHandlebars;
  return scanSemanticKernel;
}
