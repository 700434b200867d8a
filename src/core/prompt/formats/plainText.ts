import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message, splitParts } from "../buildPrompt";
import { approximate, withCaveat } from "../caveats";
import { MappedText } from "../mappedText";
import { markdownImages } from "../markdownImages";
import type { Caveat, Prompt } from "../prompt";
import { type FormatReader, withoutByteOrderMark } from "../promptFormat";
import { scanDoubleBraces } from "../templates/doubleBraces";

/** Markdown that is sent as it is: one user message. */
export const markdownFormat: FormatReader = {
  format: "markdown",
  isNamed: (path) => /\.(?:md|markdown|mdx)$/.test(path),
  read: ({ text }) => ({
    label: "Markdown",
    prompts: frontmatterCaveats(text).reduce(withCaveat, plainTextPrompts(text, true)),
    problems: [],
    references: [],
  }),
};

/** Text that is sent as it is: one user message. */
export const textFormat: FormatReader = {
  format: "text",
  isNamed: (path) => TEXT_NAME.test(path),
  read: ({ text }) => ({
    label: "Plain text",
    prompts: plainTextPrompts(text, false),
    problems: [],
    references: [],
  }),
};

/** Whoever sends a file with frontmatter mostly takes that off. */
function frontmatterCaveats(text: string): readonly Caveat[] {
  const [frontmatter] =
    /^\uFEFF?---[ \t]*\r?\n[^]*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  if (frontmatter === undefined) return [];
  const range = { start: 0, end: frontmatter.length };
  return [approximate("the frontmatter is counted as part of the text", range)];
}

const TEXT_NAME = /\.(?:txt|text)$/i;

/** What VS Code calls a new document, and the command line its standard input. */
const NAMELESS = /^(?:-|Untitled-\d+)$/;

/**
 * Whether a file that no other format claims is plain text. Files of other names are counted as
 * plain text too, but then that is a guess.
 */
export function isPlainTextName(path: string): boolean {
  return TEXT_NAME.test(path) || NAMELESS.test(path);
}

/** The text as one user message; none if there is nothing. */
export function plainTextPrompts(text: string, hasImages: boolean): Prompt[] {
  const range: SourceRange = withoutByteOrderMark(text);
  if (range.start === range.end) return [];
  const content = MappedText.verbatim(text, range);
  const parts = splitParts(content, scanDoubleBraces, hasImages ? markdownImages(content) : []);
  return [buildPrompt({ range, messages: [message("user", parts, range)] })];
}
