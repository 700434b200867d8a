/**
 * The kinds of pieces into which the pattern splits a text; each is a run of characters, and what may
 * precede or follow it. Read by the engine (assembly/scanner.ts) and by giantPiece.ts.
 */

/** Letters and marks, one character before them, a contraction behind them. */
export const WORD_PIECE = 0;
/** Up to three digits. */
export const NUMBER_PIECE = 1;
/** Symbols and marks, a space before them, newlines and slashes behind them. */
export const SYMBOLS_PIECE = 2;
export const WHITESPACE_PIECE = 3;

/**
 * So many bytes behind a run tell whether it goes on and what follows it. A contraction has three at
 * most: the long s of 'ſ takes two.
 */
export const LOOK_AHEAD_BYTES = 4;
