import type { Message, Part } from "../prompt/prompt";

/** The part of a message tokenized as one text: its text parts without separators, and a refusal (R1). */
export function messageText({ parts }: Message): string {
  return parts.map(textOf).join("");
}

/** The parts of a message tokenized separately: its text up to each image, and after the last one. */
export function textsBetweenImages({ parts }: Message): readonly string[] {
  const texts = [""];
  for (const part of parts) {
    if (part.kind === "image") texts.push("");
    else texts[texts.length - 1] += textOf(part);
  }
  return texts;
}

/**
 * The text before the first template expression, where the stable prefix ends; undefined if the
 * message has none. An image that a variable supplies ends it too.
 */
export function textBeforePlaceholder({ parts }: Message): string | undefined {
  let before = "";
  for (const part of parts) {
    if (part.kind === "image" && part.source === undefined) return before;
    const placeholder = part.kind === "text" ? part.placeholders[0] : undefined;
    if (placeholder) return before + textOf(part).slice(0, placeholder.start);
    before += textOf(part);
  }
  return undefined;
}

function textOf(part: Part): string {
  return part.kind === "text" || part.kind === "refusal" ? part.text : "";
}
