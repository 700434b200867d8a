import type { JsonString } from "../json/jsonNode";
import { type MappedText, MappedTextBuilder } from "./mappedText";

/**
 * The value of a JSON or YAML string with the place of each of its characters: escapes, doubled
 * quotes, indentation and folded line ends are followed. `source` is the file that `node` is of.
 *
 * Nothing is decoded again: what the file says is laid beside the value, and what the value has no
 * use for is passed over.
 */
export function mapScalar(source: string, { value, range }: JsonString): MappedText {
  const style = source.charAt(range.start);
  const isQuoted = style === '"' || style === "'";
  const isClosed = isQuoted && range.end > range.start + 1 && source[range.end - 1] === style;
  const end = isClosed ? range.end - 1 : range.end;
  const builder = new MappedTextBuilder(source);
  let at = isQuoted ? range.start + 1 : range.start;
  if (style === "|" || style === ">") {
    const header = source.indexOf("\n", at);
    if (header >= 0 && header < end) at = header + 1;
  }

  let index = 0;
  let runStart = at;
  const endRun = (): void => builder.copy({ start: runStart, end: at });
  while (index < value.length && at < end) {
    const written = source.charAt(at);
    if (style === '"' && written === "\\") {
      endRun();
      const escape = readEscape(source, at);
      builder.put(value.slice(index, index + escape.units), { start: at, end: at + escape.length });
      index += escape.units;
      at += escape.length;
      runStart = at;
    } else if (written === value[index]) {
      at += 1;
      index += 1;
    } else if (isWhite(written) || (style === "'" && written === "'")) {
      endRun();
      at += 1;
      runStart = at;
    } else if (isWhite(value.charAt(index))) {
      endRun();
      builder.put(value.charAt(index), { start: at, end: at });
      index += 1;
      runStart = at;
    } else break;
  }
  endRun();
  builder.put(value.slice(index), { start: Math.min(at, end), end });
  return builder.build(Math.min(at, end));
}

/** How long the escape at `at` is, and how many UTF-16 units it stands for. */
function readEscape(source: string, at: number): { length: number; units: number } {
  switch (source[at + 1]) {
    case "u":
      return { length: 6, units: 1 };
    case "x":
      return { length: 4, units: 1 };
    case "U":
      return { length: 10, units: parseInt(source.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1 };
    case "\r":
      return { length: source[at + 2] === "\n" ? 3 : 2, units: 0 };
    case "\n":
      return { length: 2, units: 0 };
    default:
      return { length: 2, units: 1 };
  }
}

function isWhite(char: string): boolean {
  return char === " " || char === "\n" || char === "\r" || char === "\t";
}
