import type { SourceRange } from "../../sourceRange";
import { type Expression, variablePath } from "../expression";
import { MappedTextBuilder } from "../mappedText";
import { readEscape } from "./escapes";
import type { StringLiteral } from "./token";

/** A string in quotes at `range`. */
export function readJavaScriptString(source: string, range: SourceRange): StringLiteral {
  return { ...readLiteral(source, range, []), isLong: false };
}

/** A template literal at `range`, with its `${…}` as written. */
export function readTemplateLiteral(
  source: string,
  range: SourceRange,
  interpolations: readonly SourceRange[],
): StringLiteral {
  return { ...readLiteral(source, range, interpolations), isLong: true };
}

function readLiteral(
  source: string,
  { start, end }: SourceRange,
  interpolations: readonly SourceRange[],
): Omit<StringLiteral, "isLong"> {
  const isClosed = end - start > 1 && source[end - 1] === source[start];
  const textEnd = isClosed ? end - 1 : end;
  const builder = new MappedTextBuilder(source);
  const expressions: Expression[] = [];
  let at = start + 1;
  for (const interpolation of interpolations) {
    copyText(builder, source, { start: at, end: interpolation.start });
    const begin = builder.length;
    builder.copy(interpolation);
    const body = source.slice(interpolation.start + 2, interpolation.end - 1).trim();
    const variable = variablePath(body);
    expressions.push({
      start: begin,
      end: builder.length,
      ...(variable !== undefined && { variable }),
    });
    at = interpolation.end;
  }
  copyText(builder, source, { start: at, end: textEnd });
  return { text: builder.build(start + 1), expressions };
}

/** Copies the content of a literal, with escapes and line ends decoded. */
function copyText(builder: MappedTextBuilder, source: string, { start, end }: SourceRange): void {
  let from = start;
  for (const match of source.slice(start, end).matchAll(/\\|\r\n?/g)) {
    const index = start + match.index;
    if (index < from) continue;
    const [sign] = match;
    builder.copy({ start: from, end: index });
    const escape = sign === "\\" ? readEscape(source, index) : undefined;
    from = Math.min(end, escape?.end ?? index + sign.length);
    builder.put(escape?.text ?? "\n", { start: index, end: from });
  }
  builder.copy({ start: from, end: Math.max(from, end) });
}
