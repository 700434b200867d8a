/**
 * The layout of the linear memory. The sizes are fixed: the engine takes its memory once and never
 * asks for more, however long a text is, because texts arrive in blocks.
 */

/** The compiler's own static data stays below. */
export const STATIC_END: usize = 0x10000;

/** The 32-bit results of the last call; see index.ts. */
export const RESULTS: usize = STATIC_END;
const RESULTS_BYTES: usize = 64;

/**
 * The leftover of the previous block is copied to the end of this margin, so that the next block can
 * always be written to the same address. Sizes as in ../limits.ts.
 */
export const MARGIN: usize = RESULTS + RESULTS_BYTES;
export const MARGIN_BYTES: usize = 0x4000;
export const INPUT: usize = MARGIN + MARGIN_BYTES;
export const INPUT_BYTES: usize = 0x6000;
/** Reads of 64 bytes may reach past the end of the input. */
const PADDING_BYTES: usize = 64;

/** Pairs of 32-bit numbers: chunks of a scan, or tokens of an encoding (at most one per byte). */
export const OUTPUT: usize = INPUT + INPUT_BYTES + PADDING_BYTES;
const OUTPUT_BYTES: usize = (MARGIN_BYTES + INPUT_BYTES) * 8;

/** Work area in which the end of a giant piece is encoded with what follows; see ../pieceEncoder.ts. */
export const WORK: usize = OUTPUT + OUTPUT_BYTES;
const WORK_BYTES: usize = MARGIN_BYTES + INPUT_BYTES + PADDING_BYTES;

/** The end of each token of a long piece, 32 bits each. */
export const ENDS: usize = WORK + WORK_BYTES;
const ENDS_BYTES: usize = (MARGIN_BYTES + INPUT_BYTES) * 4;

/** The end of each piece of a text, 32 bits each; up to three more are written. */
export const PIECE_ENDS: usize = ENDS + ENDS_BYTES;
const PIECE_ENDS_BYTES: usize = (MARGIN_BYTES + INPUT_BYTES + 3) * 4;

/** The parts of the piece that is being merged: start and rank, 32 bits each. */
export const PARTS: usize = PIECE_ENDS + PIECE_ENDS_BYTES;
const PARTS_BYTES: usize = (MARGIN_BYTES + INPUT_BYTES + 64) * 8;

/** Two-stage table of character classes: 0x110000 / 128 block numbers, then the blocks. */
export const CLASS_INDEX: usize = PARTS + PARTS_BYTES;
export const CLASS_BLOCK_BITS: u32 = 7;
export const CLASS_INDEX_BYTES: usize = 0x110000 >> CLASS_BLOCK_BITS;
export const CLASS_BLOCKS: usize = CLASS_INDEX + CLASS_INDEX_BYTES;
const CLASS_BLOCKS_BYTES: usize = 256 << CLASS_BLOCK_BITS;

/** For each class of the character before a position, the set of classes that may follow a safe cut. */
export const CUT_RULE: usize = CLASS_BLOCKS + CLASS_BLOCKS_BYTES;
const CUT_RULE_BYTES: usize = 16 * 4;

/** The rank of each token of two bytes (32 bits). */
export const PAIR_RANKS: usize = CUT_RULE + CUT_RULE_BYTES;
export const PAIR_RANKS_BYTES: usize = 0x10000 * 4;

/** Slots past the end hold entries that collide at the end, so that probing never wraps around. */
const SPILL: usize = 1024;

/** Tokens of at most 7 bytes: key (64 bits), rank (32 bits), unused (32 bits). */
export const SHORT_TABLE: usize = (PAIR_RANKS + PAIR_RANKS_BYTES + 63) & ~63;
export const SHORT_BITS: u32 = 18;
export const SHORT_ENTRY: usize = 16;
const SHORT_BYTES: usize = ((1 << SHORT_BITS) + SPILL) * SHORT_ENTRY;

/** Tokens of 8 to 15 bytes: key (128 bits), rank (32 bits), unused (32 bits). */
export const MEDIUM_TABLE: usize = SHORT_TABLE + SHORT_BYTES;
export const MEDIUM_BITS: u32 = 17;
export const MEDIUM_ENTRY: usize = 24;
const MEDIUM_BYTES: usize = ((1 << MEDIUM_BITS) + SPILL) * MEDIUM_ENTRY;

/** Longer tokens: hash, address of the bytes, length, rank (32 bits each). */
export const LONG_TABLE: usize = MEDIUM_TABLE + MEDIUM_BYTES;
export const LONG_BITS: u32 = 14;
export const LONG_ENTRY: usize = 16;
const LONG_BYTES: usize = ((1 << LONG_BITS) + SPILL) * LONG_ENTRY;

/** The bytes of the longer tokens. */
export const LONG_TEXT: usize = LONG_TABLE + LONG_BYTES;
const LONG_TEXT_BYTES: usize = 0x40000;

/** The counts of recently seen pieces; see learned.ts. */
export const LEARNED: usize = (LONG_TEXT + LONG_TEXT_BYTES + 63) & ~63;
export const LEARNED_BITS: u32 = 16;
export const LEARNED_ENTRY: usize = 16;
const LEARNED_BYTES: usize = LEARNED_ENTRY << LEARNED_BITS;
export const LONG_LEARNED: usize = LEARNED + LEARNED_BYTES;
export const LONG_LEARNED_BITS: u32 = 14;
/** Length and count (32 bits each), then the piece's bytes. */
export const LONG_LEARNED_ENTRY: usize = 64;
const LONG_LEARNED_BYTES: usize = LONG_LEARNED_ENTRY << LONG_LEARNED_BITS;

/** For each length up to 15 bytes, a mask of 16 bytes that keeps that many. */
export const BYTE_MASKS: usize = LONG_LEARNED + LONG_LEARNED_BYTES;
const BYTE_MASKS_BYTES: usize = 16 * 16;

export const MEMORY_END: usize = BYTE_MASKS + BYTE_MASKS_BYTES;
