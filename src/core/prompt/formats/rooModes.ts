import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt, message } from "../buildPrompt";
import { leftOut } from "../caveats";
import { mapScalar } from "../mapScalar";
import { itemsOf } from "../nodes";
import type { Prompt, PromptProblem, TextPart } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";
import { textPart } from "../expression";

/**
 * Modes of Roo Code and Kilo Code (docs.roocode.com, custom modes), in YAML or JSON: a request for
 * each mode, whose `roleDefinition` begins the system message and whose `customInstructions` end it.
 */
export const rooModesFormat: FormatReader = {
  format: "roo-modes",
  isNamed: (path) =>
    /(?:^|\/)(?:\.(?:roo|kilocode)modes(?:\.(?:ya?ml|json))?|custom_modes\.(?:ya?ml|json))$/.test(
      path,
    ),
  read: readModes,
};

function readModes({ text }: PromptSource): Reading {
  const label = "Roo Code modes";
  const { start, end } = withoutByteOrderMark(text);
  const body = text.slice(start);
  const isJson = /^\s*\{/.test(body);
  const parsed = isJson ? parseJson(body, start) : parseYaml(body, start);
  const broken = syntaxProblems(isJson ? "JSON" : "YAML", parsed);
  const modes = itemsOf(member(parsed.root, "customModes"));
  const prompts = modes.flatMap((mode) => readMode(text, mode));
  const problems =
    broken.length > 0 ? broken : prompts.length > 0 ? [] : [withoutModes({ start, end })];
  return { label, prompts, problems, references: [] };
}

function withoutModes(range: PromptProblem["range"]): PromptProblem {
  const message = "No prompt: there is no mode with a roleDefinition or customInstructions.";
  return { code: "not-a-prompt", message, range };
}

function readMode(text: string, mode: JsonNode): Prompt[] {
  const parts = ["roleDefinition", "customInstructions"].flatMap((key) =>
    readText(text, member(mode, key)),
  );
  if (parts.length === 0) return [];
  const name = stringValue(member(mode, "slug")) ?? stringValue(member(mode, "name"));
  const { range } = mode;
  return [
    buildPrompt({
      ...(name !== undefined && { name }),
      range,
      messages: [message("system", parts, range)],
      caveats: [leftOut("the agent's own instructions, its tools and its list of modes")],
    }),
  ];
}

function readText(text: string, node: JsonNode | undefined): TextPart[] {
  if (node?.kind !== "string") return [];
  const content = mapScalar(text, node).trim(/\s/);
  return content.length === 0 ? [] : [textPart(content, [])];
}
