import { type MappedText, MappedTextBuilder } from "../mappedText";
import { type Expression, variablePath } from "../expression";

/** A text whose `{{` and `}}` have become single braces, and the expressions in it. */
export interface DecodedFString {
  readonly text: MappedText;
  readonly expressions: readonly Expression[];
}

/**
 * Reads Python's format syntax, `{name}`, `{a.b}`, `{name!r:>10}`, in which `{{` and `}}` represent
 * braces. A lone brace that does not begin a field is text; so are `{}` and `{0}`, unless they count
 * as fields, as in `str.format`.
 */
export function decodeFString(
  text: MappedText,
  source: string,
  positions: "fields" | "text" = "text",
): DecodedFString {
  const builder = new MappedTextBuilder(source);
  const expressions: Expression[] = [];
  const { text: written } = text;
  const fields = /\{\{|\}\}|\{([^{}\n]*)\}/g;
  let from = 0;
  let length = 0;
  const copyTo = (end: number): void => {
    builder.append(text.slice(from, end));
    length += end - from;
    from = end;
  };
  for (const match of written.matchAll(fields)) {
    const end = match.index + match[0].length;
    const [, body] = match;
    if (body === undefined) {
      copyTo(match.index);
      builder.put(match[0].charAt(0), text.rangeOf(match.index, end));
      length += 1;
      from = end;
      continue;
    }
    const field = positions === "fields" && /^\d*(?:[.[!:]|$)/.test(body) ? {} : readField(body);
    if (field === undefined) continue;
    copyTo(match.index);
    copyTo(end);
    expressions.push({ start: length - match[0].length, end: length, ...field });
  }
  copyTo(written.length);
  return { text: builder.build(text.range.start), expressions };
}

/** `name`, and whether a conversion or a format is applied to it; undefined if it isn't a field. */
function readField(body: string): Pick<Expression, "variable" | "isFiltered"> | undefined {
  const [, name = "", format] = /^([^!:]*)([!:][^]*)?$/.exec(body) ?? [];
  if (name === "" || name !== name.trim()) return undefined;
  const variable = variablePath(name);
  if (variable === undefined || variable.includes("-")) return undefined;
  return format === undefined ? { variable } : { variable, isFiltered: true };
}
