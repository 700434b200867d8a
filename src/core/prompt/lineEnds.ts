import { approximate } from "./caveats";
import type { Caveat, Prompt } from "./prompt";

/** A carriage return that ends a line by itself, as on old Macs. */
const LONE_RETURN = /\r(?!\n)/g;

/** The text with a line feed for each lone carriage return: all offsets are unchanged. */
export function withLineFeedsOnly(text: string): string {
  return text.includes("\r") ? text.replace(LONE_RETURN, "\n") : text;
}

/**
 * Caveats about prompts whose text spans lines that ended in a lone carriage return: some programs
 * send it unchanged, others as a line feed.
 */
export function lineEndCaveats(
  isChanged: boolean,
  { instructions, messages }: Prompt,
): readonly Caveat[] {
  const parts = messages.flatMap((message) => message.parts);
  const spansLines = [...parts, instructions].some(
    (part) => part?.kind === "text" && part.text.includes("\n"),
  );
  return isChanged && spansLines
    ? [approximate("lines that end in a carriage return are counted with line feeds")]
    : [];
}
