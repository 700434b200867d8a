import type { SourceRange } from "../../sourceRange";
import { buildPrompt, message, splitParts } from "../buildPrompt";
import { approximate, withCaveat } from "../caveats";
import { MappedText } from "../mappedText";
import { markdownImages } from "../markdownImages";
import type { Caveat, Prompt } from "../prompt";
import { type FormatReader, withoutByteOrderMark } from "../promptFormat";
import { scanDoubleBraces } from "../templates/doubleBraces";

/** Markdown that is sent unchanged: one user message. */
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

/** Text that is sent unchanged: one user message. */
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

/** A program that sends a file with frontmatter usually removes it. */
function frontmatterCaveats(text: string): readonly Caveat[] {
  const [frontmatter] =
    /^\uFEFF?---[ \t]*\r?\n[^]*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  if (frontmatter === undefined) return [];
  const range = { start: 0, end: frontmatter.length };
  return [approximate("the frontmatter is counted as part of the text", range)];
}

const TEXT_NAME = /\.(?:txt|text)$/i;

/** VS Code's name for a new document, and the command line's for standard input. */
const NAMELESS = /^(?:-|Untitled-\d+)$/;

/**
 * Whether a file that no other format claims is plain text. Files with other names are also counted
 * as plain text, but then that is a guess.
 */
export function isPlainTextName(path: string): boolean {
  return TEXT_NAME.test(path) || NAMELESS.test(path);
}

/** The text as one user message; none if it is empty. */
export function plainTextPrompts(text: string, hasImages: boolean): Prompt[] {
  const range: SourceRange = withoutByteOrderMark(text);
  if (range.start === range.end) return [];
  const content = MappedText.verbatim(text, range);
  const parts = splitParts(content, scanDoubleBraces, hasImages ? markdownImages(content) : []);
  return [buildPrompt({ range, messages: [message("user", parts, range)] })];
}
