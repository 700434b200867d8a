import { diffArrays } from "diff";

/** A piece of the word diff of two texts, with the space behind its words. */
export interface DiffPiece {
  readonly side: "both" | "left" | "right";
  readonly text: string;
}

/** How two answers differ, word by word. */
export interface WordDiff {
  /** Undefined where the texts are too different or too long to be laid side by side. */
  readonly pieces?: readonly DiffPiece[];
  readonly wordsInBoth: number;
  readonly wordsOnlyLeft: number;
  readonly wordsOnlyRight: number;
  /** Words in both as a share of all words, 0 … 1: 2 · both ÷ (left + right). Of no words: 1. */
  readonly alike: number;
}

/** Differences after which a word diff is given up: by then the texts have little in common. */
const MAX_EDITS = 4_000;

/**
 * A piece of text that is compared as one: a run of letters, digits and marks, a single character of
 * a script without spaces between words, or a single sign; with the space behind it.
 */
const PIECES = /(?:(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{M}\p{N}_])+|\S)\s*/gu;

const HAS_WORD = /[\p{L}\p{N}]/u;

/**
 * Compares two texts word by word. Where there are too many differences the words are compared as
 * two heaps, whatever their order.
 */
export function compareWords(left: string, right: string, maxEdits = MAX_EDITS): WordDiff {
  const leftPieces = piecesOf(left);
  const rightPieces = piecesOf(right);
  const changes = diffArrays(leftPieces, rightPieces, {
    comparator: (one, other) => one === other || one.trimEnd() === other.trimEnd(),
    maxEditLength: maxEdits,
  });
  if (changes === undefined) return compareHeaps(leftPieces, rightPieces);
  const pieces = changes.map(({ added, removed, value }): DiffPiece => ({
    side: added ? "right" : removed ? "left" : "both",
    text: value.join(""),
  }));
  const wordsOf = (side: DiffPiece["side"]): number =>
    changes
      .filter((_change, index) => pieces[index]?.side === side)
      .reduce((sum, { value }) => sum + countWords(value), 0);
  return { pieces, ...shares(wordsOf("both"), wordsOf("left"), wordsOf("right")) };
}

function compareHeaps(left: readonly string[], right: readonly string[]): WordDiff {
  const heap = new Map<string, number>();
  for (const word of wordsIn(left)) heap.set(word, (heap.get(word) ?? 0) + 1);
  let both = 0;
  for (const word of wordsIn(right)) {
    const count = heap.get(word) ?? 0;
    if (count === 0) continue;
    heap.set(word, count - 1);
    both += 1;
  }
  return shares(both, countWords(left) - both, countWords(right) - both);
}

function shares(
  wordsInBoth: number,
  wordsOnlyLeft: number,
  wordsOnlyRight: number,
): Omit<WordDiff, "pieces"> {
  const all = 2 * wordsInBoth + wordsOnlyLeft + wordsOnlyRight;
  const alike = all === 0 ? 1 : (2 * wordsInBoth) / all;
  return { wordsInBoth, wordsOnlyLeft, wordsOnlyRight, alike };
}

/** White space at the very start belongs to the first piece. */
function piecesOf(text: string): string[] {
  return text.trimStart().match(PIECES) ?? [];
}

function wordsIn(pieces: readonly string[]): readonly string[] {
  return pieces.filter((piece) => HAS_WORD.test(piece)).map((piece) => piece.trimEnd());
}

function countWords(pieces: readonly string[]): number {
  return pieces.filter((piece) => HAS_WORD.test(piece)).length;
}
