import type { PromptProblem } from "./prompt";
import type { Reading } from "./promptFormat";

/** The first line of every pointer. */
const FIRST_LINE =
  /^\uFEFF?version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v\d+[ \t]*(?=\r|\n|$)/;

/** No pointer is longer (git-lfs, docs/spec.md). */
const MAX_POINTER_LENGTH = 1_024;

/** Explains what a pointer is and what to do. */
export const LFS_POINTER_MESSAGE =
  "This is a Git LFS pointer: the file itself is not here. Run git lfs pull to fetch it.";

/** Whether a text is the pointer that Git leaves in place of a file that Git LFS has not fetched. */
export function isLfsPointer(text: string): boolean {
  return text.length <= MAX_POINTER_LENGTH && beginsLfsPointer(text) && /[\r\n]/.test(text);
}

/** Whether this can be the first line of a pointer: no line of a JSONL looks like it. */
export function beginsLfsPointer(line: string): boolean {
  return FIRST_LINE.test(line);
}

/** Nothing is counted for a pointer: the prompt is elsewhere. */
export function lfsPointerReading(text: string): Reading {
  const problem: PromptProblem = {
    code: "lfs-pointer",
    message: LFS_POINTER_MESSAGE,
    range: { start: 0, end: text.length },
  };
  return { label: "Git LFS pointer", prompts: [], problems: [problem], references: [] };
}
