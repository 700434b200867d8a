import type { Insert } from "./buildPrompt";
import { formatTokens } from "../format";
import { approximate } from "./caveats";
import type { MappedText } from "./mappedText";
import type { Caveat, Message } from "./prompt";
import { variablePath } from "./expression";

const IMAGE = /!\[[^[\]\n]*\]\([ \t]*<?(\{\{[^{}\n]+\}\}|[^()\s>]+)>?[^()\n]*\)/g;

/** More than any request may contain: each costs memory in every surface, so the rest stays text. */
export const MAX_MARKDOWN_IMAGES = 2_000;

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
    if (images.length === MAX_MARKDOWN_IMAGES) return images;
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

/** A caveat if a message has more images than are read. */
export function markdownImageCaveats(messages: readonly Message[]): readonly Caveat[] {
  const crowded = messages.find(hasMoreImages);
  if (crowded === undefined) return [];
  const { start } = crowded.range;
  const limit = formatTokens(MAX_MARKDOWN_IMAGES);
  return [
    approximate(`the images after the first ${limit} of a message are counted as text`, {
      start,
      end: start,
    }),
  ];
}

function hasMoreImages({ parts }: Message): boolean {
  const images = parts.filter(({ kind }) => kind === "image").length;
  const last = parts.at(-1);
  return images >= MAX_MARKDOWN_IMAGES && last?.kind === "text" && last.text.includes("![");
}

/** Fenced blocks and code spans, in order. An unclosed block reaches to the end. */
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

/** A code span must end in its line. */
function endOfSpan(text: string, from: number, tick: string): number | undefined {
  const feed = text.indexOf("\n", from);
  const line = text.slice(from, Math.min(feed < 0 ? text.length : feed, from + 1_000));
  const close = line.indexOf(tick);
  return close < 0 ? undefined : from + close + tick.length;
}
