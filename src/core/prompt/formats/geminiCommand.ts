import { type JsonNode, member } from "../../json/jsonNode";
import { parseToml } from "../../json/parseToml";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message } from "../buildPrompt";
import { mapTomlString } from "../mapTomlString";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";
import { textPart } from "../expression";
import { scanGeminiCommand } from "../templates/geminiCommand";
import { unreadInputs } from "../unreadInputs";

/** Custom commands of Gemini CLI (geminicli.com/docs/cli/custom-commands): `prompt` is the user's message. */
export const geminiCommandFormat: FormatReader = {
  format: "gemini-command",
  isNamed: (path) => /(?:^|\/)\.(?:gemini|qwen)\/commands\/.+\.toml$/.test(path),
  claims: (path, head) =>
    /(?:^|\/)commands\/.+\.toml$/.test(path) && /^\uFEFF?prompt\s*=/m.test(head),
  read: readCommand,
};

function readCommand({ text }: PromptSource): Reading {
  const label = "Gemini CLI command";
  const { start, end } = withoutByteOrderMark(text);
  const parsed = parseToml(text.slice(start), start);
  const problems = syntaxProblems("TOML", parsed);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const prompt = member(parsed.root, "prompt");
  return prompt?.kind === "string"
    ? { label, prompts: promptsOf(text, prompt), problems: [], references: [] }
    : { label, prompts: [], problems: [withoutPrompt({ start, end })], references: [] };
}

function promptsOf(text: string, { range }: JsonNode) {
  const content = mapTomlString(text, range);
  if (content.text.trim() === "") return [];
  const expressions = scanGeminiCommand(content.text);
  const messages = [message("user", [textPart(content, expressions)], content.range)];
  const caveats = unreadInputs(content.text, expressions);
  return [buildPrompt({ range: { start: 0, end: text.length }, messages, caveats })];
}

function withoutPrompt(range: SourceRange) {
  return { code: "not-a-prompt", message: "No prompt: the key prompt is missing.", range } as const;
}
