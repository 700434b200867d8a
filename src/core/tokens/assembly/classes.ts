import {
  CASELESS,
  LOWER,
  MARK,
  NEWLINE,
  NUMBER,
  OTHER,
  APOSTROPHE,
  SLASH,
  SPACE,
  BLANK,
  UPPER,
} from "../characterClass";
import { CLASS_BLOCKS, CLASS_BLOCK_BITS, CLASS_INDEX } from "./layout";

// Sets of classes are bit masks.

/** The byte 0xFF after the last byte of a text. It is in no set, so every run stops there. */
export const END: u32 = 15;

/** `[\p{Lm}\p{Lo}\p{M}]`: allowed among both the upper-case and the lower-case letters. */
export const CASELESS_OR_MARK: u32 = (1 << CASELESS) | (1 << MARK);
/** `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]` */
export const UPPERS: u32 = (1 << UPPER) | CASELESS_OR_MARK;
/** `[\p{Ll}\p{Lm}\p{Lo}\p{M}]` */
export const LOWERS: u32 = (1 << LOWER) | CASELESS_OR_MARK;
/** All characters of a word. */
export const WORD: u32 = UPPERS | LOWERS;
/** `\s` */
export const WHITESPACE: u32 = (1 << NEWLINE) | (1 << SPACE) | (1 << BLANK);
/** Punctuation and symbols: `[^\s\p{L}\p{N}]` without the marks. */
export const SYMBOL: u32 = (1 << OTHER) | (1 << APOSTROPHE) | (1 << SLASH);
/** `[^\s\p{L}\p{N}]` */
export const SYMBOLS: u32 = SYMBOL | (1 << MARK);
/** `[\r\n/]` */
export const AFTER_SYMBOLS: u32 = (1 << NEWLINE) | (1 << SLASH);

const SENTINEL: u32 = 0xff;

function lookup(codePoint: u32): u32 {
  const block = load<u8>(CLASS_INDEX + (codePoint >> CLASS_BLOCK_BITS)) as usize;
  const within = (codePoint & ((1 << CLASS_BLOCK_BITS) - 1)) as usize;
  return load<u8>(CLASS_BLOCKS + (block << CLASS_BLOCK_BITS) + within);
}

/** The class of an ASCII byte. The build ensures that block 0 of the table is its first block. */
export function classOfAscii(byte: u32): u32 {
  return load<u8>(CLASS_BLOCKS + (byte as usize));
}

/** The class of the character at `at`, plus 256 times its length in bytes. The text is valid UTF-8. */
export function classAt(at: usize): u32 {
  const lead: u32 = load<u8>(at);
  if (lead < 0x80) return classOfAscii(lead) | 0x100;
  if (lead < 0xe0) return lookup(((lead & 0x1f) << 6) | trail(at, 1)) | 0x200;
  if (lead < 0xf0) {
    return lookup(((lead & 0x0f) << 12) | (trail(at, 1) << 6) | trail(at, 2)) | 0x300;
  }
  if (lead == SENTINEL) return END;
  return (
    lookup(((lead & 0x07) << 18) | (trail(at, 1) << 12) | (trail(at, 2) << 6) | trail(at, 3)) |
    0x400
  );
}

function trail(at: usize, offset: usize): u32 {
  return (load<u8>(at + offset) as u32) & 0x3f;
}

export function isIn(set: u32, classAndLength: u32): bool {
  return ((set >> (classAndLength & 0xff)) & 1) != 0;
}

export function startOfCharacterBefore(at: usize): usize {
  let start = at - 1;
  while ((load<u8>(start) & 0xc0) == 0x80) start--;
  return start;
}

/**
 * The end of the run of characters of `set` that begins at `from`. Repeats the work of
 * {@link classAt} inline, because non-ASCII texts spend most of their time here.
 */
export function runEnd(set: u32, from: usize): usize {
  let at = from;
  let length: usize = 0;
  let found: u32;
  do {
    at += length;
    const lead: u32 = load<u8>(at);
    if (lead < 0x80) {
      found = classOfAscii(lead);
      length = 1;
    } else if (lead < 0xe0) {
      found = lookup(((lead & 0x1f) << 6) | trail(at, 1));
      length = 2;
    } else if (lead < 0xf0) {
      found = lookup(((lead & 0x0f) << 12) | (trail(at, 1) << 6) | trail(at, 2));
      length = 3;
    } else {
      const next = classAt(at);
      found = next & 0xff;
      length = next >> 8;
    }
  } while (((set >> found) & 1) != 0);
  return at;
}

/** The end of the last character of `set` in `from`..`to`, or 0 if there is none. */
export function endOfLast(set: u32, from: usize, to: usize): usize {
  let at = to;
  while (at > from) {
    const start = startOfCharacterBefore(at);
    if (isIn(set, classAt(start))) return at;
    at = start;
  }
  return 0;
}
