import type { SourceRange } from "../sourceRange";
import type { FileReference, Prompt, PromptFormat, PromptProblem, UnreadEntries } from "./prompt";

/** A file to read. */
export interface PromptSource {
  /** A name without a folder is enough. Both `/` and `\` separate folders. */
  readonly path: string;
  readonly text: string;
  /** VS Code's language id, for documents whose name is not enough. */
  readonly languageId?: string | undefined;
  /** The texts of `PromptFile.references`, by their paths as written. */
  readonly files?: ReadonlyMap<string, string>;
}

export interface FileToRead extends PromptSource {
  /** If already known. */
  readonly format?: PromptFormat | undefined;
  /** Whether the user chose `format`: a file with any name is then of that format. */
  readonly isFormatChosen?: boolean;
}

/** The result of a format's reader. Readers never throw, whatever the text is. */
export interface Reading {
  /** Shown to the user: `Prompty v2`. */
  readonly label: string;
  readonly prompts: readonly Prompt[];
  readonly problems: readonly PromptProblem[];
  readonly references: readonly FileReference[];
  readonly unread?: UnreadEntries;
}

/** One kind of prompt file. */
export interface FormatReader {
  readonly format: PromptFormat;
  /** Whether the name alone is enough: `path` in lower case, with `/`. */
  readonly isNamed?: (path: string) => boolean;
  /**
   * Whether the name and the text (or its beginning) together are enough: tried before names alone, for
   * files whose name belongs to another format.
   */
  readonly claims?: (path: string, head: string) => boolean;
  /** Whether the text is enough; only its beginning may be passed. */
  readonly looksLike?: (head: string, path: string) => boolean;
  readonly read: (source: PromptSource) => Reading;
}

/** The text without a byte order mark. */
export function withoutByteOrderMark(text: string): SourceRange {
  return { start: text.startsWith("\uFEFF") ? 1 : 0, end: text.length };
}
