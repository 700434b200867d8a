import type { SourceRange } from "../sourceRange";
import type { FileReference, Prompt, PromptFormat, PromptProblem, UnreadEntries } from "./prompt";

/** A file to read. */
export interface PromptSource {
  /** A name alone will do. Both `/` and `\` separate folders. */
  readonly path: string;
  readonly text: string;
  /** VS Code's name of the language, for documents without a name that says enough. */
  readonly languageId?: string | undefined;
  /** The texts of `PromptFile.references`, by their paths as written. */
  readonly files?: ReadonlyMap<string, string>;
}

export interface FileToRead extends PromptSource {
  /** If it is known already. */
  readonly format?: PromptFormat | undefined;
  /** Whether the user chose `format`: a file of any name is then what they say it is. */
  readonly isFormatChosen?: boolean;
}

/** What a format's reader makes of a file. Readers never throw, whatever the text is. */
export interface Reading {
  /** For people: `Prompty v2`. */
  readonly label: string;
  readonly prompts: readonly Prompt[];
  readonly problems: readonly PromptProblem[];
  readonly references: readonly FileReference[];
  readonly unread?: UnreadEntries;
}

/** One kind of prompt file. */
export interface FormatReader {
  readonly format: PromptFormat;
  /** Whether the name alone says so: `path` in lower case, with `/`. */
  readonly isNamed?: (path: string) => boolean;
  /**
   * Whether the name and the text (or its beginning) together say so: tried before names alone, for
   * files whose name is that of another format.
   */
  readonly claims?: (path: string, head: string) => boolean;
  /** Whether the text says so, of which no more than the beginning may be given. */
  readonly looksLike?: (head: string, path: string) => boolean;
  readonly read: (source: PromptSource) => Reading;
}

/** The text without a byte order mark. */
export function withoutByteOrderMark(text: string): SourceRange {
  return { start: text.startsWith("\uFEFF") ? 1 : 0, end: text.length };
}
