import type { Prompt } from "../../prompt/prompt";
import { textHash } from "../textHash";

/**
 * Changes with what the prompt says, its tools and its schema, before variables are filled in. The model
 * and its settings are left out, because a move changes them, and so are positions in the file.
 */
export function promptHash({
  messages,
  instructions,
  tools,
  toolChoice,
  responseFormat,
}: Prompt): string {
  const text = JSON.stringify(
    { messages, instructions, tools, toolChoice, responseFormat },
    (key, value: unknown) => (key === "range" || key.endsWith("Range") ? undefined : value),
  );
  return textHash(text);
}
