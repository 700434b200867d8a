import { type JsonNode, type JsonString, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, locateNumber, message } from "../buildPrompt";
import { mapRanges } from "../mapRanges";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { FileReference, Located, Message, Prompt } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readResponseFormat, readToolChoice, readTools } from "../requestJson";
import { readSettings } from "../settings";
import { syntaxProblems } from "../syntaxProblems";
import { readTemplateMessages } from "../templateMessages";
import { scanJinja } from "../templates/jinja";
import { textPart } from "../expression";
import { looksLikeChatTemplate, readChatTemplate } from "./chatTemplate";
import { readPromptfooValues } from "./promptfooTestCases";

/**
 * promptfoo (promptfoo.dev/docs/configuration): a configuration with `prompts`, `providers` and
 * `tests`, or one of the chat prompts that it names: a list of messages in JSON or YAML with
 * Nunjucks in it.
 */
export const promptfooFormat: FormatReader = {
  format: "promptfoo",
  isNamed: (path) => /(?:^|[/.])promptfoo[^/]*\.(?:ya?ml|json)$/.test(path),
  looksLike: (head, path) => {
    if (/\.ya?ml$/.test(path)) {
      const isConfiguration =
        /^prompts:/m.test(head) && /^(?:providers|targets|tests):/m.test(head);
      return isConfiguration || /^(?:#[^\n]*\n|\s*\n)*- role:/.test(head);
    }
    return path.endsWith(".json") && looksLikeChatTemplate(head) && /\{[{%]/.test(head);
  },
  read: readPromptfoo,
};

function readPromptfoo(source: PromptSource): Reading {
  const { text, path } = source;
  if (looksLikeChatTemplate(text)) return readChatFile(text);
  const { start, end } = withoutByteOrderMark(text);
  const isJson = path.toLowerCase().endsWith(".json");
  const parsed = isJson ? parseJson(text) : parseYaml(text.slice(start), start);
  const problems = syntaxProblems(isJson ? "JSON" : "YAML", parsed);
  const label = "promptfoo";
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const { root } = parsed;
  if (root?.kind === "array") {
    const messages = readTemplateMessages(text, root, scanJinja);
    const prompts = [buildPrompt({ range: root.range, messages })];
    return { label: CHAT_LABEL, prompts, problems, references: [] };
  }
  if (text.trim() === "") return { label, prompts: [], problems, references: [] };
  const written = member(root, "prompts");
  if (root === undefined || written === undefined) {
    const message = "No prompt: a list of prompts is missing.";
    const range = root?.range ?? { start, end };
    return {
      label,
      prompts: [],
      problems: [{ code: "not-a-prompt", message, range }],
      references: [],
    };
  }
  const reader = new ConfigurationReader(source, root);
  return { label, prompts: reader.readPrompts(written), problems, references: reader.references };
}

const CHAT_LABEL = "promptfoo chat prompt";

function readChatFile(text: string): Reading {
  const { messages, problems } = readChatTemplate(text);
  const range = withoutByteOrderMark(text);
  const prompts = messages.length > 0 ? [buildPrompt({ range, messages })] : [];
  return { label: CHAT_LABEL, prompts, problems, references: [] };
}

/** A text of a prompt, and where it stands in the configuration. */
interface PromptText {
  readonly name?: string;
  readonly text: MappedText;
  readonly range: SourceRange;
}

class ConfigurationReader {
  readonly references: FileReference[] = [];
  private readonly common: Partial<Prompt>;

  constructor(
    private readonly source: PromptSource,
    root: JsonNode,
  ) {
    const provider = firstProvider(firstMember(root, "providers", "targets"));
    const values = readPromptfooValues(source, root);
    this.references.push(...values.references);
    this.common = { ...this.readProvider(provider), valueSets: values.sets };
  }

  readPrompts(node: JsonNode): Prompt[] {
    const items = node.kind === "array" ? node.items : [node];
    return items
      .flatMap((item): PromptText[] => this.readItem(item))
      .map((one) => this.prompt(one));
  }

  private readItem(item: JsonNode): PromptText[] {
    if (item.kind === "string") return this.readText(item);
    const label = stringValue(member(item, "label"));
    const content = firstMember(item, "raw", "id");
    if (content?.kind === "string") {
      return this.readText(content).map((one) => ({
        ...one,
        ...(label && { name: label }),
        range: item.range,
      }));
    }
    // The older form: an object of paths with their labels.
    return membersOf(item).flatMap(({ key, keyRange, value }) =>
      this.readFile(key, keyRange).map((one) => ({ ...one, name: stringValue(value) ?? key })),
    );
  }

  private readText(node: JsonString): PromptText[] {
    const path = filePath(node.value);
    if (path !== undefined) return this.readFile(path, node.range);
    return [{ text: mapScalar(this.source.text, node), range: node.range }];
  }

  /** The prompts of a file, where it is at hand: a text file holds several between `---` lines. */
  private readFile(path: string, range: SourceRange): PromptText[] {
    this.references.push({ path, holds: "the prompt", range });
    const content = this.source.files?.get(path);
    if (content === undefined) {
      return [{ name: path, text: MappedText.standIn("", range), range }];
    }
    const isText = /\.(?:txt|md|j2)$/i.test(path);
    const texts = isText ? content.split(/^---[ \t]*\r?$/m).map((one) => one.trim()) : [content];
    return texts
      .filter((text) => text.trim() !== "")
      .map((text) => ({ name: path, text: MappedText.standIn(text, range), range }));
  }

  private prompt({ name, text, range }: PromptText): Prompt {
    const messages = readMessages(text, range);
    return buildPrompt({ ...this.common, ...(name !== undefined && { name }), range, messages });
  }

  private readProvider(provider: Provider | undefined): Partial<Prompt> {
    const config = provider?.config;
    const tools = member(config, "tools");
    const toolChoice = readToolChoice(member(config, "tool_choice"));
    const responseFormat = readResponseFormat(member(config, "response_format"));
    const maxOutputTokens = locateNumber(
      firstMember(config, "max_completion_tokens", "max_tokens", "max_output_tokens"),
    );
    const model = provider && this.readModel(provider.id);
    return {
      ...model,
      tools: readTools(tools),
      ...(toolChoice && { toolChoice }),
      ...(responseFormat && { responseFormat }),
      ...(maxOutputTokens && { maxOutputTokens }),
      settings: readSettings(config),
    };
  }

  /** `openai:gpt-4o`, `openai:chat:gpt-4o`, `openai:responses:gpt-4o`, `azure:deployment`. */
  private readModel(id: ProviderId): { model: Located<string>; endpoint: Prompt["endpoint"] } {
    const [, vendor = "", kind] =
      /^(?:([\w-]+):)?(?:(chat|responses|completion):)?/.exec(id.value) ?? [];
    const isOpenAi = vendor === "openai" || vendor.startsWith("azure");
    const prefix = isOpenAi ? vendor.length + 1 + (kind ? kind.length + 1 : 0) : 0;
    const value = id.value.slice(prefix);
    const quote = id.range.end - id.range.start > id.value.length ? 1 : 0;
    const start = id.range.start + quote + prefix;
    return {
      model: { value, range: { start, end: start + value.length } },
      endpoint: kind === "responses" ? "responses" : "chat",
    };
  }
}

function readMessages(text: MappedText, range: SourceRange): readonly Message[] {
  const chat = readChat(text.text);
  if (chat === undefined) return [message("user", [textPart(text, scanJinja(text.text))], range)];
  return mapRanges(chat, ({ start, end }) => text.rangeOf(start, end));
}

/** A chat prompt that stands in a text: JSON or YAML; undefined for every other text. */
function readChat(text: string): readonly Message[] | undefined {
  if (looksLikeChatTemplate(text)) {
    const { messages } = readChatTemplate(text);
    return messages.length > 0 ? messages : undefined;
  }
  if (!/^\s*- role:/.test(text)) return undefined;
  const { root, problems } = parseYaml(text);
  if (root?.kind !== "array" || problems.length > 0) return undefined;
  return readTemplateMessages(text, root, scanJinja);
}

type ProviderId = Located<string>;

interface Provider {
  readonly id: ProviderId;
  readonly config?: JsonNode;
}

/** The first provider of OpenAI's models, else the first. */
function firstProvider(node: JsonNode | undefined): Provider | undefined {
  const nodes = node?.kind === "array" ? itemsOf(node) : node === undefined ? [] : [node];
  const providers = nodes.flatMap((item): Provider[] => {
    if (item.kind === "string") return [{ id: item }];
    const id = member(item, "id");
    const config = member(item, "config");
    if (id?.kind === "string") return [{ id, ...(config && { config }) }];
    return membersOf(item).flatMap(({ key, keyRange, value }): Provider[] => {
      const inner = member(value, "config");
      return key.includes(":")
        ? [{ id: { value: key, range: keyRange }, ...(inner && { config: inner }) }]
        : [];
    });
  });
  return providers.find(({ id }) => /^(?:openai|azure)/.test(id.value)) ?? providers[0];
}

/** `file://path`, and the bare path of a file that promptfoo reads. */
function filePath(value: string): string | undefined {
  const path = /^file:\/\/(\S[^\n]*)$/.exec(value)?.[1]?.trim();
  if (path !== undefined) return path.replace(/(\.(?:js|ts|mjs|cjs|py|go|rb)):\w+$/, "$1");
  return /^[\w./*-]+\.(?:txt|json|ya?ml|md|j2|csv|jsonl|js|ts|mjs|cjs|py)$/.test(value)
    ? value
    : undefined;
}
