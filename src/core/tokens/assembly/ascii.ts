import { APOSTROPHE, BLANK, NEWLINE, NUMBER, SPACE } from "../characterClass";
import { AFTER_SYMBOLS, END, SYMBOL, WHITESPACE, WORD, classOfAscii } from "./classes";
import { ASCII_SETS } from "./layout";

/** What is not ASCII, the byte behind a text's end included. */
const NOT_ASCII: u32 = 1 << END;

/** What belongs to the word behind it. */
const BEFORE_WORD: u32 = SYMBOL | (1 << SPACE) | (1 << BLANK);

/** The class of a byte as a set of its own. */
function setAt(at: usize): u32 {
  return load<u16>(ASCII_SETS + ((load<u8>(at) as usize) << 1));
}

/** Fills the table behind {@link setAt} out of the table of classes. */
export function fillAsciiSets(): void {
  for (let byte: usize = 0; byte < 256; byte++) {
    const set: u32 = byte < 0x80 ? 1 << classOfAscii(byte as u32) : NOT_ASCII;
    store<u16>(ASCII_SETS + (byte << 1), set as u16);
  }
}

/**
 * Where the piece at `from` ends, as scanner.ts says, if that takes nothing but ASCII to see, or 0.
 * Nearly all pieces of code and of English end here; words of up to 15 letters without a loop.
 */
export function asciiPieceEnd(from: usize): usize {
  const first = setAt(from);
  const wordStart = from + (((first & BEFORE_WORD) != 0) as usize);
  const bytes = v128.load(wordStart);
  const uppers = i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26)));
  const lowers = i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x61)), i8x16.splat(26)));
  const upperCount = ctz(~uppers);
  const length = upperCount + ctz(~(lowers >> upperCount));
  if (length > 0) {
    const end = wordStart + (length as usize);
    return length < 16 && (setAt(end) & (NOT_ASCII | (1 << APOSTROPHE))) == 0 ? end : 0;
  }

  let at = from + 1;
  let next = setAt(at);
  if ((first & SYMBOL) != 0 || ((first & (1 << SPACE)) != 0 && (next & SYMBOL) != 0)) {
    while ((next & SYMBOL) != 0) next = setAt(++at);
    while ((next & AFTER_SYMBOLS) != 0) next = setAt(++at);
    return (next & NOT_ASCII) != 0 ? 0 : at;
  }
  if ((first & WHITESPACE) != 0) {
    let afterNewline: usize = (first & (1 << NEWLINE)) != 0 ? at : 0;
    while ((next & WHITESPACE) != 0) {
      at++;
      if ((next & (1 << NEWLINE)) != 0) afterNewline = at;
      next = setAt(at);
    }
    if ((next & NOT_ASCII) != 0) return 0;
    if (afterNewline != 0) return afterNewline;
    return at - from == 1 ? at : at - 1;
  }
  if ((first & (1 << NUMBER)) == 0) return 0;
  if ((next & (1 << NUMBER)) != 0) {
    next = setAt(++at);
    if ((next & (1 << NUMBER)) != 0) return at + 1;
  }
  return (next & NOT_ASCII) != 0 ? 0 : at;
}
