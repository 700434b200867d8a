import type { SourceRange } from "../sourceRange";
import type { Caveat, Prompt, PromptProblem } from "./prompt";

/** Content that is sent but was not read: the count leaves it out. `reason` names it. */
export function leftOut(reason: string, range?: SourceRange): Caveat {
  return { kind: "left-out", reason, ...(range && { range }) };
}

/** A file that the prompt uses and that was not read. */
export function unreadFile(path: string, reason: string, range: SourceRange): Caveat {
  return { ...leftOut(reason, range), unreadFile: path };
}

/** The first unread file that the prompt depends on: it must not be sent without it. */
export function firstUnreadFile({ caveats }: Prompt): string | undefined {
  return caveats.find((caveat) => caveat.unreadFile !== undefined)?.unreadFile;
}

/** Content that was counted, but maybe not as it is sent. `reason` says why. */
export function approximate(reason: string, range?: SourceRange): Caveat {
  return { kind: "approximate", reason, ...(range && { range }) };
}

/** The prompts, each with one more caveat. */
export function withCaveat(prompts: readonly Prompt[], caveat: Caveat): readonly Prompt[] {
  return prompts.map((prompt) => ({ ...prompt, caveats: [...prompt.caveats, caveat] }));
}

/** The problems of a file whose prompts leave something out, once per range. */
export function caveatProblems(prompts: readonly Prompt[]): readonly PromptProblem[] {
  const byPlace = new Map<string, PromptProblem>();
  for (const { kind, reason, range } of prompts.flatMap(({ caveats }) => caveats)) {
    if (range === undefined) continue;
    const end = kind === "left-out" ? "The count leaves it out." : "The count is an estimate.";
    const message = `${asSentence(reason)}. ${end}`;
    const code = kind === "left-out" ? "unread" : "unsupported";
    byPlace.set(`${range.start} ${reason}`, { code, message, range });
  }
  return [...byPlace.values()];
}

/** Capitalized, unless it begins with a file name. */
function asSentence(reason: string): string {
  return /^(?:an?|part|the) /.test(reason)
    ? reason.charAt(0).toUpperCase() + reason.slice(1)
    : reason;
}
