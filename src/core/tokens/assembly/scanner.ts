import { NEWLINE, NUMBER, SPACE, UPPER } from "../characterClass";
import { NUMBER_PIECE, SYMBOLS_PIECE, WHITESPACE_PIECE, WORD_PIECE } from "../pieceKind";
import {
  AFTER_SYMBOLS,
  CASELESS_OR_MARK,
  LOWERS,
  SYMBOL,
  SYMBOLS,
  UPPERS,
  WHITESPACE,
  WORD,
  classAt,
  endOfLast,
  isIn,
  runEnd,
} from "./classes";

/*
 * The o200k_base pattern, written by hand. Its alternatives, tried in this order at each position, are
 *
 *   1. [^\r\n\p{L}\p{N}]? [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]* [\p{Ll}\p{Lm}\p{Lo}\p{M}]+ contraction?
 *   2. [^\r\n\p{L}\p{N}]? [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+ [\p{Ll}\p{Lm}\p{Lo}\p{M}]* contraction?
 *   3. \p{N}{1,3}
 *   4. " "? [^\s\p{L}\p{N}]+ [\r\n/]*
 *   5. \s* [\r\n]+
 *   6. \s+ (?!\S)
 *   7. \s+
 *
 * where a contraction is (?i:'s|'t|'re|'ve|'m|'ll|'d). The first two characters at a position decide
 * which kind of piece begins there.
 */

/** The kind of the piece at `from`, whose first character is `first` and is followed by `second`. */
export function kindOf(first: u32, second: u32): i32 {
  if (isIn(WORD, first)) return WORD_PIECE;
  if (isIn(1 << NUMBER, first)) return NUMBER_PIECE;
  if (isIn(1 << NEWLINE, first)) return WHITESPACE_PIECE;
  // Whitespace or a symbol before a word belongs to it.
  if (isIn(WORD, second)) return WORD_PIECE;
  if (isIn(SYMBOL, first)) return SYMBOLS_PIECE;
  return isIn(1 << SPACE, first) && isIn(SYMBOL, second) ? SYMBOLS_PIECE : WHITESPACE_PIECE;
}

/**
 * Returns the end of the piece that starts at `from`, or 0 if it depends on text after `stop`. In the
 * last block of a text `stop` is the text's end, which no piece passes; in any other block it is
 * LOOK_AHEAD_BYTES before the block's end.
 */
export function pieceEnd(from: usize, stop: usize): usize {
  const first = classAt(from);
  const second = from + (first >> 8);
  switch (kindOf(first, classAt(second))) {
    case WORD_PIECE:
      return wordEnd(isIn(WORD, first) ? from : second, stop);
    case NUMBER_PIECE:
      return numberEnd(from, stop);
    case SYMBOLS_PIECE:
      return symbolsEnd(second, stop);
    default:
      return whitespaceEnd(from, stop);
  }
}

/**
 * Alternatives 1 and 2 after their optional first character. Alternative 1 takes all upper-case and
 * caseless characters, then lower-case ones. If no lower-case one follows, it backtracks to the last
 * caseless character, which also matches as a lower-case one; only if there is none,
 * alternative 2 takes the upper-case letters. A mark at the start may also be read as the optional
 * first character, with the same result.
 */
function wordEnd(from: usize, stop: usize): usize {
  // Nearly all words that do not start with an upper-case letter end here.
  const lowersEnd = runEnd(LOWERS, from);
  if (lowersEnd > from && !isIn(1 << UPPER, classAt(lowersEnd))) {
    return lowersEnd > stop ? 0 : contractionEnd(lowersEnd);
  }
  const uppersEnd = runEnd(UPPERS, from);
  const end = runEnd(LOWERS, uppersEnd);
  if (end > stop) return 0;
  if (end > uppersEnd) return contractionEnd(end);
  const afterCaseless = endOfLast(CASELESS_OR_MARK, from, uppersEnd);
  return contractionEnd(afterCaseless != 0 ? afterCaseless : uppersEnd);
}

/** The position after the contraction at `at`, or `at` if there is none. */
export function contractionEnd(at: usize): usize {
  if (load<u8>(at) != 0x27 /* ' */) return at;
  const first = (load<u8>(at + 1) as u32) | 0x20;
  if (
    first == 0x73 /* s */ ||
    first == 0x74 /* t */ ||
    first == 0x6d /* m */ ||
    first == 0x64 /* d */
  )
    return at + 2;
  const second = (load<u8>(at + 2) as u32) | 0x20;
  if (first == 0x6c /* l */) return second == 0x6c /* l */ ? at + 3 : at;
  if (first == 0x72 /* r */ || first == 0x76 /* v */) return second == 0x65 /* e */ ? at + 3 : at;
  // Case-insensitively, ſ (U+017F) is an s.
  return load<u16>(at + 1) == 0xbfc5 ? at + 3 : at;
}

/** Alternative 3. */
function numberEnd(from: usize, stop: usize): usize {
  let at = from;
  for (let count = 0; count < 3; count++) {
    const next = classAt(at);
    if (!isIn(1 << NUMBER, next)) break;
    at += next >> 8;
  }
  return at > stop ? 0 : at;
}

/** Alternative 4 after its first symbol or mark. */
function symbolsEnd(from: usize, stop: usize): usize {
  const at = runEnd(AFTER_SYMBOLS, runEnd(SYMBOLS, from));
  return at > stop ? 0 : at;
}

/** Alternatives 5 to 7, at whitespace that neither a word nor symbols follow immediately. */
function whitespaceEnd(from: usize, stop: usize): usize {
  let at = from;
  let afterNewline: usize = 0;
  let last: u32 = 0;
  let next = classAt(at);
  while (isIn(WHITESPACE, next)) {
    last = next >> 8;
    at += last;
    if ((next & 0xff) == NEWLINE) afterNewline = at;
    next = classAt(at);
  }
  if (at > stop) return 0;
  if (afterNewline != 0) return afterNewline;
  const textEnds = next >> 8 == 0;
  return textEnds || at - last == from ? at : at - last;
}
