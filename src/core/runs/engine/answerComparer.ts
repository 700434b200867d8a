import { compareWords, type WordDiff } from "./similarity";

/** One of the two answers shown side by side. */
interface ComparedAnswer {
  /** Different for every answer. */
  readonly key: string;
  readonly text: string;
}

/** The maximum length of both answers for a word diff, in UTF-16 units. */
export const MAX_COMPARED_CHARACTERS = 200_000;
/** The same while they are still growing: then they are compared repeatedly. */
const MAX_COMPARED_WHILE_RUNNING = 20_000;
/** How long a comparison of growing answers stays on screen. */
const AGE_WHILE_RUNNING_MS = 1_000;
/** With more differences, only shares are compared: nobody would read such a diff. */
const MAX_EDITS = 1_000;
/** The same while answers are still growing: the work grows with its square. */
const MAX_EDITS_WHILE_RUNNING = 200;

/** Compares the two answers that are shown, only when there is something new to see. */
export class AnswerComparer {
  private key = "";
  private isOfAll = false;
  private atMs = 0;
  private diff: WordDiff | undefined;

  /** Undefined if they are too long. `isDone`: both have ended. */
  compare(
    left: ComparedAnswer,
    right: ComparedAnswer,
    isDone: boolean,
    nowMs: number,
  ): WordDiff | undefined {
    const key = JSON.stringify([left.key, right.key]);
    const isSame = key === this.key;
    if (isSame && this.isOfAll) return this.diff;
    if (isSame && !isDone && nowMs - this.atMs < AGE_WHILE_RUNNING_MS) return this.diff;
    const most = isDone ? MAX_COMPARED_CHARACTERS : MAX_COMPARED_WHILE_RUNNING;
    const isShort = left.text.length + right.text.length <= most;
    this.diff = isShort
      ? compareWords(left.text, right.text, isDone ? MAX_EDITS : MAX_EDITS_WHILE_RUNNING)
      : undefined;
    this.key = key;
    this.isOfAll = isDone;
    this.atMs = nowMs;
    return this.diff;
  }
}
