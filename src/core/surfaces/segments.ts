import type { SourceRange } from "../sourceRange";

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
  return { kind: "text", value };
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

/** Keeps a word of a label, a reason or a message from being read as Markdown or HTML. */
export function escapeMarkdown(words: string): string {
  return words.replace(/[\\`*_[\]<>|~#]/g, "\\$&").replace(/\s*[\r\n]+\s*/g, " ");
}

/** A name out of a file as code: shown as it is written, whatever it holds. Cut at 40 characters. */
export function codeSpan(name: string): string {
  const oneLine = name.replace(/\s+/g, " ").replaceAll("`", "ˋ").replaceAll("|", "¦");
  return `\`${oneLine.length > 40 ? `${oneLine.slice(0, 39)}…` : oneLine}\``;
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
