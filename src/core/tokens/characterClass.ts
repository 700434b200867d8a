/**
 * The character classes of the o200k_base pattern. The engine (assembly/), the cut rule and the build
 * of the class table all read them, so they are plain numbers: all three pack them into bytes and bit
 * masks.
 */

/** Punctuation, symbols, controls and everything else that is in no other class. */
export const OTHER = 0;
/** `'`, which may begin a contraction. */
export const APOSTROPHE = 1;
/** `/`, which the pattern takes together with newlines. */
export const SLASH = 2;
/** `[\r\n]` */
export const NEWLINE = 3;
/** U+0020. */
export const SPACE = 4;
/** Other whitespace (White_Space without the above). */
export const BLANK = 5;
/** `\p{N}` */
export const NUMBER = 6;
/** `[\p{Lu}\p{Lt}]` */
export const UPPER = 7;
/** `\p{Ll}` */
export const LOWER = 8;
/** `[\p{Lm}\p{Lo}]` */
export const CASELESS = 9;
/** `\p{M}` */
export const MARK = 10;

export const CLASS_COUNT = 11;

/** A set of classes as a bit mask. */
export function classSet(...classes: readonly number[]): number {
  return classes.reduce((set, characterClass) => set | (1 << characterClass), 0);
}
