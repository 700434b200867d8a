import { type MappedText, MappedTextBuilder } from "../mappedText";
import { type Expression, variablePath } from "../expression";
import { readEscape } from "./escapes";
import type { StringLiteral, Token } from "./token";

/** Signs and words after which a `/` begins a regular expression and not a division. */
const BEFORE_REGEX = /^(?:[=([{,;:!&|?+\-*%<>~^]|return|typeof|case|in|of|delete|void|throw)$/;

/** Longer regular expressions than any program has. */
const MAX_REGEX = 2_000;

/** Deeper template literals than any program has. */
const MAX_DEPTH = 50;

/** The tokens of TypeScript or JavaScript. Tolerant: what is not understood is passed over. */
export function tokenizeJavaScript(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\/\/[^\n]*|\/\*|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|["'`]|[^\s]/gu;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const start = match.index;
    const [text] = match;
    if (text.startsWith("//")) continue;
    if (text === "/*") {
      const close = source.indexOf("*/", start + 2);
      if (close < 0) break;
      pattern.lastIndex = close + 2;
    } else if (text === '"' || text === "'") {
      const { literal, end } = readQuoted(source, start, text);
      tokens.push({ kind: "string", start, end, text: "", literal });
      pattern.lastIndex = end;
    } else if (text === "`") {
      const { literal, end } = readTemplateLiteral(source, start);
      tokens.push({ kind: "string", start, end, text: "", literal });
      pattern.lastIndex = end;
    } else if (text === "/" && BEFORE_REGEX.test(tokens.at(-1)?.text ?? "(")) {
      pattern.lastIndex = endOfRegex(source, start);
    } else {
      const kind = /^\d/.test(text) ? "number" : /^[\p{L}_$]/u.test(text) ? "name" : "sign";
      tokens.push({ kind, start, end: start + text.length, text });
    }
  }
  return tokens;
}

interface ReadLiteral {
  readonly literal: StringLiteral;
  /** Behind the closing quote. */
  readonly end: number;
}

/** A string in quotes ends in its line. */
function readQuoted(source: string, start: number, quote: string): ReadLiteral {
  const builder = new MappedTextBuilder(source);
  let from = start + 1;
  let at = from;
  for (; at < source.length;) {
    const char = source.charAt(at);
    if (char === quote || char === "\n") break;
    if (char !== "\\") {
      at += 1;
      continue;
    }
    builder.copy({ start: from, end: at });
    const escape = readEscape(source, at);
    builder.put(escape.text, { start: at, end: escape.end });
    at = escape.end;
    from = at;
  }
  builder.copy({ start: from, end: at });
  const end = source[at] === quote ? at + 1 : at;
  const text = builder.build(start + 1);
  return { literal: { text, expressions: [], isLong: false }, end };
}

/** A template literal, with its `${…}` as they are written. */
function readTemplateLiteral(source: string, start: number): ReadLiteral {
  const builder = new MappedTextBuilder(source);
  const expressions: Expression[] = [];
  let from = start + 1;
  let at = from;
  for (; at < source.length;) {
    const char = source.charAt(at);
    if (char === "`") break;
    if (char === "\\") {
      builder.copy({ start: from, end: at });
      const escape = readEscape(source, at);
      builder.put(escape.text, { start: at, end: escape.end });
      at = escape.end;
      from = at;
    } else if (char === "\r") {
      builder.copy({ start: from, end: at });
      const end = source[at + 1] === "\n" ? at + 2 : at + 1;
      builder.put("\n", { start: at, end });
      at = end;
      from = at;
    } else if (char === "$" && source[at + 1] === "{") {
      builder.copy({ start: from, end: at });
      const end = endOfExpression(source, at + 2, 0);
      const begin = builder.length;
      builder.copy({ start: at, end });
      const variable = variablePath(source.slice(at + 2, Math.max(at + 2, end - 1)).trim());
      expressions.push({
        start: begin,
        end: builder.length,
        ...(variable !== undefined && { variable }),
      });
      at = end;
      from = at;
    } else at += 1;
  }
  builder.copy({ start: from, end: at });
  const text: MappedText = builder.build(start + 1);
  return { literal: { text, expressions, isLong: true }, end: Math.min(source.length, at + 1) };
}

/** Behind the `}` that closes the expression whose text begins at `start`. */
function endOfExpression(source: string, start: number, depth: number): number {
  let open = 1;
  for (let at = start; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === "{") open += 1;
    else if (char === "}") {
      open -= 1;
      if (open === 0) return at + 1;
    } else if (char === '"' || char === "'") at = readQuoted(source, at, char).end - 1;
    else if (char === "`" && depth < MAX_DEPTH) at = endOfNested(source, at, depth + 1) - 1;
  }
  return source.length;
}

function endOfNested(source: string, start: number, depth: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === "`") return at + 1;
    if (char === "\\") at += 1;
    else if (char === "$" && source[at + 1] === "{") {
      at = endOfExpression(source, at + 2, depth) - 1;
    }
  }
  return source.length;
}

function endOfRegex(source: string, start: number): number {
  const limit = Math.min(source.length, start + MAX_REGEX);
  let isInClass = false;
  for (let at = start + 1; at < limit; at++) {
    const char = source.charAt(at);
    if (char === "\n") break;
    if (char === "\\") at += 1;
    else if (char === "[") isInClass = true;
    else if (char === "]") isInClass = false;
    else if (char === "/" && !isInClass) return at + 1;
  }
  return start + 1;
}
