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

/** For each class of the character before a place, the set of classes that may follow. */
export type CutRule = readonly number[];

const afterNewline = classSet(OTHER, APOSTROPHE, NUMBER, UPPER, LOWER, CASELESS, MARK);
const afterLetter = classSet(OTHER, SLASH, NEWLINE, SPACE, BLANK, NUMBER);
const afterNumber =
  classSet(OTHER, APOSTROPHE, SLASH, NEWLINE, SPACE, BLANK) |
  classSet(UPPER, LOWER, CASELESS, MARK);
const afterSymbol = classSet(SPACE, BLANK, NUMBER);
const afterBlank = classSet();

/**
 * Between which two characters a text may be cut, whatever comes before and after them, so that its
 * tokens are those of the two parts together: where no alternative of the pattern takes the first
 * character and then the second, not even on a part of its way, and its only look-ahead, which is tried
 * behind whitespace, is not tried (docs/counting.md).
 *
 * The engine does not cut beside surrogates, and neither beside U+FFFD, which lone ones become.
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
