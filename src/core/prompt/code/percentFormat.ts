import type { Expression } from "../expression";
import { MappedTextBuilder } from "../mappedText";
import type { StringLiteral } from "./token";

const FIELD = /%(?:\((\w+)\))?[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[sdrifgeaxXoucEG%]/g;

/** A text formatted with Python's `%`: `%s` and `%(name)s` are fields, `%%` is `%`. */
export function percentFormat(literal: StringLiteral, source: string): StringLiteral {
  const { text } = literal;
  const builder = new MappedTextBuilder(source);
  const expressions: Expression[] = [];
  let from = 0;
  for (const match of text.text.matchAll(FIELD)) {
    const [field, variable] = match;
    const end = match.index + field.length;
    builder.append(text.slice(from, match.index));
    from = end;
    if (field === "%%") {
      builder.append(text.slice(match.index, match.index + 1));
      continue;
    }
    const start = builder.length;
    builder.append(text.slice(match.index, end));
    expressions.push({ start, end: builder.length, ...(variable !== undefined && { variable }) });
  }
  builder.append(text.slice(from));
  return { ...literal, text: builder.build(text.range.start), expressions };
}
