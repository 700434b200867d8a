/**
 * The kinds of pieces into which the pattern splits a text. Each is a run of characters plus what may
 * precede or follow it. Read by the engine (assembly/scanner.ts) and by giantPiece.ts.
 */

/** Letters and marks, after an optional character, before an optional contraction. */
export const WORD_PIECE = 0;
/** Up to three digits. */
export const NUMBER_PIECE = 1;
/** Symbols and marks, after an optional space, before optional newlines and slashes. */
export const SYMBOLS_PIECE = 2;
export const WHITESPACE_PIECE = 3;

/**
 * This many bytes after a run tell whether it continues and what follows it. A contraction has at most
 * three: the long s of 'ſ takes two.
 */
export const LOOK_AHEAD_BYTES = 4;
