import type { SourceRange } from "../sourceRange";
import { visibleLine } from "../visibleText";

/** What a link or a lens does; the shell knows the command's id and adds which document it is about. */
export type SurfaceCommand =
  "compare" | "run" | "goToLargest" | "goTo" | "setDetailLow" | "createVars";

/** Where a person goes from a surface. */
export interface SurfaceLink {
  readonly label: string;
  readonly command: SurfaceCommand;
  /** For `goTo`. */
  readonly range?: SourceRange;
}

/**
 * A piece of a hover. `text` is the user's own (a name in a file) and is appended as text, never as
 * Markdown.
 */
export type HoverSegment =
  | { readonly kind: "markdown"; readonly value: string }
  | { readonly kind: "text"; readonly value: string }
  | ({ readonly kind: "link" } & SurfaceLink);

export function markdown(value: string): HoverSegment {
  return { kind: "markdown", value };
}

export function text(value: string): HoverSegment {
  return { kind: "text", value: visibleLine(value) };
}

export function link(label: string, command: SurfaceCommand, range?: SourceRange): HoverSegment {
  return { kind: "link", label, command, ...(range && { range }) };
}

/** Links in one line, with a dot between them. */
export function joinLinks(links: readonly (readonly HoverSegment[])[]): readonly HoverSegment[] {
  return links.flatMap((segments, index) =>
    index === 0 ? segments : [markdown(" · "), ...segments],
  );
}

/**
 * Text inside the brackets of a Markdown link. VS Code's renderer undoes backslashes in front of
 * brackets there and reads the text again, so that an image or a link in it would come to life.
 */
export function escapeLinkLabel(label: string): string {
  return escapeMarkdown(label).replaceAll("\\[", "&#91;").replaceAll("\\]", "&#93;");
}

/** Line ends with the white space around them. */
const LINE_BREAK = /\s*[\r\n\v\f\u0085\u2028\u2029]\s*/g;

/**
 * Text of a label, a reason or a message that Markdown shows as it is: no markup, no HTML, no link,
 * no invisible character, in one line. VS Code draws `$(name)` as an icon, even after escapes and
 * entities, but not across elements.
 */
export function escapeMarkdown(words: string): string {
  return visibleLine(words.replace(LINE_BREAK, " "))
    .replace(/[\\`*_[\]<>|~#&@]|:(?=\/\/)|(?<=\bwww)\./gi, "\\$&")
    .replaceAll("$(", "<span>$</span>(");
}

/**
 * A name from a file as code, cut at 40 characters. Backticks and bars, which would end the code or
 * its table cell, become characters that look like them.
 */
export function codeSpan(name: string): string {
  const oneLine = visibleLine(name.replace(/\s+/g, " "));
  const short = oneLine.length > 40 ? `${cutAt(oneLine, 39)}…` : oneLine;
  // Code spans have no escapes, and an icon's name is drawn as an icon inside them, too.
  return short.includes("$(")
    ? `<code>${escapeMarkdown(short)}</code>`
    : `\`${short.replaceAll("`", "ˋ").replaceAll("|", "¦")}\``;
}

/** Without half of a surrogate pair at the end. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

/**
 * A label of the status bar, a lens or a list: VS Code draws `$(name)` in them as an icon unless a
 * backslash is in front.
 */
export function escapeIcons(label: string): string {
  return visibleLine(label).replaceAll("$(", "\\$(");
}

/** Paragraphs, tables and lists one below the other; what is empty is left out. */
export function joinBlocks(
  blocks: readonly (readonly HoverSegment[] | string | undefined)[],
): readonly HoverSegment[] {
  return blocks
    .map((block) => (typeof block === "string" ? [markdown(block)] : (block ?? [])))
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [markdown("\n\n"), ...block]));
}
