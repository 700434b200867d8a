// Limits on the work done at once: memory and delays are bounded for every text.

/** UTF-16 units given to the engine at once. Its input (assembly/layout.ts) has room for them. */
export const BLOCK_UNITS = 8192;

/**
 * A piece that continues past its block is kept, up to this many bytes, until its end arrives. A longer
 * one is a giant piece. The margin before the engine's input has room for it.
 */
export const LEFTOVER_BYTES_MAX = 16_384;

/** This many bytes at the end of a giant piece are encoded again when more of it arrives. */
export const TAIL_BYTES = 2048;

/** After this many bytes, the next safe cut ends a chunk of a document. */
export const CHUNK_BYTES = 1024;

/** A chunk of fewer UTF-16 units is joined with the previous one, if that is at hand. */
export const RUNT_UNITS = 512;

/** Chunks whose sums are kept together. */
export const GROUP_CHUNKS = 64;

/** A text of more UTF-16 units is not counted at once when a document is opened or edited. */
export const EAGER_UNITS = 16_384;

/** How far from an edit in uncounted text to search for a safe cut, in UTF-16 units. */
export const CUT_SEARCH_UNITS = 4096;

/**
 * The event loop is blocked for this long at a time, plus the block being counted at that moment. With
 * garbage collection it stays below 10 ms.
 */
export const SLICE_MS = 6;
