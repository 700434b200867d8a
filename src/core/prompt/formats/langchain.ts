import { type JsonNode, type JsonString, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message } from "../buildPrompt";
import { approximate, leftOut, withCaveat } from "../caveats";
import { mapScalar } from "../mapScalar";
import { MappedText, MappedTextBuilder } from "../mappedText";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { Caveat, FileReference, Message, Prompt, Role, Variable } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";
import { type Expression, textPart } from "../expression";
import { type DecodedFString, decodeFString } from "../templates/fString";
import { scanHandlebars } from "../templates/handlebars";
import { scanJinja } from "../templates/jinja";
import { flattenValues, valueSets } from "../values";

/**
 * Prompts of LangChain in JSON or YAML: `load_prompt` files (`_type: prompt`, `few_shot`, `chat`;
 * langchain-core, prompts/loading.py), chains that contain some, and the `{"lc": 1}` form of `dumps`.
 */
export const langchainFormat: FormatReader = {
  format: "langchain",
  looksLike: (head, path) => {
    if (path.endsWith(".json")) {
      return (
        /"_type"\s*:\s*"(?:prompt|few_shot|chat)/.test(head) ||
        (/"input_variables"\s*:/.test(head) &&
          /"(?:template|template_path|messages|prefix|suffix)"\s*:/.test(head)) ||
        (/"lc"\s*:\s*1/.test(head) && /"prompts"|PromptTemplate/.test(head))
      );
    }
    if (!/\.ya?ml$/.test(path)) return false;
    return (
      /^_type:\s*["']?(?:prompt|few_shot|chat)/m.test(head) ||
      (/^input_variables:/m.test(head) &&
        /^(?:template|template_path|prefix|suffix|messages):/m.test(head))
    );
  },
  read: readLangchain,
};

const MAX_DEPTH = 30;

function readLangchain(source: PromptSource): Reading {
  const { path, text } = source;
  const label = "LangChain prompt";
  const { start, end } = withoutByteOrderMark(text);
  const isJson = path.toLowerCase().endsWith(".json");
  const parsed = isJson ? parseJson(text) : parseYaml(text.slice(start), start);
  const problems = syntaxProblems(isJson ? "JSON" : "YAML", parsed);
  if (problems.length > 0 || parsed.root === undefined) {
    return { label, prompts: [], problems, references: [] };
  }
  const reader = new LangchainReader(source);
  const found = reader.findPrompts(parsed.root, 0);
  const prompts = isOfLangchain(parsed.root) ? found : withCaveat(found, OF_OTHERS);
  if (prompts.length > 0) return { label, prompts, problems, references: reader.references };
  const message = "No prompt: a template or a list of messages is missing.";
  return {
    label,
    prompts,
    problems: [{ code: "not-a-prompt", message, range: parsed.root.range ?? { start, end } }],
    references: reader.references,
  };
}

const OF_OTHERS = approximate("the program that reads this file decides how it sends the template");

/** Whether it says so itself, or has the members that `load_prompt` requires. */
function isOfLangchain(root: JsonNode): boolean {
  const format = stringValue(member(root, "template_format"));
  const isOfOthers = /^(?:semantic-kernel|handlebars|liquid)$/.test(format ?? "");
  return (
    !isOfOthers && ["_type", "lc", "input_variables"].some((key) => member(root, key) !== undefined)
  );
}

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["system", "system"],
  ["human", "user"],
  ["user", "user"],
  ["ai", "assistant"],
  ["assistant", "assistant"],
  ["developer", "developer"],
  ["tool", "tool"],
  ["function", "tool"],
]);

class LangchainReader {
  readonly references: FileReference[] = [];
  private readonly caveats: Caveat[] = [];

  constructor(private readonly source: PromptSource) {}

  /** The prompts of a tree; those inside a prompt are part of it. */
  findPrompts(node: JsonNode, depth: number): Prompt[] {
    const body = unwrap(node);
    const noted = this.caveats.length;
    const messages = this.readPrompt(body);
    if (messages !== undefined) {
      return [this.prompt(body, node.range, messages, this.caveats.slice(noted))];
    }
    if (depth >= MAX_DEPTH) return [];
    const inner = body.kind === "array" ? body.items : membersOf(body).map(({ value }) => value);
    return inner.flatMap((child) => this.findPrompts(child, depth + 1));
  }

  private prompt(
    body: JsonNode,
    range: SourceRange,
    messages: readonly Message[],
    caveats: readonly Caveat[],
  ): Prompt {
    const name = stringValue(member(body, "name"));
    const partial = member(body, "partial_variables");
    const defaults = flattenValues(partial);
    const declared = [
      ...itemsOf(member(body, "input_variables")),
      ...membersOf(partial).map(({ key, keyRange }): JsonString => {
        return { kind: "string", value: key, range: keyRange };
      }),
    ];
    return buildPrompt({
      ...(name !== undefined && { name }),
      range,
      messages,
      caveats,
      variables: declared.flatMap((item): Variable[] => {
        if (item.kind !== "string") return [];
        const defaultValue = defaults.get(item.value);
        const { value, range: at } = item;
        return [{ name: value, range: at, ...(defaultValue !== undefined && { defaultValue }) }];
      }),
      valueSets: valueSets("partial variables", partial),
    });
  }

  private readPrompt(body: JsonNode): Message[] | undefined {
    const messages = member(body, "messages");
    if (messages?.kind === "array") {
      const read = messages.items.flatMap((item) => this.readMessage(item));
      return read.length > 0 ? read : undefined;
    }
    const template = this.readTemplate(body) ?? this.readFewShot(body);
    if (template === undefined) return undefined;
    const part = textPart(template.text, template.expressions);
    return [message("user", [part], part.range)];
  }

  /** `template`, or the file that `template_path` names. */
  private readTemplate(body: JsonNode): DecodedFString | undefined {
    const template = member(body, "template");
    if (template?.kind === "string") return this.decode(body, this.map(template));
    const path = member(body, "template_path");
    if (path?.kind !== "string") return undefined;
    const content = this.readFile(path, "the template");
    return content === undefined
      ? noText(path.range)
      : this.decode(body, MappedText.standIn(content, path.range));
  }

  private map(node: JsonString): MappedText {
    return mapScalar(this.source.text, node);
  }

  /** The text of another file, if it is available. */
  private readFile({ value: path, range }: JsonString, holds: string): string | undefined {
    this.references.push({ path, holds, range });
    return this.source.files?.get(path);
  }

  private decode(body: JsonNode, text: MappedText): DecodedFString {
    switch (stringValue(member(body, "template_format"))) {
      case "jinja2":
        return { text, expressions: scanJinja(text.text) };
      case "mustache":
        return { text, expressions: scanHandlebars(text.text) };
      default:
        return decodeFString(text, this.source.text);
    }
  }

  /** The prefix, each example as its own prompt formats it, and the suffix, joined by the separator. */
  private readFewShot(body: JsonNode): DecodedFString | undefined {
    const prefix = member(body, "prefix");
    const suffix = member(body, "suffix");
    const examplePrompt = member(body, "example_prompt");
    if (suffix?.kind !== "string" || examplePrompt === undefined) return undefined;
    const separator = stringValue(member(body, "example_separator")) ?? "\n\n";
    const pieces = [
      ...(prefix?.kind === "string" ? [this.decode(body, this.map(prefix))] : []),
      ...this.readExamples(member(body, "examples"), unwrap(examplePrompt)),
      this.decode(body, this.map(suffix)),
    ].filter(({ text }) => text.length > 0);
    const builder = new MappedTextBuilder(this.source.text);
    const expressions: Expression[] = [];
    for (const [index, piece] of pieces.entries()) {
      const { start } = piece.text.range;
      if (index > 0) builder.put(separator, { start, end: start });
      const offset = builder.length;
      for (const expression of piece.expressions) {
        const { start, end } = expression;
        expressions.push({ ...expression, start: start + offset, end: end + offset });
      }
      builder.append(piece.text);
    }
    return { text: builder.build(body.range.start), expressions };
  }

  private readExamples(examples: JsonNode | undefined, examplePrompt: JsonNode): DecodedFString[] {
    if (examples?.kind !== "string") {
      return itemsOf(examples).map((item) => this.writeExample(examplePrompt, item, item.range));
    }
    const content = this.readFile(examples, "the examples");
    if (content === undefined) return [];
    return itemsOf(parseYaml(content).root).map((item) =>
      this.writeExample(examplePrompt, item, examples.range),
    );
  }

  /** An example formatted by its prompt: values are inserted, nothing is run. */
  private writeExample(prompt: JsonNode, example: JsonNode, range: SourceRange): DecodedFString {
    const values = flattenValues(example);
    const { text, expressions } = this.readTemplate(prompt) ?? noText(range);
    const builder = new MappedTextBuilder(this.source.text);
    let from = 0;
    for (const { start, end, variable } of expressions) {
      const value = variable === undefined ? undefined : values.get(variable);
      builder.put(text.text.slice(from, start) + (value ?? text.text.slice(start, end)), range);
      from = end;
    }
    builder.put(text.text.slice(from), range);
    return { text: builder.build(range.start), expressions: [] };
  }

  private readMessage(node: JsonNode): Message[] {
    const { range } = node;
    if (node.kind === "array") return this.readPair(node.items, range);
    const body = unwrap(node);
    const type = messageType(node, body);
    const prompt = member(body, "prompt");
    const content = firstMember(body, "content", "template");
    const variable = member(body, "variable_name");
    if (variable?.kind === "string") return [placeholderMessage(variable)];
    const inner = prompt && unwrap(prompt);
    const role = ROLES.get(type) ?? "user";
    const templates = inner?.kind === "array" ? inner.items.map(unwrap) : inner ? [inner] : [];
    const texts = templates.flatMap((template) => this.readTemplate(template) ?? []);
    if (content?.kind === "string") texts.push(this.readContent(node, body, content));
    for (const item of itemsOf(content)) {
      const text = item.kind === "string" ? item : member(item, "text");
      if (text?.kind === "string") texts.push(this.readContent(node, body, text));
      else this.caveats.push(leftOut("a part of a message is not a text", item.range));
    }
    if (texts.length === 0) {
      this.caveats.push(leftOut("a message can't be read", range));
      return [];
    }
    const parts = texts.map(({ text, expressions }) => textPart(text, expressions));
    return [message(role, parts, range)];
  }

  /** The content of a message is not a template; that of a message template is one. */
  private readContent(node: JsonNode, body: JsonNode, content: JsonString): DecodedFString {
    const isTemplate = className(node)?.endsWith("Template") ?? true;
    const text = this.map(content);
    return isTemplate ? this.decode(body, text) : { text, expressions: [] };
  }

  /** `["system", "You are {name}."]`. */
  private readPair([type, content]: readonly JsonNode[], range: SourceRange): Message[] {
    if (content?.kind !== "string") {
      this.caveats.push(leftOut("a message can't be read", range));
      return [];
    }
    const { text, expressions } = this.decode(content, this.map(content));
    const role = ROLES.get(stringValue(type) ?? "") ?? "user";
    return [message(role, [textPart(text, expressions)], range)];
  }
}

/** Replaces the text of a file that is unavailable. */
function noText(range: SourceRange): DecodedFString {
  return { text: MappedText.standIn("", range), expressions: [] };
}

/** Other messages go here: how many and which, only the program knows. */
function placeholderMessage({ value, range }: JsonString): Message {
  const text = MappedText.standIn(`{${value}}`, range);
  return message(
    "user",
    [textPart(text, [{ start: 0, end: text.length, variable: value }])],
    range,
  );
}

/** The arguments of an object that `dumps` wrote, or the node itself. */
function unwrap(node: JsonNode): JsonNode {
  const kwargs = member(node, "kwargs");
  return member(node, "lc") !== undefined && kwargs !== undefined ? kwargs : node;
}

/** `SystemMessagePromptTemplate` of an object that `dumps` wrote. */
function className(node: JsonNode): string | undefined {
  return stringValue(itemsOf(member(node, "id")).at(-1));
}

/** `system`, `human`, `ai` …, from the class, `_type`, `type` or `role`. */
function messageType(node: JsonNode, body: JsonNode): string {
  const named = className(node) ?? stringValue(firstMember(body, "_type", "type", "role")) ?? "";
  return (
    /^(system|human|user|ai|assistant|developer|tool|function|chat)/i.exec(named)?.[1] ?? ""
  ).toLowerCase();
}
