import type { Insert } from "./buildPrompt";
import type { MappedText } from "./mappedText";
import { variablePath } from "./expression";

const IMAGE = /!\[[^[\]\n]*\]\([ \t]*<?(\{\{[^{}\n]+\}\}|[^()\s>]+)>?[^()\n]*\)/g;

/** Kinds of image that the API takes: PNG, JPEG, GIF and WebP. */
const IMAGE_PATH = /^data:image\/|\.(?:png|jpe?g|gif|webp)(?:[?#].*)?$/i;

/**
 * The images of a Markdown text, `![alt](source)` and `![alt]({{variable}})`, outside code. Other
 * pictures, such as SVG badges, stay text.
 */
export function markdownImages(text: MappedText): Insert[] {
  if (!text.text.includes("![")) return [];
  const images: Insert[] = [];
  const code = codeRanges(text.text);
  let block = code.next();
  for (const match of text.text.matchAll(IMAGE)) {
    const start = match.index;
    while (!block.done && block.value.end <= start) block = code.next();
    if (!block.done && block.value.start <= start) continue;
    const written = match[1] ?? "";
    const variable = written.startsWith("{{")
      ? variablePath(written.slice(2, -2).trim())
      : undefined;
    if (variable === undefined && !IMAGE_PATH.test(written)) continue;
    const end = start + match[0].length;
    images.push({
      start,
      end,
      part: {
        kind: "image",
        ...(variable === undefined ? { source: written } : { variable }),
        detail: "auto",
        range: text.rangeOf(start, end),
      },
    });
  }
  return images;
}

/** Fenced blocks and code spans, in order. A block that is not closed reaches to the end. */
function* codeRanges(text: string): Generator<{ start: number; end: number }> {
  const opening = /^[ \t]{0,3}(`{3,}|~{3,})[^\n]*|(`{1,2})(?!`)/gm;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index;
    const [, fence, tick = "`"] = match;
    const close =
      fence === undefined
        ? endOfSpan(text, opening.lastIndex, tick)
        : endOfBlock(text, opening.lastIndex, fence);
    if (close === undefined) continue;
    yield { start, end: close };
    opening.lastIndex = close;
  }
}

function endOfBlock(text: string, from: number, fence: string): number {
  const mark = `\n${fence}`;
  const close = text.indexOf(mark, from);
  return close < 0 ? text.length : close + mark.length;
}

/** A code span ends in its line, or is none. */
function endOfSpan(text: string, from: number, tick: string): number | undefined {
  const feed = text.indexOf("\n", from);
  const line = text.slice(from, Math.min(feed < 0 ? text.length : feed, from + 1_000));
  const close = line.indexOf(tick);
  return close < 0 ? undefined : from + close + tick.length;
}
