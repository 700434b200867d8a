import { MappedTextBuilder } from "../mappedText";
import { decodeFString } from "../templates/fString";
import { type Expression, variablePath } from "../expression";
import { readEscape } from "./escapes";
import type { StringLiteral, Token } from "./token";

/** The tokens of Python. Tolerant: what is not understood is passed over. */
export function tokenizePython(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /#[^\n]*|\b([a-z]{0,3})("""|'''|"|')|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|("""|'''|"|')|[^\s]/giu;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const start = match.index;
    const [text] = match;
    if (text.startsWith("#")) continue;
    const quote = match[2] ?? match[3];
    if (quote !== undefined) {
      const { literal, end } = readString(source, start, match[1] ?? "", quote);
      tokens.push({ kind: "string", start, end, text: "", literal });
      pattern.lastIndex = end;
    } else {
      const kind = /^\d/.test(text) ? "number" : /^[\p{L}_]/u.test(text) ? "name" : "sign";
      tokens.push({ kind, start, end: start + text.length, text });
    }
  }
  return tokens;
}

function readString(
  source: string,
  start: number,
  prefix: string,
  quote: string,
): { literal: StringLiteral; end: number } {
  const isLong = quote.length === 3;
  const isRaw = /r/i.test(prefix);
  const isFormat = /f/i.test(prefix);
  const builder = new MappedTextBuilder(source);
  const expressions: Expression[] = [];
  const contentStart = start + prefix.length + quote.length;
  let from = contentStart;
  let at = from;
  const put = (text: string, end: number): void => {
    builder.copy({ start: from, end: at });
    builder.put(text, { start: at, end });
    at = end;
    from = end;
  };
  for (; at < source.length && !source.startsWith(quote, at);) {
    const char = source.charAt(at);
    if (char === "\n" && !isLong) break;
    if (char === "\\" && isRaw) at += 2;
    else if (char === "\\") {
      const escape = readEscape(source, at);
      put(escape.text, escape.end);
    } else if (char === "\r" && source[at + 1] === "\n") put("\n", at + 2);
    else if (isFormat && (char === "{" || char === "}") && source[at + 1] === char)
      put(char, at + 2);
    else if (isFormat && char === "{") {
      builder.copy({ start: from, end: at });
      const end = endOfField(source, at + 1, isLong ? undefined : quote);
      const begin = builder.length;
      builder.copy({ start: at, end });
      expressions.push({
        start: begin,
        end: builder.length,
        ...readField(source.slice(at + 1, end - 1)),
      });
      at = end;
      from = end;
    } else at += 1;
  }
  at = Math.min(at, source.length);
  builder.copy({ start: from, end: at });
  const end = source.startsWith(quote, at) ? at + quote.length : at;
  return { literal: { text: builder.build(contentStart), expressions, isLong }, end };
}

/** Longer expressions in an f-string than any program has. */
const MAX_FIELD = 300;

/** Behind the `}` that closes a field; a field ends in its line. */
function endOfField(source: string, start: number, quote: string | undefined): number {
  let open = 1;
  for (let at = start; at < source.length && at < start + MAX_FIELD; at++) {
    const char = source.charAt(at);
    if (char === "\n" || char === quote) return at;
    if (char === "{" || char === "[" || char === "(") open += 1;
    else if (char === "}" || char === "]" || char === ")") open -= 1;
    if (open === 0) return at + 1;
  }
  return start;
}

function readField(body: string): Pick<Expression, "variable" | "isFiltered"> {
  const [, name = "", format] = /^\s*([^!:=]*?)\s*([!:][^]*)?$/.exec(body) ?? [];
  const variable = variablePath(name);
  if (variable === undefined || variable.includes("-")) return {};
  return format === undefined ? { variable } : { variable, isFiltered: true };
}

/** A string to which the program applies `.format(…)`: its `{name}` are fields. */
export function asFormatString(source: string, literal: StringLiteral): StringLiteral {
  return { ...literal, ...decodeFString(literal.text, source) };
}
