/**
 * The counting engine: splits UTF-8 text into the pieces of the o200k_base pattern and counts or
 * lists the tokens of each. ../tokenEngine.ts is its only caller.
 */
import { LOOK_AHEAD_BYTES } from "../pieceKind";
import {
  CLASS_INDEX,
  CUT_RULE,
  ENDS,
  INPUT,
  INPUT_BYTES,
  MEMORY_END,
  OUTPUT,
  PIECE_ENDS,
  RESULTS,
  STATIC_END,
  WORK,
} from "./layout";
import { classAt, endOfLast, isIn, runEnd, startOfCharacterBefore } from "./classes";
import { contractionEnd, kindOf } from "./scanner";
import {
  LEARNED_MAX,
  LONG_LEARNED_MAX,
  fillByteMasks,
  learn,
  learnLong,
  learnedCount,
  longLearnedCount,
} from "./learned";
import { NO_RANK, addToken, clearPairRanks, rankOf } from "./vocabulary";
import { countMerged, encodePiece } from "./merge";
import { splitPieces } from "./split";

export { contractionEnd, encodePiece, endOfLast, rankOf, runEnd };

// Addresses at which the caller puts its input and finds the results.
export const input = INPUT as i32;
export const inputBytes = INPUT_BYTES as i32;
export const output = OUTPUT as i32;
export const ends = ENDS as i32;
export const results = RESULTS as i32;
export const work = WORK as i32;
export const classes = CLASS_INDEX as i32;
export const cutRule = CUT_RULE as i32;

/** Takes all the memory that the engine will ever need. Then classes and cut rule can be stored there. */
export function reserveMemory(): void {
  if (__heap_base > STATIC_END) unreachable();
  const pages = ((MEMORY_END + 0xffff) >> 16) as i32;
  if (pages > memory.size()) memory.grow(pages - memory.size());
}

/** Prepares all tables for the tokens that are then added. */
export function prepareTables(): void {
  fillByteMasks();
  clearPairRanks();
}

/** The kind of the piece at `from`, plus 256 times the length of its first character. */
export function kindAt(from: usize): u32 {
  const first = classAt(from);
  return kindOf(first, classAt(from + (first >> 8))) | (first & ~0xff);
}

let nextRank: u32 = 0;

/**
 * Adds the tokens between INPUT and `end`, each as its length (one byte) and its bytes. Their ranks
 * follow those already added. Returns how many bytes were used: a token that continues past `end` is
 * left for the next call.
 */
export function addTokens(end: usize): usize {
  let at = INPUT;
  while (at < end) {
    const length = load<u8>(at) as usize;
    if (at + 1 + length > end) break;
    addToken(at + 1, length, nextRank);
    nextRank++;
    at += 1 + length;
  }
  return at - INPUT;
}

/** The number of tokens of the piece `from`..`to`. */
function countPiece(from: usize, to: usize): u32 {
  const length = to - from;
  const isShort = length <= LEARNED_MAX;
  if (!isShort && length <= LONG_LEARNED_MAX) {
    const learned = longLearnedCount(from, length);
    if (learned != 0) return learned;
  }
  const count: u32 = rankOf(from, length) != NO_RANK ? 1 : countMerged(from, to);
  if (isShort) learn(from, length, count);
  else if (length <= LONG_LEARNED_MAX) learnLong(from, length, count);
  return count;
}

/** Is the position `at`, between two characters, a safe cut? See ../cutRule.ts. */
export function isSafeCut(at: usize): bool {
  const start = startOfCharacterBefore(at);
  if (mayBeSurrogate(start) || mayBeSurrogate(at)) return false;
  const allowed = load<u32>(CUT_RULE + (((classAt(start) & 0xff) as usize) << 2));
  return isIn(allowed, classAt(at));
}

/**
 * Is the character at `at` written with surrogates in UTF-16, or U+FFFD, which replaces a lone one?
 * An edit or a selection may take half of a pair; the rest is then a character of another class.
 */
function mayBeSurrogate(at: usize): bool {
  return load<u8>(at) >= 0xf0 || (load<u32>(at) & 0xffffff) == 0xbdbfef;
}

/** As signed numbers, all bytes except those inside a character are at least this. */
const FIRST_LEAD_BYTE: i8 = -0x40;
/** As unsigned numbers, the first bytes of four-byte characters are at least this. */
const FIRST_LEAD_BYTE_OF_FOUR: i8 = 0xf0 as i8;

/** The number of UTF-16 units of the text `from`..`to`: a four-byte character has two. */
export function unitsBetween(from: usize, to: usize): u32 {
  let units: u32 = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) {
    const bytes = v128.load(at);
    units += popcnt(i8x16.bitmask(i8x16.ge_s(bytes, i8x16.splat(FIRST_LEAD_BYTE))));
    units += popcnt(i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(FIRST_LEAD_BYTE_OF_FOUR))));
  }
  for (; at < to; at++) {
    if (load<i8>(at) >= FIRST_LEAD_BYTE) units++;
    if (load<u8>(at) >= (FIRST_LEAD_BYTE_OF_FOUR as u8)) units++;
  }
  return units;
}

/**
 * Counts the tokens of the text `from`..`end`. Unless the text ends there (`isLast`), a last piece
 * that might continue is left over.
 *
 * After at least `firstChunkBytes`, and again after every `chunkBytes`, the next safe cut ends a
 * chunk, for which a pair (UTF-16 units, tokens) is written to OUTPUT.
 *
 * Writes to RESULTS: the position up to which it counted, the tokens and bytes since the last chunk,
 * and the number of chunks.
 */
export function count(
  from: usize,
  end: usize,
  isLast: bool,
  firstChunkBytes: usize,
  chunkBytes: usize,
): void {
  store<u8>(end, 0xff);
  const stop = isLast ? end : end - LOOK_AHEAD_BYTES;
  let at = from;
  let tokens: u32 = 0;
  let chunkStart = from;
  let chunkOutput = OUTPUT;
  let nextCut = from + firstChunkBytes;
  const endsEnd = splitPieces(from, end, stop);
  for (let place = PIECE_ENDS; place < endsEnd; place += 4) {
    const to = load<u32>(place) as usize;
    // Nearly all pieces are found here.
    const learned: u32 = to - at <= LEARNED_MAX ? learnedCount(at, to - at) : 0;
    tokens += learned != 0 ? learned : countPiece(at, to);
    at = to;
    if (at >= nextCut && isSafeCut(at)) {
      store<u32>(chunkOutput, unitsBetween(chunkStart, at));
      store<u32>(chunkOutput, tokens, 4);
      chunkOutput += 8;
      chunkStart = at;
      tokens = 0;
      nextCut = at + chunkBytes;
    }
  }
  store<u32>(RESULTS, at as u32);
  store<u32>(RESULTS, tokens, 4);
  store<u32>(RESULTS, (at - chunkStart) as u32, 8);
  store<u32>(RESULTS, ((chunkOutput - OUTPUT) >> 3) as u32, 12);
}

/**
 * Lists the tokens of the text `from`..`end` as pairs (rank, end) at OUTPUT. Unless the text ends
 * there, a last piece that might continue is left over. Writes to RESULTS: the position up to which
 * the text was encoded, and the number of tokens.
 */
export function encode(from: usize, end: usize, isLast: bool): void {
  store<u8>(end, 0xff);
  const stop = isLast ? end : end - LOOK_AHEAD_BYTES;
  let at = from;
  let out = OUTPUT;
  const endsEnd = splitPieces(from, end, stop);
  for (let place = PIECE_ENDS; place < endsEnd; place += 4) {
    const to = load<u32>(place) as usize;
    const rank = rankOf(at, to - at);
    if (rank != NO_RANK) {
      store<u32>(out, rank);
      store<u32>(out, to as u32, 4);
      out += 8;
    } else {
      const count = encodePiece(at, to);
      let start = at;
      for (let token: u32 = 0; token < count; token++) {
        const tokenEnd = load<u32>(ENDS + ((token as usize) << 2)) as usize;
        store<u32>(out, rankOf(start, tokenEnd - start));
        store<u32>(out, tokenEnd as u32, 4);
        out += 8;
        start = tokenEnd;
      }
    }
    at = to;
  }
  store<u32>(RESULTS, at as u32);
  store<u32>(RESULTS, ((out - OUTPUT) >> 3) as u32, 4);
}
