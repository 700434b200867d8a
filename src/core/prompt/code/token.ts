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
  /** Only for a string. */
  readonly literal?: StringLiteral;
  /** For `=`, `+=` and similar signs in an assignment: the end of the value. */
  valueEnd?: number;
  /** For JavaScript's `=` outside a declaration: the name may belong to an outer function. */
  readonly isReassignment?: true;
  /** For an opening bracket: whether statements, parameters or a pattern follow rather than values. */
  readonly isBlock?: true;
}

/** The content of a string literal. */
export interface StringLiteral {
  readonly text: MappedText;
  /** `${x}` of a template literal, `{x}` of an f-string. */
  readonly expressions: readonly Expression[];
  /** Written over several lines: a template literal or a triple-quoted string. */
  readonly isLong: boolean;
}
