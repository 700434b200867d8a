import type { SourceRange } from "../../sourceRange";
import type { ModelName } from "../names/modelName";
import type { Request } from "../request/request";

/** How a part of a file is read for names of models. */
export type Syntax =
  | "json"
  | "jsonc"
  | "yaml"
  | "toml"
  | "python"
  | "typescript"
  | "tsx"
  | "jsx"
  /** A program in a language whose requests are not read: its string literals. */
  | "literals"
  /** Commands and recipes, word by word. */
  | "words"
  /** Settings, a `name=value` on each line. */
  | "settings";

/** A part of a file that is read by one syntax. */
export interface Sheet {
  readonly syntax: Syntax;
  readonly text: string;
  /** Where a range of `text` is in the file. */
  readonly toFile: (range: SourceRange) => SourceRange;
  /** A new text as the file has to hold it. */
  readonly encode: (text: string) => string;
  /** What begins a comment, for the syntaxes that several languages share. */
  readonly comments?: readonly string[];
}

/** A name of a retiring model in a sheet. */
export interface NameInSheet {
  readonly name: ModelName;
  /** Of the id alone. */
  readonly range: SourceRange;
  readonly requests: readonly Request[];
  /** Whether the requests of this name can't be read, so that no edit is known to be enough. */
  readonly isOpaque?: true;
}

/** A part of a file that is written as it is read. */
export function plainSheet(
  syntax: Syntax,
  text: string,
  base = 0,
  comments?: readonly string[],
): Sheet {
  return {
    syntax,
    text,
    toFile: ({ start, end }) => ({ start: start + base, end: end + base }),
    encode: (written) => written,
    ...(comments && { comments }),
  };
}
