import type { JsonMember, JsonNode } from "../../json/jsonNode";
import { buildPrompt, locateNumber, message } from "../buildPrompt";
import { approximate } from "../caveats";
import { MappedText } from "../mappedText";
import type { Message, Prompt, PromptProblem } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readRole } from "../requestJson";
import { readSettings } from "../settings";
import { textPart } from "../expression";
import { otherVendor } from "../vendorModel";
import { type ModelfileCommand, parseModelfile } from "./modelfileCommands";

/** Files about Modelfiles, and programs that write them. */
const OTHER_FILE = /\.(?:mdx?|py|[cm]?[jt]sx?|go|rs|java|rb|sh|json|ya?ml|toml|html?|css)$/;

/**
 * Ollama's Modelfile (ollama/ollama, docs/modelfile.mdx): SYSTEM and the MESSAGEs begin every
 * conversation with the model. SYSTEM is not sent if the first MESSAGE is a system message.
 */
export const modelfileFormat: FormatReader = {
  format: "modelfile",
  isNamed: (path) =>
    /(?:^|\/)(?:modelfile(?:[._-][^/]*)?|[^/]+\.modelfile)$/.test(path) && !OTHER_FILE.test(path),
  read: readModelfile,
};

function readModelfile({ text }: PromptSource): Reading {
  const label = "Ollama Modelfile";
  const { commands, problem } = parseModelfile(text, withoutByteOrderMark(text));
  const messages = readMessages(text, commands);
  const prompts = messages.length > 0 ? [promptOf(text, messages, commands)] : [];
  const problems = [
    ...commands.flatMap((command) => modelProblems(text, command)),
    ...(problem
      ? [{ ...problem, code: "broken-file", message: `${problem.message}.` } as const]
      : []),
    ...(problem === undefined && messages.length === 0 ? [withoutPrompt(text)] : []),
  ];
  return { label, prompts, problems, references: [] };
}

function promptOf(
  text: string,
  messages: readonly Message[],
  commands: readonly ModelfileCommand[],
): Prompt {
  const parameters = readParameters(text, commands);
  const limit = parameters.findLast(({ key }) => key === "num_predict");
  const maxOutputTokens = locateNumber(limit?.value);
  const hasTemplate = commands.some(({ name }) => name === "template");
  return buildPrompt({
    range: { start: 0, end: text.length },
    messages,
    // Below 1 the model writes until it has finished.
    ...(maxOutputTokens && maxOutputTokens.value > 0 && { maxOutputTokens }),
    settings: readSettings({
      kind: "object",
      members: parameters,
      range: { start: 0, end: text.length },
    }),
    caveats: hasTemplate ? [approximate("the TEMPLATE frames messages in its own way")] : [],
  });
}

function readMessages(text: string, commands: readonly ModelfileCommand[]): Message[] {
  const system = commands.findLast(({ name }) => name === "system");
  const messages = commands.filter(({ name }) => name === "message");
  const opensWithSystem = messages[0]?.argument === "system";
  const sent = [...(system && !opensWithSystem ? [system] : []), ...messages];
  return sent.flatMap(({ argument, value, range }) => {
    const content = MappedText.verbatim(text, value);
    if (content.text.trim() === "") return [];
    return [message(readRole(argument) ?? "system", [textPart(content, [])], range)];
  });
}

/** Each parameter once; `stop` may be given several times. */
function readParameters(text: string, commands: readonly ModelfileCommand[]): JsonMember[] {
  const byName = new Map<string, JsonMember>();
  for (const { name, argument = "", value: range } of commands) {
    if (name !== "parameter") continue;
    const node = parameterValue(text.slice(range.start, range.end), range);
    const before = byName.get(argument)?.value;
    const items = before?.kind === "array" ? before.items : [];
    const value: JsonNode =
      argument === "stop" ? { kind: "array", items: [...items, node], range } : node;
    byName.set(argument, { key: argument, keyRange: range, value });
  }
  return [...byName.values()];
}

function parameterValue(text: string, range: JsonNode["range"]): JsonNode {
  return /^-?\d+(?:\.\d+)?$/.test(text)
    ? { kind: "number", text, range }
    : { kind: "string", value: text, range };
}

function modelProblems(text: string, { name, value }: ModelfileCommand): PromptProblem[] {
  const model = text.slice(value.start, value.end);
  return name === "from" && model !== "" ? [otherVendor({ value: model, range: value })] : [];
}

function withoutPrompt(text: string): PromptProblem {
  const range = withoutByteOrderMark(text);
  return { code: "not-a-prompt", message: "No prompt: there is no SYSTEM and no MESSAGE.", range };
}
