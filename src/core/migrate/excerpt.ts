import type { SourceRange } from "../sourceRange";
import { visibleLine } from "../visibleText";

const MAX_LENGTH = 64;

/** The text of a range, on one line: `stop=["###"]`. */
export function excerptOf(text: string, { start, end }: SourceRange): string {
  const [line = ""] = text.slice(start, Math.min(end, start + 4 * MAX_LENGTH)).split(/\r?\n/, 1);
  const isCut = line.length < end - start || line.length > MAX_LENGTH;
  return shown(line.slice(0, MAX_LENGTH).trimEnd(), "", isCut ? "…" : "");
}

/** The line around a name, with the name near its start if it is a long one. */
export function lineExcerpt(text: string, { start, end }: SourceRange): string {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const nextBreak = text.slice(end, end + MAX_LENGTH).search(/[\r\n]/);
  const lineEnd = nextBreak < 0 ? Math.min(text.length, end + MAX_LENGTH) : end + nextBreak;
  const before = text.slice(lineStart, start).trimStart();
  const name = text.slice(start, end);
  const room = Math.max(0, MAX_LENGTH - name.length);
  const head = before.length > room / 2 ? before.slice(-Math.floor(room / 2)) : before;
  const after = text.slice(end, lineEnd).trimEnd();
  const tail = after.slice(0, room - head.length);
  const isCutAfter = tail.length < after.length || (nextBreak < 0 && lineEnd < text.length);
  return shown(head + name + tail, head.length < before.length ? "…" : "", isCutAfter ? "…" : "");
}

function shown(piece: string, before: string, after: string): string {
  return before + visibleLine(piece.replaceAll("\t", " ")) + after;
}
