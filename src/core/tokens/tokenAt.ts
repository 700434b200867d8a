import { firstIndex } from "../binarySearch";

/** A token of a text, or a few of them that share a character. */
export interface TokenPlace {
  /** The number of the (first) token in the text. */
  readonly index: number;
  /** The number of tokens: more than 1 if they share a character, and all of them end with it. */
  readonly count: number;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/**
 * The token to which the character at `offset` belongs; undefined past the text's end.
 *
 * @param ends see EncodedText.
 */
export function tokenAt(ends: Uint32Array, offset: number): TokenPlace | undefined {
  const index = firstGreater(ends, offset);
  const end = ends[index];
  if (end === undefined) return undefined;
  return {
    index,
    count: firstGreater(ends, end) - index,
    start: ends[index - 1] ?? 0,
    end,
  };
}

/** The index of the first number that is greater than `limit`, in numbers that never decrease. */
function firstGreater(numbers: Uint32Array, limit: number): number {
  return firstIndex(numbers.length, (index) => (numbers[index] ?? Infinity) > limit);
}
