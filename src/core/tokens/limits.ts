// How much is done at once: memory and waiting are bounded, whatever a text is like.

/** UTF-16 units that are given to the engine at once. Its input (assembly/layout.ts) has room for them. */
export const BLOCK_UNITS = 8192;

/**
 * A piece that goes on behind its block is kept, up to so many bytes, until its end comes. A longer
 * one is a giant piece. The margin before the engine's input has room for it.
 */
export const LEFTOVER_BYTES_MAX = 16_384;

/** So many bytes at the end of a giant piece are encoded again when more of it comes. */
export const TAIL_BYTES = 2048;

/** After so many bytes the next safe cut ends a chunk of a document. */
export const CHUNK_BYTES = 1024;

/** A chunk of fewer UTF-16 units is joined with the one before, if that is at hand. */
export const RUNT_UNITS = 512;

/** So many chunks are added up in advance. */
export const GROUP_CHUNKS = 64;

/** A text of more UTF-16 units is not counted at once when a document is opened or edited. */
export const EAGER_UNITS = 16_384;

/** So far from an edit in uncounted text a safe cut is looked for, in UTF-16 units. */
export const CUT_SEARCH_UNITS = 4096;

/**
 * The event loop is held so long at a time, and for the block more that is being counted then. With
 * what the garbage collector may take meanwhile it stays below 10 ms.
 */
export const SLICE_MS = 6;
