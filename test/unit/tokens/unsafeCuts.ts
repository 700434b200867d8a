import {
  APOSTROPHE,
  BLANK,
  CASELESS,
  LOWER,
  MARK,
  NEWLINE,
  NUMBER,
  OTHER,
  SLASH,
  SPACE,
  UPPER,
} from "../../../src/core/tokens/characterClass";
import { pieceEnds } from "./pattern";

/**
 * Characters that represent all others: at least one of each class, and of those that contractions
 * consist of enough to make one ('l, 'lL), so that every path through the pattern is among the texts.
 */
export const representatives: readonly (readonly [character: string, characterClass: number])[] = [
  ["\n", NEWLINE],
  ["\r", NEWLINE],
  [" ", SPACE],
  ["\t", BLANK],
  ["/", SLASH],
  ["'", APOSTROPHE],
  [".", OTHER],
  ["1", NUMBER],
  ["A", UPPER],
  ["L", UPPER],
  ["a", LOWER],
  ["s", LOWER],
  ["l", LOWER],
  ["字", CASELESS],
  ["\u0301", MARK],
];

/** A place at which a text must not be cut: the pieces of both parts are not those of the whole. */
export interface UnsafeCut {
  readonly text: string;
  readonly at: number;
}

/** By the classes of the characters before and after a cut. */
export function pairKey(before: number, behind: number): string {
  return `${before}|${behind}`;
}

/**
 * Cuts every text of up to `maxLength` representatives at every place. Returns, for each pair of
 * classes around an unsafe cut, the first text found in which it is unsafe, shortest texts first.
 */
export function findUnsafeCuts(maxLength: number): ReadonlyMap<string, UnsafeCut> {
  const count = representatives.length;
  const found = new Map<string, UnsafeCut>();
  /** By length, then by text as a number of base `count`: bit i is set if a piece ends at i + 1. */
  const ends = [new Uint8Array(1)];

  const visit = (text: string, number: number, remaining: number): void => {
    if (remaining > 0) {
      representatives.forEach(([character], digit) =>
        visit(text + character, number * count + digit, remaining - 1),
      );
      return;
    }
    const length = text.length;
    const endsOfText = pieceEnds(text).reduce((bits, end) => bits | (1 << (end - 1)), 0);
    endsOf(length)[number] = endsOfText;
    for (let at = 1; at < length; at++) {
      const power = count ** (length - at);
      const endsBefore = endsOf(at)[Math.floor(number / power)] ?? 0;
      const endsBehind = endsOf(length - at)[number % power] ?? 0;
      if (endsOfText === (endsBefore | (endsBehind << at))) continue;
      const key = pairKey(classOf(number, length - at), classOf(number, length - at - 1));
      if (!found.has(key)) found.set(key, { text, at });
    }
  };

  const endsOf = (length: number): Uint8Array => {
    const known = ends[length];
    if (known === undefined) throw new RangeError(`Texts of length ${length} come later.`);
    return known;
  };
  for (let length = 1; length <= maxLength; length++) {
    ends.push(new Uint8Array(count ** length));
    visit("", 0, length);
  }
  return found;
}

/** The class of a text's character at a position that is counted from its end. */
function classOf(textNumber: number, positionFromEnd: number): number {
  const count = representatives.length;
  const digit = Math.floor(textNumber / count ** positionFromEnd) % count;
  return representatives[digit]?.[1] ?? Number.NaN;
}
