import { type JsonNode, type JsonString, member, stringValue } from "../../json/jsonNode";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt, locateModel, locateNumber } from "../buildPrompt";
import { leftOut } from "../caveats";
import { MappedText } from "../mappedText";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { Caveat, FileReference, Message, Prompt, ValueSet } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { responseFormatCaveats } from "../requestFileBody";
import { readResponseFormat } from "../requestJson";
import { readSettings } from "../settings";
import { syntaxProblems } from "../syntaxProblems";
import { scanJinja } from "../templates/jinja";
import { flattenValues, valueText } from "../values";
import { readTemplate } from "./templateText";

/** A flow of Prompt flow (microsoft/promptflow): each LLM node is a request. */
export const promptFlowFormat: FormatReader = {
  format: "prompt-flow",
  isNamed: (path) => /(?:^|[/.])flow\.dag\.ya?ml$/.test(path),
  read: (source) => new FlowReader(source).read(),
};

const LABEL = "Prompt flow";

class FlowReader {
  private readonly references: FileReference[] = [];

  constructor(private readonly source: PromptSource) {}

  read(): Reading {
    const { text } = this.source;
    const range = withoutByteOrderMark(text);
    const parsed = parseYaml(text.slice(range.start), range.start);
    const problems = syntaxProblems("YAML", parsed);
    if (problems.length > 0) return { label: LABEL, prompts: [], problems, references: [] };
    const { root } = parsed;
    const prompts = itemsOf(member(root, "nodes")).flatMap((node) => this.readNode(node, root));
    if (prompts.length > 0 || text.trim() === "") {
      return { label: LABEL, prompts, problems, references: this.references };
    }
    const message = "No prompt: the flow has no node of the type llm.";
    return {
      label: LABEL,
      prompts,
      problems: [{ code: "not-a-prompt", message, range: root?.range ?? range }],
      references: [],
    };
  }

  private readNode(written: JsonNode, root: JsonNode | undefined): Prompt[] {
    const name = stringValue(member(written, "name"));
    const node = variantOf(written, name, root);
    if (stringValue(member(node, "type")) !== "llm") return [];
    const inputs = member(node, "inputs");
    const model = firstMember(inputs, "deployment_name", "model");
    const maxOutputTokens = locateNumber(
      firstMember(inputs, "max_tokens", "max_completion_tokens"),
    );
    const responseFormat = readResponseFormat(member(inputs, "response_format"));
    const path = member(member(node, "source"), "path");
    return [
      buildPrompt({
        ...(name !== undefined && { name }),
        range: node.range,
        ...(model?.kind === "string" && { model: locateModel(this.source.text, model) }),
        ...(maxOutputTokens && { maxOutputTokens }),
        ...(responseFormat && { responseFormat }),
        settings: readSettings(inputs),
        messages: path?.kind === "string" ? this.readMessages(path) : [],
        valueSets: valuesOf(inputs, member(root, "inputs")),
        caveats: [
          ...(path?.kind === "string" ? [] : [leftOut("the node names no template", node.range)]),
          ...inputCaveats(inputs),
        ],
      }),
    ];
  }

  private readMessages({ value: path, range }: JsonString): Message[] {
    this.references.push({ path, holds: "the prompt", range });
    const content = this.source.files?.get(path);
    if (content === undefined) return [];
    const text = content.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
    return readTemplate(this.source.text, MappedText.standIn(text, range), scanJinja, "user");
  }
}

/** Inputs that are sent next to the messages. */
function inputCaveats(inputs: JsonNode | undefined): Caveat[] {
  const tools = membersOf(inputs)
    .filter(({ key, value }) => /^(?:tools|functions)$/.test(key) && value.kind !== "null")
    .map(({ key, keyRange }) => leftOut(`${key} of a node are not counted`, keyRange));
  return [...tools, ...responseFormatCaveats(member(inputs, "response_format"))];
}

/** The node as its default variant defines it, or unchanged. */
function variantOf(node: JsonNode, name: string | undefined, root: JsonNode | undefined): JsonNode {
  const all = name === undefined ? undefined : member(member(root, "node_variants"), name);
  const id = stringValue(member(all, "default_variant_id"));
  const variant = id === undefined ? undefined : member(member(all, "variants"), id);
  return member(variant, "node") ?? node;
}

const FLOW_INPUT = /^\$\{inputs\.([\w-]+)\}$/;

/** The values that the flow passes to a node's inputs, as far as they are literals. */
function valuesOf(inputs: JsonNode | undefined, flowInputs: JsonNode | undefined): ValueSet[] {
  const values = new Map<string, string>();
  for (const { key, value } of membersOf(inputs)) {
    const input = FLOW_INPUT.exec(stringValue(value) ?? "")?.[1];
    const known = input === undefined ? value : member(member(flowInputs, input), "default");
    if (known === undefined || isComputed(known)) continue;
    values.set(key, valueText(known));
    flattenValues(known).forEach((inner, path) => values.set(`${key}.${path}`, inner));
  }
  return values.size === 0 ? [] : [{ label: "flow inputs", values }];
}

/** Whether a value is another node's output. */
function isComputed(node: JsonNode): boolean {
  return node.kind === "string" && node.value.includes("${");
}
