import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt, message } from "../buildPrompt";
import { type FrontmatterFile, readFrontmatter } from "../frontmatter";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import { itemsOf } from "../nodes";
import type { Tool } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";
import { textPart } from "../expression";
import { scanSlashCommand } from "../templates/slashCommand";
import { unreadInputs } from "../unreadInputs";
import { readVendorModel } from "../vendorModel";

/** Folders in which coding agents keep one prompt per Markdown file, with their vendors. */
const VENDORS: ReadonlyMap<string, string> = new Map([
  ["claude", "Claude Code"],
  ["claude-plugin", "Claude Code"],
  ["opencode", "OpenCode"],
  ["cursor", "Cursor"],
  ["codex", "Codex"],
  ["factory", "Factory"],
]);

const FOLDER =
  /(?:^|\/)\.(claude|claude-plugin|opencode|cursor|codex|factory)\/(agents?|commands?|prompts|output-styles)\/.+\.md$/;

/** A marketplace keeps its plugins side by side. Other tools have such folders, too. */
const PLUGIN_FOLDER = /(?:^|\/)plugins\/[^/]+\/(agents|commands)\/.+\.md$/;

/** A standalone plugin has them at its top level. */
const TOP_FOLDER = /(?:^|\/)(agents|commands)\/.+\.md$/;

/** Frontmatter keys that only such files have. */
const OWN_KEYS = /^(?:tools|allowed-tools|disallowed-?tools|model|argument-hint):/im;

/** Not a prompt, in any folder. */
const OTHER_FILE = /(?:^|\/)(?:readme|claude|agents|changelog)\.md$/;

/**
 * Agents and slash commands of Claude Code (code.claude.com/docs, sub-agents and slash-commands) and
 * of tools with the same format. The frontmatter is not sent. An agent's body is a system message, a
 * command's a user message with `$ARGUMENTS`, shell commands and files in it.
 */
export const claudeCodeFormat: FormatReader = {
  format: "claude-code",
  isNamed: (path) => FOLDER.test(path) && !OTHER_FILE.test(path),
  claims: (path, head) =>
    !OTHER_FILE.test(path) &&
    /^\uFEFF?---\r?\n/.test(head) &&
    /^(?:description|name):/m.test(head) &&
    (PLUGIN_FOLDER.test(path) || (TOP_FOLDER.test(path) && OWN_KEYS.test(head))),
  read: (source) => (isAgent(source.path) ? readAgent(source) : readCommand(source)),
};

function placeOf(path: string): RegExpExecArray | null {
  return FOLDER.exec(path) ?? PLUGIN_FOLDER.exec(path) ?? TOP_FOLDER.exec(path);
}

function isAgent(path: string): boolean {
  return (
    placeOf(pathKey(path))?.some((group) => /^(?:agents?|output-styles)$/.test(group)) ?? false
  );
}

function labelOf(path: string, kind: string): string {
  const vendor = VENDORS.get(placeOf(pathKey(path))?.[1] ?? "") ?? "Claude Code";
  return `${vendor} ${kind}`;
}

function pathKey(path: string): string {
  return path.toLowerCase().replaceAll("\\", "/");
}

function readAgent({ path, text }: PromptSource): Reading {
  const label = labelOf(path, "agent");
  const { root, body, problems } = readLenientFrontmatter(text);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const content = MappedText.verbatim(text, body).trim(/\s/);
  const named = readVendorModel(text, member(root, "model"));
  const name = stringValue(member(root, "name"));
  const prompt = buildPrompt({
    ...(name !== undefined && { name }),
    range: { start: 0, end: text.length },
    ...(named.model && { model: named.model }),
    messages:
      content.length === 0 ? [] : [message("system", [textPart(content, [])], content.range)],
    tools: readToolNames(text, member(root, "tools")),
  });
  return { label, prompts: [prompt], problems: named.problems, references: [] };
}

function readCommand({ path, text }: PromptSource): Reading {
  const label = labelOf(path, "command");
  const { root, body, problems } = readLenientFrontmatter(text);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const content = MappedText.verbatim(text, body).trim(/\s/);
  const named = readVendorModel(text, member(root, "model"));
  const expressions = scanSlashCommand(content.text);
  const prompt = buildPrompt({
    range: { start: 0, end: text.length },
    ...(named.model && { model: named.model }),
    messages:
      content.length === 0
        ? []
        : [message("user", [textPart(content, expressions)], content.range)],
    caveats: unreadInputs(content.text, expressions),
  });
  return { label, prompts: [prompt], problems: named.problems, references: [] };
}

/**
 * The tools accept frontmatter that is not valid YAML, such as `description: Use when: …`. Only if the
 * frontmatter is unclosed is it unknown where the prompt begins.
 */
function readLenientFrontmatter(text: string): FrontmatterFile {
  const frontmatter = readFrontmatter(text, {
    fences: ["---"],
    isOfBody: (line) => /^[^\s:]+\s+[^:]*$|^[$<>*!`]/.test(line),
  });
  const { body, problems } = frontmatter;
  if (problems.length === 0 || problems.some(({ insertion }) => insertion !== undefined)) {
    return frontmatter;
  }
  return { root: readKeyByKey(text, body.start), body, problems: [] };
}

/** The top-level keys of a frontmatter that ends at `end`, each read separately. */
function readKeyByKey(text: string, end: number): JsonNode {
  const range = { start: 0, end };
  const keys = [...text.slice(0, end).matchAll(/^(?:[\w-]+:|---)/gm)].map(({ index }) => index);
  const members = keys.flatMap((start, index) => {
    const { root, problems } = parseYaml(text.slice(start, keys[index + 1] ?? end), start);
    return problems.length === 0 && root?.kind === "object" ? root.members : [];
  });
  return { kind: "object", members, range };
}

/** `Read, Bash(git:*)` or a list: the agent holds the definitions. */
function readToolNames(text: string, node: JsonNode | undefined): Tool[] {
  if (node?.kind !== "string") {
    return itemsOf(node).flatMap((item) =>
      item.kind === "string" ? [{ type: "reference", name: item.value, range: item.range }] : [],
    );
  }
  const mapped = mapScalar(text, node);
  return Array.from(mapped.text.matchAll(/[^\s,(]+(?:\([^)]*\))?/g), (match) => ({
    type: "reference",
    name: match[0],
    range: mapped.rangeOf(match.index, match.index + match[0].length),
  }));
}
