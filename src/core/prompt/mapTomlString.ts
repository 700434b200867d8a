import type { SourceRange } from "../sourceRange";
import { type MappedText, MappedTextBuilder } from "./mappedText";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
]);

/** The value of a TOML string with the position of each character; `range` includes the quotes. */
export function mapTomlString(source: string, range: SourceRange): MappedText {
  const written = source.slice(range.start, range.end);
  const quote = /^(?:"""|'''|["'])/.exec(written)?.[0] ?? "";
  const end = Math.max(range.start + quote.length, range.end - quote.length);
  // A line end right after the opening quotes is not part of the text.
  const feed = quote.length === 3 ? (/^\r?\n/.exec(written.slice(3))?.[0].length ?? 0) : 0;
  const start = Math.min(end, range.start + quote.length + feed);
  const builder = new MappedTextBuilder(source);
  let from = start;
  if (quote.startsWith('"')) {
    const escape = /\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|x([\dA-Fa-f]{2})|[ \t]*\r?\n\s*|.)/g;
    escape.lastIndex = start;
    for (let match = escape.exec(source); match; match = escape.exec(source)) {
      if (match.index >= end) break;
      builder.copy({ start: from, end: match.index });
      from = Math.min(end, match.index + match[0].length);
      builder.put(decodeEscape(match), { start: match.index, end: from });
    }
  }
  builder.copy({ start: from, end });
  return builder.build(start);
}

function decodeEscape([written, ...codes]: RegExpExecArray): string {
  const code = codes.find((digits) => digits !== undefined);
  if (code !== undefined) {
    const point = parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
  }
  if (/\n/.test(written)) return "";
  return ESCAPES.get(written.slice(1)) ?? written.slice(1);
}
