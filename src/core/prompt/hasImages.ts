import type { Prompt } from "./prompt";

/** Whether a request has images, which the models of a family bill differently. */
export function hasImages({ messages }: Pick<Prompt, "messages">): boolean {
  return messages.some(({ parts }) => parts.some(({ kind }) => kind === "image"));
}
