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
} from "./characterClass";

/** For each class of the character before a place, the bit set of classes that may follow. */
export type CutRule = readonly number[];

function classSet(...classes: readonly number[]): number {
  return classes.reduce((set, characterClass) => set | (1 << characterClass), 0);
}

const afterNewline = classSet(OTHER, APOSTROPHE, NUMBER, UPPER, LOWER, CASELESS, MARK);
const afterLetter = classSet(OTHER, SLASH, NEWLINE, SPACE, BLANK, NUMBER);
const afterNumber = classSet(
  OTHER,
  APOSTROPHE,
  SLASH,
  NEWLINE,
  SPACE,
  BLANK,
  UPPER,
  LOWER,
  CASELESS,
  MARK,
);
const afterSymbol = classSet(SPACE, BLANK, NUMBER);

/**
 * Between which two characters a text may be cut, whatever stands before and after them, so that its
 * tokens are those of the two parts together. Why: no alternative of the pattern takes the first
 * character and then the second, not even for a part of its way, and its only look-ahead is tried
 * behind whitespace (docs/counting.md). After whitespace that is no newline nothing is safe.
 */
export const safeCuts: CutRule = (() => {
  const rule = new Array<number>(11).fill(0);
  rule[OTHER] = rule[APOSTROPHE] = rule[SLASH] = rule[MARK] = afterSymbol;
  rule[NEWLINE] = afterNewline;
  rule[NUMBER] = afterNumber;
  rule[UPPER] = rule[LOWER] = rule[CASELESS] = afterLetter;
  return rule;
})();
