import type { SourceRange } from "../sourceRange";
import { visibleLine } from "../visibleText";

/** The command of a link or a lens; the editor knows the command's id and adds the document. */
export type SurfaceCommand =
  | "compare"
  | "run"
  | "runMove"
  | "goToLargest"
  | "goTo"
  | "setDetailLow"
  | "createVars"
  | "planMove";

/** A link from a surface to another place. */
export interface SurfaceLink {
  readonly label: string;
  readonly command: SurfaceCommand;
  /** For `goTo`. */
  readonly range?: SourceRange;
}

/**
 * A piece of a hover. `text` is from the user (a name in a file) and is appended as text, never as
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
 * Text inside the brackets of a Markdown link. VS Code's renderer removes backslashes in front of
 * brackets there and parses the text again, so that an image or a link in it would be rendered.
 */
export function escapeLinkLabel(label: string): string {
  return escapeMarkdown(label).replaceAll("\\[", "&#91;").replaceAll("\\]", "&#93;");
}

/** Line ends with the surrounding white space. */
const LINE_BREAK = /\s*[\r\n\v\f\u0085\u2028\u2029]\s*/g;

/**
 * Text of a label, a reason or a message that Markdown shows verbatim: no markup, no HTML, no link,
 * no invisible character, on one line. VS Code draws `$(name)` as an icon, even after escapes and
 * entities, but not across elements.
 */
export function escapeMarkdown(words: string): string {
  return visibleLine(words.replace(LINE_BREAK, " "))
    .replace(/[\\`*_[\]<>|~#&@]|:(?=\/\/)|(?<=\bwww)\./gi, "\\$&")
    .replaceAll("$(", "<span>$</span>(");
}

/**
 * A name from a file as code, cut at 40 characters. Backticks and bars, which would end the code or
 * its table cell, are replaced by look-alike characters.
 */
export function codeSpan(name: string): string {
  const oneLine = visibleLine(name.replace(/\s+/g, " "));
  const short = oneLine.length > 40 ? `${cutAt(oneLine, 39)}…` : oneLine;
  // Code spans have no escapes, and `$(name)` is drawn as an icon even inside them.
  return short.includes("$(")
    ? `<code>${escapeMarkdown(short)}</code>`
    : `\`${short.replaceAll("`", "ˋ").replaceAll("|", "¦")}\``;
}

/** Cuts off half of a surrogate pair at the end. */
export function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

/**
 * A label of the status bar, a lens or a list: VS Code draws `$(name)` in them as an icon unless a
 * backslash precedes it.
 */
export function escapeIcons(label: string): string {
  return visibleLine(label).replaceAll("$(", "\\$(");
}

/** Paragraphs, tables and lists, one below the other; empty ones are left out. */
export function joinBlocks(
  blocks: readonly (readonly HoverSegment[] | string | undefined)[],
): readonly HoverSegment[] {
  return blocks
    .map((block) => (typeof block === "string" ? [markdown(block)] : (block ?? [])))
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [markdown("\n\n"), ...block]));
}
