import { formatCount } from "../../format";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message } from "../buildPrompt";
import { leftOut } from "../caveats";
import { readFrontmatter } from "../frontmatter";
import { type MappedText, MappedTextBuilder } from "../mappedText";
import type { Caveat, FileReference } from "../prompt";
import type { FormatReader, PromptSource, Reading } from "../promptFormat";
import { textPart } from "../expression";

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/\.instructions\.md$/, "VS Code instructions"],
  [/(?:^|[/.])copilot-instructions\.md$/, "Copilot instructions"],
  [/(?:^|[/.])agents?(?:\.override|\.local)?\.md$/, "AGENTS.md"],
  [/(?:^|[/.])claude(?:\.local)?\.md$/, "CLAUDE.md"],
  [/(?:^|[/.])gemini\.md$/, "GEMINI.md"],
  [/(?:^|\/)qwen\.md$/, "QWEN.md"],
  [/(?:^|\/)(?:warp|crush)\.md$/, "Agent rules"],
  [/(?:^|[/.])skill\.md$/, "Agent skill"],
  [/\.mdc$|(?:^|\/)\.(?:cursor|windsurf|cline|roo|kilocode)rules(?:-[\w-]+)?$/, "Agent rules"],
  [
    /(?:^|\/)\.(?:cursor|windsurf|roo|kilocode|amazonq|continue|augment|trae|agent|cline)\/rules(?:-[\w-]+)?\/.+\.(?:md|mdc|txt)$/,
    "Agent rules",
  ],
  [/(?:^|\/)\.(?:cline|windsurf|roo)rules(?:-[\w-]+)?\/.+\.(?:md|txt)$/, "Agent rules"],
  [/(?:^|\/)\.kiro\/steering\/.+\.md$/, "Kiro steering"],
  [/(?:^|\/)\.openhands\/microagents\/.+\.md$/, "Agent rules"],
  [/(?:^|\/)\.junie\/guidelines\.md$|(?:^|\/)\.idx\/airules\.md$/, "Agent rules"],
  [/(?:^|\/)\.(?:rules|goosehints|augment-guidelines|airules)$/, "Agent rules"],
];

/** Files in which `@path` includes the text of another file. */
const IMPORTING: ReadonlySet<string> = new Set(["CLAUDE.md", "GEMINI.md", "QWEN.md"]);

/**
 * Instructions for an agent, known by their names: `*.instructions.md`, `copilot-instructions.md`,
 * `AGENTS.md`, `CLAUDE.md`, `GEMINI.md`, `SKILL.md`, `*.mdc`, `.cursorrules`, the rules folders of
 * coding agents. Frontmatter is not sent; the body is a system message. `@path` in a CLAUDE.md
 * includes the text of another file.
 */
export const instructionsFormat: FormatReader = {
  format: "instructions",
  isNamed: (path) => LABELS.some(([name]) => name.test(path)),
  read: readInstructions,
};

function readInstructions(source: PromptSource): Reading {
  const { path, text } = source;
  const label =
    LABELS.find(([name]) => name.test(path.toLowerCase().replaceAll("\\", "/")))?.[1] ??
    "Instructions";
  const frontmatter = readFrontmatter(text, { fences: ["---"] });
  const isRequired = label === "VS Code instructions" || label === "Agent skill";
  const problems = isRequired ? frontmatter.problems : [];
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };

  const link = linkTarget(text);
  const references = link
    ? [link]
    : IMPORTING.has(label)
      ? findImports(text, frontmatter.body)
      : [];
  const body = link && source.files?.get(link.path) === undefined ? NOTHING : frontmatter.body;
  const content = takeIn(source, body, references).trim(/\s/);
  const prompt = buildPrompt({
    range: { start: 0, end: text.length },
    isContext: true,
    messages:
      content.length === 0 ? [] : [message("system", [textPart(content, [])], content.range)],
    caveats: includedFiles(path, label, content),
  });
  return { label, prompts: [prompt], problems: [], references };
}

function includedFiles(path: string, label: string, content: MappedText): Caveat[] {
  if (label === "Kiro steering") return linkedFiles(content.text);
  return path.toLowerCase().endsWith(".mdc") ? attachedFiles(content) : [];
}

/** `@service-template.ts` attaches a file to a rule of Cursor; `@scope/name` is a package. */
function attachedFiles(content: MappedText): Caveat[] {
  const attached =
    /```[^]*?(?:```|$)|`[^`\n]*`|(?<![^\s(])@([\w./-]*[\w-]\.[a-z]\w{0,5})(?![\w/@.])/g;
  return Array.from(content.text.matchAll(attached)).flatMap(([, file]) =>
    file === undefined ? [] : [leftOut(`the text of ${file}`)],
  );
}

/** `#[[file:api/openapi.yaml]]` includes a file by its path from the workspace (kiro.dev/docs/steering). */
function linkedFiles(text: string): Caveat[] {
  const files = text.match(/#\[\[file:[^\]\n]+\]\]/g)?.length ?? 0;
  return files > 0 ? [leftOut(`the text of ${formatCount(files, "linked file")}`)] : [];
}

/** Only the target's text is sent, nothing of the link itself. */
const NOTHING: SourceRange = { start: 0, end: 0 };

/** A symbolic link that was checked out as a file: its text is the name of another file. */
function linkTarget(text: string): FileReference | undefined {
  const path = text.trim();
  if (path.length > 200 || !/^[\w./-]+\.md$/i.test(path)) return undefined;
  const start = text.indexOf(path);
  return {
    path,
    holds: "the text that this link leads to",
    range: { start, end: start + path.length },
  };
}

/** `@path` at the start of a word, outside code (Claude Code, memory imports). */
function findImports(text: string, body: SourceRange): FileReference[] {
  const references: FileReference[] = [];
  const pattern = /```[^]*?(?:```|$)|`[^`\n]*`|(?<![^\s])@((?:~?\/|\.{1,2}\/)?[\w-][\w./-]*)/g;
  pattern.lastIndex = body.start;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const path = match[1]?.replace(/[.,;:]+$/, "");
    if (path === undefined || !/[./]/.test(path)) continue;
    const range = { start: match.index, end: match.index + 1 + path.length };
    references.push({ path, holds: "an imported text", range });
  }
  return references;
}

/** The body, with the names of available files replaced by their texts. */
function takeIn(
  { text, files }: PromptSource,
  body: SourceRange,
  references: readonly FileReference[],
): MappedText {
  const builder = new MappedTextBuilder(text);
  let from = body.start;
  for (const { path, range } of references) {
    const content = files?.get(path);
    if (content === undefined || range.start < from) continue;
    builder.copy({ start: from, end: range.start });
    builder.put(content, range);
    from = range.end;
  }
  builder.copy({ start: from, end: body.end });
  return builder.build(body.start);
}
