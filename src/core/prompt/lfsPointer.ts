import type { PromptProblem } from "./prompt";
import type { Reading } from "./promptFormat";

/** The first line of every pointer of Git LFS. */
const FIRST_LINE =
  /^\uFEFF?version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v\d+[ \t]*(?=\r|\n|$)/;

/** A pointer of git-annex, or its link that was checked out as text (git-annex.branchable.com/internals). */
const ANNEX = /^\uFEFF?(?:(?:\.\.?\/)*\.git)?\/annex\/objects\/\S+\s*$/;

/** No pointer is longer (git-lfs, docs/spec.md). */
const MAX_POINTER_LENGTH = 1_024;

/** Whether a text is the pointer that Git leaves in place of a file that was not fetched. */
export function isLfsPointer(text: string): boolean {
  const isOfLfs = text.length <= MAX_POINTER_LENGTH && FIRST_LINE.test(text);
  return isAnnexPointer(text) || (isOfLfs && /[\r\n]/.test(text));
}

/** Whether this can be the first line of a pointer: no line of a JSONL looks like it. */
export function beginsLfsPointer(line: string): boolean {
  return FIRST_LINE.test(line) || isAnnexPointer(line);
}

function isAnnexPointer(text: string): boolean {
  return text.length <= MAX_POINTER_LENGTH && ANNEX.test(text);
}

/** Explains what a pointer is and what to do. */
export function pointerMessage(text: string): string {
  return isAnnexPointer(text)
    ? "This is a git-annex pointer: the file itself is not here. Run git annex get to fetch it."
    : "This is a Git LFS pointer: the file itself is not here. Run git lfs pull to fetch it.";
}

/** Nothing is counted for a pointer: the prompt is elsewhere. */
export function lfsPointerReading(text: string): Reading {
  const label = isAnnexPointer(text) ? "git-annex pointer" : "Git LFS pointer";
  return emptyReading(label, "lfs-pointer", pointerMessage(text), text);
}

/** Longer than the paths of links. */
const MAX_LINK_LENGTH = 200;

/** Whether a text is the target of a symbolic link that was checked out as text: a file of the same kind. */
export function isLinkText(path: string, text: string): boolean {
  const extension = /\.\w+$/.exec(path)?.[0];
  return (
    extension !== undefined &&
    text.length <= MAX_LINK_LENGTH &&
    /^(?:\.{0,2}\/)?[\w@-][\w./@-]*$/.test(text) &&
    text.endsWith(extension)
  );
}

/** Nothing is counted for a link: the prompt is in another file. */
export function linkReading(text: string): Reading {
  const message = `This is a symbolic link that was checked out as text: the prompt is in ${text}. Open that file, or check out links with git config core.symlinks true.`;
  return emptyReading("Symbolic link", "not-a-prompt", message, text);
}

function emptyReading(
  label: string,
  code: PromptProblem["code"],
  message: string,
  text: string,
): Reading {
  const problem: PromptProblem = { code, message, range: { start: 0, end: text.length } };
  return { label, prompts: [], problems: [problem], references: [] };
}
