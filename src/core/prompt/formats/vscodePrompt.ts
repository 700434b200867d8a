import { readEffortSetting } from "../settings";
import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message, splitParts } from "../buildPrompt";
import { readFrontmatter } from "../frontmatter";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import { markdownImages } from "../markdownImages";
import { itemsOf } from "../nodes";
import type { Located, Role, Tool } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";
import { scanVscodeVariables } from "../templates/vscodeVariables";

/** VS Code prompt files (microsoft/vscode-docs, prompt-files.md): the body is one user message. */
export const vscodePromptFormat: FormatReader = {
  format: "vscode-prompt",
  isNamed: (path) => path.endsWith(".prompt.md"),
  read: (source) => readVscodeFile(source, "VS Code prompt", "user"),
};

/** Custom agents, formerly chat modes (custom-agents.md): the body is the instructions. */
export const vscodeAgentFormat: FormatReader = {
  format: "vscode-agent",
  isNamed: (path) =>
    /\.(?:agent|chatmode)\.md$/.test(path) ||
    /(?:^|\/)\.github\/(?:agents|chatmodes)\/[^/]+\.md$/.test(path),
  read: (source) =>
    readVscodeFile(
      source,
      /\.chatmode\.md$|[\\/]chatmodes[\\/]/i.test(source.path)
        ? "VS Code chat mode"
        : "VS Code agent",
      "system",
    ),
};

function readVscodeFile({ text }: PromptSource, label: string, role: Role): Reading {
  const { root, body, problems } = readFrontmatter(text, {
    fences: ["---"],
    isOfBody: (line) => /^[^\s:]+\s+[^:]*$|^[$<>*!`]/.test(line),
  });
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const name = stringValue(member(root, "name"));
  const model = readModelName(text, member(root, "model"));
  const content = MappedText.verbatim(text, body).trim(/\s/);
  const parts = splitParts(content, scanVscodeVariables, markdownImages(content));
  return {
    label,
    prompts: [
      buildPrompt({
        ...(name !== undefined && { name }),
        range: { start: 0, end: text.length },
        ...(model && { model }),
        settings: readEffortSetting(root),
        messages: content.length === 0 ? [] : [message(role, parts, content.range)],
        tools: readToolNames(member(root, "tools")),
      }),
    ],
    problems,
    references: [],
  };
}

/**
 * The API's name, `gpt-4o-mini`, for the model as the model picker shows it, `GPT-4o mini (copilot)`;
 * the first if there are several.
 */
function readModelName(text: string, node: JsonNode | undefined): Located<string> | undefined {
  const first = node?.kind === "array" ? node.items[0] : node;
  if (first?.kind !== "string") return undefined;
  const mapped = mapScalar(text, first);
  const shown = mapped.text.replace(/\s*\([^)]*\)\s*$/, "");
  if (shown === "") return undefined;
  const range: SourceRange = mapped.rangeOf(0, shown.length);
  return { value: shown.toLowerCase().replace(/\s+/g, "-"), range };
}

/** The editor holds the definitions of its tools: only their names are in the file. */
function readToolNames(node: JsonNode | undefined): Tool[] {
  return itemsOf(node).flatMap((item) =>
    item.kind === "string" ? [{ type: "reference", name: item.value, range: item.range }] : [],
  );
}
