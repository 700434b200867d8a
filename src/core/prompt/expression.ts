import type { MappedText } from "./mappedText";
import type { TextPart } from "./prompt";

/** A template expression in a text, in UTF-16 units of that text. See `Placeholder` for its fields. */
export interface Expression {
  readonly start: number;
  readonly end: number;
  readonly variable?: string;
  readonly isFiltered?: true;
  readonly isComment?: true;
  readonly isControl?: true;
}

/**
 * Finds the template expressions of one syntax, in order and without overlaps, in linear time.
 * Nothing is ever run.
 */
export type TemplateScanner = (text: string) => readonly Expression[];

/** A text part whose placeholders are `expressions` of its text. */
export function textPart(text: MappedText, expressions: readonly Expression[]): TextPart {
  return {
    kind: "text",
    text: text.text,
    range: text.range,
    placeholders: expressions.map((expression) => ({
      ...expression,
      range: text.rangeOf(expression.start, expression.end),
    })),
  };
}

/** Whether a text contains only white space and comments. */
export function isBlank(text: string, scan: TemplateScanner): boolean {
  if (text.trim() === "") return true;
  const comments = scan(text).filter(({ isComment }) => isComment);
  if (comments.length === 0) return false;
  const ends = [0, ...comments.map(({ end }) => end)];
  const starts = [...comments.map(({ start }) => start), text.length];
  return ends.every((end, index) => text.slice(end, starts[index]).trim() === "");
}

/** A name, or names and indices joined by dots, as Jinja, Handlebars and JavaScript write them. */
const PATH =
  /^\$?[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+|\[\s*(?:\d+|'[^'\]]*'|"[^"\]]*")\s*\])*$/u;

/** `a.b`, `a["b"]` and `a[0]` as `a.b`, `a.b` and `a.0`; undefined for any other expression. */
export function variablePath(expression: string): string | undefined {
  if (expression.length > 200 || !PATH.test(expression)) return undefined;
  return expression.replace(/\[\s*['"]?([^'"\]]*?)['"]?\s*\]/g, ".$1");
}

/** The first name of a path. */
export function rootOf(path: string): string {
  const dot = path.indexOf(".");
  return dot < 0 ? path : path.slice(0, dot);
}
