import { compareWords, type WordDiff } from "./similarity";

/** One of the two answers that are next to each other. */
interface ComparedAnswer {
  /** Different for every answer. */
  readonly key: string;
  readonly text: string;
}

/** Longer answers are not compared word by word, in UTF-16 units of both. */
export const MAX_COMPARED_CHARACTERS = 200_000;
/** The same while they still come: then they are compared again and again. */
const MAX_COMPARED_WHILE_RUNNING = 20_000;
/** How long a comparison of answers that still come is shown. */
const AGE_WHILE_RUNNING_MS = 1_000;
/** Differences after which only shares are compared: a diff of more is no longer read. */
const MAX_EDITS = 1_000;
/** The same while answers still come: the work grows with the square of it. */
const MAX_EDITS_WHILE_RUNNING = 200;

/** Compares the two answers that are shown, and no more often than there is something new to see. */
export class AnswerComparer {
  private key = "";
  private isOfAll = false;
  private atMs = 0;
  private diff: WordDiff | undefined;

  /** Undefined if they are too long. `isDone`: both are over. */
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
