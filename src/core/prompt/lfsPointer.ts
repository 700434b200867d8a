import type { PromptProblem } from "./prompt";
import type { Reading } from "./promptFormat";

const POINTER = /^\uFEFF?version https:\/\/git-lfs\.github\.com\/spec\/v\d+\r?\n/;

/** No pointer is longer (git-lfs, docs/spec.md). */
const MAX_POINTER_LENGTH = 1_024;

/** Whether a text is what Git leaves in place of a file whose contents Git LFS has not fetched. */
export function isLfsPointer(text: string): boolean {
  return text.length <= MAX_POINTER_LENGTH && POINTER.test(text);
}

/** Nothing is counted of a pointer: the prompt is elsewhere. */
export function lfsPointerReading(text: string): Reading {
  const problem: PromptProblem = {
    code: "lfs-pointer",
    message:
      "This is a Git LFS pointer: the file itself is not here. Run git lfs pull to fetch it.",
    range: { start: 0, end: text.length },
  };
  return { label: "Git LFS pointer", prompts: [], problems: [problem], references: [] };
}
