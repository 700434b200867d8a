import type { SourceRange } from "../../sourceRange";
import type { ModelName } from "../names/modelName";
import type { Request } from "../request/request";

/** The syntax in which a part of a file is searched for model names. */
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

/** Whether the text between tags is a value, as in XML, or mostly for people, as in a page. */
export type Markup = "data" | "page";

/** A part of a file that is read by one syntax. */
export interface Sheet {
  readonly syntax: Syntax;
  readonly text: string;
  /** The file's range for a range of `text`. */
  readonly toFile: (range: SourceRange) => SourceRange;
  /** A new text as it must be written in the file. */
  readonly encode: (text: string) => string;
  /** The marks of comments; one with a space is the pair that a comment begins and ends with. */
  readonly comments?: readonly string[];
  /** Set for literals between and in tags. */
  readonly markup?: Markup;
}

/** A name of a retiring model in a sheet. */
export interface NameInSheet {
  readonly name: ModelName;
  /** The range of the id only. */
  readonly range: SourceRange;
  readonly requests: readonly Request[];
  /** Whether the requests of this name can't be read, so that no edit is known to be sufficient. */
  readonly isOpaque?: true;
  /** Whether it is a constant of an SDK, which is not written as the id. */
  readonly isConstant?: true;
}

/** A part of a file that is written the same way as it is read. */
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
