import type { SourceRange } from "../../sourceRange";
import { type Expression, variablePath } from "../expression";
import { MappedTextBuilder } from "../mappedText";
import { decodeFString } from "../templates/fString";
import { readEscape } from "./escapes";
import type { StringLiteral } from "./token";

/** A string at `range`, prefix and quotes included, with the fields of an f-string. */
export function readPythonString(
  source: string,
  { start, end }: SourceRange,
  fields: readonly SourceRange[],
): StringLiteral {
  const opening = /^([a-z]*)("""|'''|"|')/i.exec(source.slice(start, start + 8));
  const [whole = "", prefix = "", quote = ""] = opening ?? [];
  const textStart = start + whole.length;
  const isClosed = end - quote.length >= textStart && source.startsWith(quote, end - quote.length);
  const textEnd = isClosed ? end - quote.length : end;
  const builder = new MappedTextBuilder(source);
  const expressions: Expression[] = [];
  const style = { isRaw: /r/i.test(prefix), isFormat: /[ft]/i.test(prefix) };
  let at = textStart;
  for (const field of fields) {
    copyText(builder, source, { start: at, end: field.start }, style);
    const begin = builder.length;
    builder.copy(field);
    const read = readField(source.slice(field.start + 1, field.end - 1));
    expressions.push({ start: begin, end: builder.length, ...read });
    at = field.end;
  }
  copyText(builder, source, { start: at, end: textEnd }, style);
  return { text: builder.build(textStart), expressions, isLong: quote.length === 3 };
}

interface Style {
  readonly isRaw: boolean;
  readonly isFormat: boolean;
}

/** Copies the content of a literal, with escapes, doubled braces and line ends decoded. */
function copyText(
  builder: MappedTextBuilder,
  source: string,
  { start, end }: SourceRange,
  { isRaw, isFormat }: Style,
): void {
  let from = start;
  for (const match of source.slice(start, end).matchAll(/\\|\r\n?|\{\{|\}\}/g)) {
    const index = start + match.index;
    if (index < from) continue;
    const [sign] = match;
    const decoded = decode(source, index, sign, isRaw, isFormat);
    if (decoded === undefined) continue;
    builder.copy({ start: from, end: index });
    from = Math.min(end, decoded.end);
    builder.put(decoded.text, { start: index, end: from });
  }
  builder.copy({ start: from, end: Math.max(from, end) });
}

function decode(
  source: string,
  at: number,
  sign: string,
  isRaw: boolean,
  isFormat: boolean,
): { readonly text: string; readonly end: number } | undefined {
  if (sign === "\\") return isRaw ? undefined : readEscape(source, at);
  if (sign.startsWith("\r")) return { text: "\n", end: at + sign.length };
  return isFormat ? { text: sign.charAt(0), end: at + 2 } : undefined;
}

function readField(body: string): Pick<Expression, "variable" | "isFiltered"> {
  const [, name = "", format] = /^\s*([^!:=]*?)\s*([!:][^]*)?$/.exec(body.slice(0, 300)) ?? [];
  const variable = variablePath(name);
  if (variable === undefined || variable.includes("-")) return {};
  return format === undefined ? { variable } : { variable, isFiltered: true };
}

/** A string to which the program applies `.format(…)`: its `{name}` are fields. */
export function asFormatString(source: string, literal: StringLiteral): StringLiteral {
  return { ...literal, ...decodeFString(literal.text, source, "fields") };
}
