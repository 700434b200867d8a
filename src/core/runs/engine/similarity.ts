import { diffArrays } from "diff";

/** A piece of the word diff of two texts, with the space after its words. */
interface DiffPiece {
  readonly side: "both" | "left" | "right";
  readonly text: string;
}

/** The differences between two answers, word by word. */
export interface WordDiff {
  /** Undefined if the texts are too different or too long for a diff. */
  readonly pieces?: readonly DiffPiece[];
  readonly wordsInBoth: number;
  readonly wordsOnlyLeft: number;
  readonly wordsOnlyRight: number;
  /**
   * The share that both have in common, 0 … 1: 2 · both ÷ (left + right), counted in words and characters.
   * 1 for two empty texts.
   */
  readonly alike: number;
}

/** With more differences, a word diff is given up: the texts have little in common by then. */
const MAX_EDITS = 4_000;

/**
 * The smallest unit of the comparison: a run of letters, digits and marks, a single character of a
 * script without spaces between words, or a single symbol; with the space after it.
 */
const PIECES = /(?:(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{M}\p{N}_])+|\S)\s*/gu;

const HAS_WORD = /[\p{L}\p{N}]/u;

/**
 * Compares two texts word by word. If there are too many differences, the words are compared as two
 * bags, ignoring their order.
 */
export function compareWords(left: string, right: string, maxEdits = MAX_EDITS): WordDiff {
  const leftPieces = piecesOf(left);
  const rightPieces = piecesOf(right);
  const changes = diffArrays(leftPieces, rightPieces, {
    comparator: (one, other) => one === other || one.trimEnd() === other.trimEnd(),
    maxEditLength: maxEdits,
  });
  if (changes === undefined) return compareHeaps(leftPieces, rightPieces);
  let [leftAt, rightAt] = [0, 0];
  const pieces = changes.map(({ added, removed, value }): DiffPiece => {
    const ofLeft = added ? [] : leftPieces.slice(leftAt, (leftAt += value.length));
    const ofRight = removed ? [] : rightPieces.slice(rightAt, (rightAt += value.length));
    if (added) return { side: "right", text: ofRight.join("") };
    if (removed) return { side: "left", text: ofLeft.join("") };
    // The space after a word may be in only one text, and what follows needs it.
    const wider = ofLeft.map((piece, at) => longerOf(piece, ofRight[at] ?? ""));
    return { side: "both", text: wider.join("") };
  });
  const of = (side: DiffPiece["side"]): readonly string[] =>
    changes.flatMap(({ value }, index) => (pieces[index]?.side === side ? value : []));
  return { pieces, ...shares(of("both"), of("left"), of("right")) };
}

function longerOf(one: string, other: string): string {
  return one.length < other.length ? other : one;
}

/** The same for two bags: each piece on the left is matched with an equal unmatched one on the right. */
function compareHeaps(left: readonly string[], right: readonly string[]): WordDiff {
  const heap = new Map<string, number>();
  for (const piece of right) heap.set(piece.trimEnd(), (heap.get(piece.trimEnd()) ?? 0) + 1);
  const both: string[] = [];
  const onlyLeft: string[] = [];
  for (const piece of left) {
    const count = heap.get(piece.trimEnd()) ?? 0;
    (count > 0 ? both : onlyLeft).push(piece);
    if (count > 0) heap.set(piece.trimEnd(), count - 1);
  }
  const onlyRight = [...heap].flatMap(([piece, count]) => Array<string>(count).fill(piece));
  return shares(both, onlyLeft, onlyRight);
}

function shares(
  both: readonly string[],
  onlyLeft: readonly string[],
  onlyRight: readonly string[],
): Omit<WordDiff, "pieces"> {
  const all = 2 * both.length + onlyLeft.length + onlyRight.length;
  return {
    wordsInBoth: countWords(both),
    wordsOnlyLeft: countWords(onlyLeft),
    wordsOnlyRight: countWords(onlyRight),
    alike: all === 0 ? 1 : (2 * both.length) / all,
  };
}

/** White space at the very start belongs to the first piece. */
function piecesOf(text: string): string[] {
  return text.trimStart().match(PIECES) ?? [];
}

function countWords(pieces: readonly string[]): number {
  return pieces.filter((piece) => HAS_WORD.test(piece)).length;
}
