import type { JsonString } from "../json/jsonNode";
import { type MappedText, MappedTextBuilder } from "./mappedText";

/**
 * The value of a JSON or YAML string with the file position of each of its characters: it follows
 * escapes, doubled quotes, indentation and folded line ends. `source` is the file that contains `node`.
 *
 * Nothing is decoded again: the file's text is aligned with the value, and characters without a
 * counterpart in the value are skipped.
 */
export function mapScalar(source: string, { value, range }: JsonString): MappedText {
  const style = source.charAt(range.start);
  const isQuoted = style === '"' || style === "'";
  const isClosed = isQuoted && range.end > range.start + 1 && source[range.end - 1] === style;
  const end = isClosed ? range.end - 1 : range.end;
  const builder = new MappedTextBuilder(source);
  let at = isQuoted ? range.start + 1 : range.start;
  const isBlock = style === "|" || style === ">";
  if (isBlock) {
    const header = source.indexOf("\n", at);
    if (header >= 0 && header < end) at = header + 1;
  }

  let index = 0;
  let runStart = at;
  /** The file's text up to `end` represents the next `units` of the value. */
  const put = (units: number, end: number): void => {
    builder.copy({ start: runStart, end: at });
    builder.put(value.slice(index, index + units), { start: at, end });
    index += units;
    at = end;
    runStart = end;
  };
  while (index < value.length && at < end) {
    const written = source.charAt(at);
    const isFirstWhite = isWhite(written) && (at === runStart || !isWhite(source.charAt(at - 1)));
    const fold = isFirstWhite && !isBlock ? readFold(source, at, end) : undefined;
    if (fold !== undefined) put(fold.units, fold.end);
    else if (style === '"' && written === "\\") {
      const escape = readEscape(source, at, end);
      put(escape.units, escape.end);
    } else if (written === value[index]) {
      at += 1;
      index += 1;
    } else if (isWhite(written) || (style === "'" && written === "'")) put(0, at + 1);
    else if (isWhite(value.charAt(index))) put(1, at);
    else break;
  }
  put(value.length - index, Math.max(at, end));
  return builder.build(Math.min(at, end));
}

interface Written {
  /** How many UTF-16 units of the value it represents. */
  readonly units: number;
  /** The position after it in the file. */
  readonly end: number;
}

/**
 * A line end in a flow scalar, with the white space around it: one is a blank, several are one line
 * feed less. Undefined if none begins at `at`.
 */
function readFold(source: string, at: number, limit: number): Written | undefined {
  const { lineFeeds, end } = passWhiteSpace(source, at, limit);
  return lineFeeds === 0 ? undefined : { units: Math.max(1, lineFeeds - 1), end };
}

/** The escape at `at`; after an escaped line end, the next line's indentation is also left out. */
function readEscape(source: string, at: number, limit: number): Written {
  switch (source[at + 1]) {
    case "u":
      return { units: 1, end: at + 6 };
    case "x":
      return { units: 1, end: at + 4 };
    case "U":
      return { units: parseInt(source.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1, end: at + 10 };
    case "\r":
    case "\n": {
      const { lineFeeds, end } = passWhiteSpace(source, at + 1, limit);
      return { units: Math.max(0, lineFeeds - 1), end };
    }
    default:
      return { units: 1, end: at + 2 };
  }
}

function passWhiteSpace(
  source: string,
  start: number,
  limit: number,
): { lineFeeds: number; end: number } {
  let lineFeeds = 0;
  let end = start;
  for (; end < limit && isWhite(source.charAt(end)); end++) {
    if (source[end] === "\n") lineFeeds += 1;
  }
  return { lineFeeds, end };
}

function isWhite(char: string): boolean {
  return char === " " || char === "\n" || char === "\r" || char === "\t";
}
