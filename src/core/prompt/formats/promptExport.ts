import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { buildPrompt, locateModel, locateNumber, message } from "../buildPrompt";
import { leftOut } from "../caveats";
import { mapScalar } from "../mapScalar";
import { firstMember, itemsOf } from "../nodes";
import type { Message, Part, Prompt, TextPart } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readMessages, readResponseFormat, readTools } from "../requestJson";
import { readSettings } from "../settings";
import { syntaxProblems } from "../syntaxProblems";
import { readTemplateMessages } from "../templateMessages";
import { scanDoubleBraces } from "../templates/doubleBraces";
import { textPart } from "../expression";
import { decodeFString } from "../templates/fString";
import { scanJinja } from "../templates/jinja";

/** Prompts as exported by the APIs of Langfuse and PromptLayer: JSON, alone or in a list. */
export const promptExportFormat: FormatReader = {
  format: "prompt-export",
  looksLike: (head, path) => {
    if (!path.endsWith(".json") || !/"prompt(?:_template)?"\s*:/.test(head)) return false;
    return exportsOf(parseJson(head.slice(0, HEAD_LENGTH)).root).some(isExport);
  },
  read: readExports,
};

const HEAD_LENGTH = 65_536;

function exportsOf(root: JsonNode | undefined): readonly JsonNode[] {
  if (root?.kind === "array") return root.items;
  const inner = firstMember(root, "data", "prompts");
  if (inner?.kind === "array") return inner.items;
  return root === undefined ? [] : [root];
}

function isExport(node: JsonNode): boolean {
  return isLangfuse(node) || isPromptLayer(node);
}

/** `type` and `prompt`, with members that only a stored prompt has. */
function isLangfuse(node: JsonNode): boolean {
  const prompt = member(node, "prompt");
  const type = stringValue(member(node, "type"));
  const isText = type !== "chat" && prompt?.kind === "string";
  const isChat = type !== "text" && prompt?.kind === "array";
  const isStored = firstMember(node, "config", "labels", "projectId") !== undefined;
  return (isText || isChat) && isStored && member(node, "name") !== undefined;
}

function isPromptLayer(node: JsonNode): boolean {
  const template = member(node, "prompt_template");
  return firstMember(template, "messages", "content")?.kind === "array";
}

function readExports({ text }: PromptSource): Reading {
  const label = "Prompt export";
  const parsed = parseJson(text);
  const problems = syntaxProblems("JSON", parsed);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const prompts = exportsOf(parsed.root)
    .filter(isExport)
    .map((node) => (isLangfuse(node) ? readLangfuse(text, node) : readPromptLayer(text, node)));
  if (prompts.length > 0) return { label, prompts, problems, references: [] };
  const message = "No prompt: prompt or prompt_template is missing.";
  const range = withoutByteOrderMark(text);
  return { label, prompts, problems: [{ code: "not-a-prompt", message, range }], references: [] };
}

function readLangfuse(source: string, node: JsonNode): Prompt {
  const config = member(node, "config");
  const prompt = member(node, "prompt");
  const placeholders = itemsOf(prompt).filter(isPlaceholder);
  return buildPrompt({
    ...readName(node, "name"),
    range: node.range,
    ...readParameters(source, member(config, "model"), config),
    messages: prompt === undefined ? [] : readLangfuseMessages(source, prompt),
    caveats: placeholders.map((item) => {
      const name = stringValue(member(item, "name")) ?? "";
      return leftOut(`the messages that take the place of ${name}`, item.range);
    }),
  });
}

function isPlaceholder(item: JsonNode): boolean {
  return stringValue(member(item, "type")) === "placeholder";
}

function readLangfuseMessages(source: string, prompt: JsonNode): Message[] {
  if (prompt.kind === "string") {
    const text = mapScalar(source, prompt);
    return [message("user", [textPart(text, scanDoubleBraces(text.text))], prompt.range)];
  }
  const items = itemsOf(prompt).filter((item) => !isPlaceholder(item));
  return readTemplateMessages(
    source,
    { kind: "array", items, range: prompt.range },
    scanDoubleBraces,
    "json",
  );
}

function readPromptLayer(source: string, node: JsonNode): Prompt {
  const template = member(node, "prompt_template");
  const model = member(member(node, "metadata"), "model");
  const tools = [
    ...readTools(member(template, "tools")),
    ...readTools(member(template, "functions")),
  ];
  return buildPrompt({
    ...readName(node, "prompt_name"),
    range: node.range,
    ...readParameters(source, member(model, "name"), member(model, "parameters")),
    messages: readPromptLayerMessages(source, template),
    tools,
  });
}

function readPromptLayerMessages(source: string, template: JsonNode | undefined): Message[] {
  const messages = member(template, "messages");
  if (messages?.kind === "array") {
    return messages.items.flatMap((item) => {
      const format = stringValue(member(item, "template_format"));
      const list: JsonNode = { kind: "array", items: [item], range: item.range };
      return readMessages(list).map((one) => withTemplates(source, one, format));
    });
  }
  const content = member(template, "content");
  if (template === undefined || content === undefined) return [];
  const range = content.range;
  const item: JsonNode = {
    kind: "object",
    members: [{ key: "content", keyRange: range, value: content }],
    range,
  };
  const [completion] = readMessages({ kind: "array", items: [item], range });
  const format = stringValue(member(template, "template_format"));
  return completion === undefined ? [] : [withTemplates(source, completion, format)];
}

function withTemplates(source: string, one: Message, format: string | undefined): Message {
  const parts = one.parts.map((part): Part => {
    return part.kind === "text" ? asTemplate(source, part, format) : part;
  });
  return { ...one, parts };
}

function asTemplate(source: string, part: TextPart, format: string | undefined): TextPart {
  const text = mapScalar(source, { kind: "string", value: part.text, range: part.range });
  if (format?.startsWith("jinja") === true) return textPart(text, scanJinja(text.text));
  const decoded = decodeFString(text, source);
  return textPart(decoded.text, decoded.expressions);
}

function readName(node: JsonNode, key: string): { readonly name?: string } {
  const name = stringValue(member(node, key));
  return name === undefined ? {} : { name };
}

function readParameters(
  source: string,
  model: JsonNode | undefined,
  parameters: JsonNode | undefined,
): Partial<Prompt> {
  const limit = locateNumber(
    firstMember(parameters, "max_completion_tokens", "max_tokens", "max_output_tokens"),
  );
  const responseFormat = readResponseFormat(member(parameters, "response_format"));
  return {
    ...(model?.kind === "string" && { model: locateModel(source, model) }),
    ...(limit && { maxOutputTokens: limit }),
    ...(responseFormat && { responseFormat }),
    tools: readTools(member(parameters, "tools")),
    settings: readSettings(parameters),
  };
}
