import type { MappedText } from "../mappedText";
import type { Expression } from "../expression";
import type { Block } from "./block";

/** A piece of a program's text. White space, comments and types are left out. */
export interface Token {
  readonly kind: "string" | "name" | "number" | "sign";
  readonly start: number;
  readonly end: number;
  /** As written; a line feed at the end of a statement. Empty for strings. */
  readonly text: string;
  /** The innermost block that holds it. */
  readonly block: Block;
  /** Of a string. */
  readonly literal?: StringLiteral;
  /** Of `=` and `+=`, if a statement assigns with it: where the value ends. */
  valueEnd?: number;
  /** Of an opening bracket: whether statements, parameters or a pattern follow, and no values. */
  readonly isBlock?: true;
}

/** What a string literal says. */
export interface StringLiteral {
  readonly text: MappedText;
  /** `${x}` of a template literal, `{x}` of an f-string. */
  readonly expressions: readonly Expression[];
  /** Written over several lines: a template literal or a triple-quoted string. */
  readonly isLong: boolean;
}
