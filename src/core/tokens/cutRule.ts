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
  classSet,
} from "./characterClass";

/** For each class of the character before a position, the set of classes that may follow. */
export type CutRule = readonly number[];

const afterNewline = classSet(OTHER, APOSTROPHE, NUMBER, UPPER, LOWER, CASELESS, MARK);
const afterLetter = classSet(OTHER, SLASH, NEWLINE, SPACE, BLANK, NUMBER);
const afterNumber =
  classSet(OTHER, APOSTROPHE, SLASH, NEWLINE, SPACE, BLANK) |
  classSet(UPPER, LOWER, CASELESS, MARK);
const afterSymbol = classSet(SPACE, BLANK, NUMBER);
const afterBlank = classSet();

/**
 * The pairs of characters between which a text may be cut, whatever comes before and after them, so
 * that its tokens are those of the two parts together: no alternative of the pattern matches the first
 * character and then the second, not even partway, and its only look-ahead, which is tried after
 * whitespace, is not tried (docs/counting.md).
 *
 * The engine does not cut next to surrogates, nor next to U+FFFD, which replaces lone ones.
 */
export const safeCuts: CutRule = Object.values({
  [OTHER]: afterSymbol,
  [APOSTROPHE]: afterSymbol,
  [SLASH]: afterSymbol,
  [NEWLINE]: afterNewline,
  [SPACE]: afterBlank,
  [BLANK]: afterBlank,
  [NUMBER]: afterNumber,
  [UPPER]: afterLetter,
  [LOWER]: afterLetter,
  [CASELESS]: afterLetter,
  [MARK]: afterSymbol,
});
