import type { MappedText } from "../mappedText";
import type { Expression } from "../expression";

/** A piece of a program's text. White space and comments are left out. */
export interface Token {
  readonly kind: "string" | "name" | "number" | "sign";
  readonly start: number;
  readonly end: number;
  /** As written; a sign is one character. Empty for strings. */
  readonly text: string;
  /** Of a string. */
  readonly literal?: StringLiteral;
}

/** What a string literal says. */
export interface StringLiteral {
  readonly text: MappedText;
  /** `${x}` of a template literal, `{x}` of an f-string. */
  readonly expressions: readonly Expression[];
  /** Written over several lines: a template literal or a triple-quoted string. */
  readonly isLong: boolean;
}
