import type { Prompt } from "./prompt";

/**
 * Why a prompt can't be sent at all: none of its messages could be read, for example because they are
 * in a missing file. Undefined if some could.
 */
export function whyUnread({ messages, caveats }: Prompt): string | undefined {
  const isEmpty = messages
    .flatMap(({ parts }) => parts)
    .every((part) => part.kind === "text" && part.text === "");
  return isEmpty ? caveats.find(({ kind }) => kind === "left-out")?.reason : undefined;
}
