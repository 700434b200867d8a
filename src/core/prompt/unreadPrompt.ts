import type { Prompt } from "./prompt";

/**
 * Why a prompt can't be sent at all: nothing of its messages could be read, as when they are in a
 * file that is missing. Undefined if something could.
 */
export function whyUnread({ messages, caveats }: Prompt): string | undefined {
  const isEmpty = messages
    .flatMap(({ parts }) => parts)
    .every((part) => part.kind === "text" && part.text === "");
  return isEmpty ? caveats.find(({ kind }) => kind === "left-out")?.reason : undefined;
}
