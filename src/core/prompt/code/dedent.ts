import { type MappedText, MappedTextBuilder } from "../mappedText";
import type { Expression } from "../expression";

interface Text {
  readonly text: MappedText;
  readonly expressions: readonly Expression[];
}

/** Removes the indentation that all lines share, like `textwrap.dedent`. */
export function dedent({ text, expressions }: Text, source: string): Text {
  const lines = linesOf(text.text);
  const indents = lines
    .map(({ start, end }) => text.text.slice(start, end))
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const common = indents.reduce((least, indent) => Math.min(least, indent), Infinity);
  if (!Number.isFinite(common) || common === 0) return { text, expressions };
  const builder = new MappedTextBuilder(source);
  const moved: Expression[] = [];
  let next = 0;
  for (const { start, end } of lines) {
    const line = text.text.slice(start, end);
    const isBlank = line.trim() === "";
    const from = isBlank ? end - (line.endsWith("\n") ? 1 : 0) : start + common;
    const shift = builder.length - from;
    for (; ; next++) {
      const expression = expressions[next];
      if (expression === undefined || expression.start >= end) break;
      moved.push({ ...expression, start: expression.start + shift, end: expression.end + shift });
    }
    builder.append(text.slice(from, end));
  }
  return { text: builder.build(text.range.start), expressions: moved };
}

/** Lines with their line feeds. */
function linesOf(text: string): { start: number; end: number }[] {
  const lines = [];
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed + 1;
    lines.push({ start, end });
    start = end;
  }
  return lines;
}
