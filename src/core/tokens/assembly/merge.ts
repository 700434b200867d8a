import { ENDS, PARTS } from "./layout";
import { NO_RANK, rankOf, rankOfPair } from "./vocabulary";

/*
 * Byte-pair encoding of one piece: of all pairs of neighboring parts that form a token, merge the one
 * of the lowest rank (the first of equal ones); repeat.
 */

/** Pieces of up to this many bytes keep their parts as the bits of one number. */
const SHORT_BYTES: u32 = 64;

/**
 * Merges at most 64 bytes and returns the starts of the tokens as bits. PARTS holds, by the position
 * of each part's first byte, the rank of the token that it would form with the next part.
 */
function mergeShort(from: usize, length: u32): u64 {
  const vectorsEnd = PARTS + ((((length + 3) & ~3) as usize) << 2);
  v128.store(vectorsEnd - 16, i32x4.splat(NO_RANK));
  for (let place: u32 = 0; place + 1 < length; place++) setRank(place, rankOfPair(from + place));
  setRank(length - 1, NO_RANK);

  let starts: u64 = u64.MAX_VALUE >> ((SHORT_BYTES - length) as u64);
  let lowest = lowestRank(vectorsEnd);
  while (lowest != NO_RANK) {
    let vector = PARTS;
    const wanted = i32x4.splat(lowest);
    let found = i32x4.bitmask(i32x4.eq(v128.load(vector), wanted));
    while (found == 0) {
      vector += 16;
      found = i32x4.bitmask(i32x4.eq(v128.load(vector), wanted));
    }
    const part = (((vector - PARTS) >> 2) as u32) + ctz(found);

    let after = (starts >> part) & ~1;
    const second = part + (ctz(after) as u32);
    after &= after - 1;
    starts &= ~((1 as u64) << second);
    setRank(second, NO_RANK);
    const end = after != 0 ? part + (ctz(after) as u32) : length;
    if (after != 0) {
      after &= after - 1;
      const endOfNext = after != 0 ? part + (ctz(after) as u32) : length;
      setRank(part, rankOf(from + part, endOfNext - part));
    } else {
      setRank(part, NO_RANK);
    }
    const before = starts & (((1 as u64) << part) - 1);
    if (before != 0) {
      const previous = 63 - (clz(before) as u32);
      setRank(previous, rankOf(from + previous, end - previous));
    }
    lowest = lowestRank(vectorsEnd);
  }
  return starts;
}

/** The lowest of the ranks from PARTS to `end`. */
function lowestRank(end: usize): u32 {
  let lowest = v128.load(PARTS);
  for (let vector = PARTS + 16; vector < end; vector += 16) {
    lowest = i32x4.min_u(lowest, v128.load(vector));
  }
  lowest = i32x4.min_u(lowest, i64x2.shuffle(lowest, lowest, 1, 0));
  lowest = i32x4.min_u(lowest, i32x4.shuffle(lowest, lowest, 1, 0, 3, 2));
  return i32x4.extract_lane(lowest, 0);
}

function setRank(place: u32, rank: u32): void {
  store<u32>(PARTS + ((place as usize) << 2), rank);
}

/** A part's start, and the rank of the token that it would form with the next part. */
const PART_BYTES: usize = 8;

function startOf(part: usize): usize {
  return load<u32>(part) as usize;
}

function rankAt(part: usize): u32 {
  return load<u32>(part, 4);
}

function setPart(part: usize, start: usize, rank: u32): void {
  store<u32>(part, start as u32);
  store<u32>(part, rank, 4);
}

/**
 * Merges any number of bytes, sweep by sweep. Returns the number of tokens; their starts are at PARTS,
 * followed by `to`.
 *
 * One sweep merges every pair of the lowest rank, from left to right. That is the same as one pair at
 * a time, because a pair that appears meanwhile never has a lower rank: in this vocabulary a token
 * ranks above both of the parts that it is merged from (test/unit/tokens/vocabulary.test.ts).
 */
function mergeLong(from: usize, to: usize): u32 {
  let end = PARTS + (to - from) * PART_BYTES;
  let lowest = NO_RANK;
  let start = from;
  for (let part = PARTS; part < end; part += PART_BYTES) {
    const rank = start + 1 < to ? rankOfPair(start) : NO_RANK;
    setPart(part, start, rank);
    if (rank < lowest) lowest = rank;
    start++;
  }
  setPart(end, to, NO_RANK);

  while (lowest != NO_RANK) {
    const wanted = lowest;
    lowest = NO_RANK;
    let written = PARTS;
    let changed = false;
    for (let part = PARTS; part < end;) {
      const start = startOf(part);
      const merges = rankAt(part) == wanted;
      const next = part + (merges ? 2 * PART_BYTES : PART_BYTES);
      // Now that this part's end is known, so is the rank of the pair before it.
      if (written > PARTS) {
        const before = written - PART_BYTES;
        if (merges || changed) {
          const startBefore = startOf(before);
          store<u32>(before, rankOf(startBefore, startOf(next) - startBefore), 4);
        }
        if (rankAt(before) < lowest) lowest = rankAt(before);
      }
      setPart(written, start, rankAt(part));
      changed = merges;
      written += PART_BYTES;
      part = next;
    }
    setPart(written - PART_BYTES, startOf(written - PART_BYTES), NO_RANK);
    setPart(written, to, NO_RANK);
    end = written;
  }
  return ((end - PARTS) / PART_BYTES) as u32;
}

/** Merges the bytes `from`..`to`, writes the tokens' ends to `out` and returns their number. */
function merge(from: usize, to: usize, out: usize): u32 {
  const length = (to - from) as u32;
  if (length > SHORT_BYTES) {
    const count = mergeLong(from, to);
    for (let token: u32 = 1; token <= count; token++) {
      store<u32>(out, startOf(PARTS + (token as usize) * PART_BYTES) as u32);
      out += 4;
    }
    return count;
  }
  // Each token except the first begins where the one before it ends.
  let starts = mergeShort(from, length);
  const count = popcnt(starts) as u32;
  for (starts &= starts - 1; starts != 0; starts &= starts - 1) {
    store<u32>(out, (from as u32) + (ctz(starts) as u32));
    out += 4;
  }
  store<u32>(out, to as u32);
  return count;
}

/** Long pieces are encoded in blocks: the time for one grows with the square of its length. */
const BLOCK_BYTES: usize = 48;
/** How many of the last tokens are encoded again together with the next block. */
const OVERLAP: u32 = 3;

function endAddress(token: u32): usize {
  return ENDS + ((token as usize) << 2);
}

/**
 * Encodes a piece of any length in linear time. Writes the end of each token to ENDS and returns their
 * number.
 *
 * A sequence of tokens is the encoding of its text if and only if every two neighbors alone encode to
 * themselves (docs/counting.md). So the last few tokens may be encoded again together with the next
 * block: if that yields the first of them again, the tokens before it are final. Otherwise more of
 * them are encoded again.
 */
export function encodePiece(from: usize, to: usize): u32 {
  let count: u32 = 0;
  let encoded = from;
  let overlap = OVERLAP;
  while (encoded < to) {
    const kept = count > overlap ? count - overlap : 0;
    const start = kept > 0 ? (load<u32>(endAddress(kept - 1)) as usize) : from;
    const firstEnd = load<u32>(endAddress(kept));
    const end = min(encoded + BLOCK_BYTES, to);
    const added = merge(start, end, endAddress(kept));
    if (kept > 0 && load<u32>(endAddress(kept)) != firstEnd) {
      // The overwritten tokens are not needed again: more of the text is encoded again.
      overlap *= 2;
      continue;
    }
    count = kept + added;
    encoded = end;
    overlap = OVERLAP;
  }
  return count;
}

/** The number of tokens of a piece that is not a token itself. */
export function countMerged(from: usize, to: usize): u32 {
  const length = (to - from) as u32;
  return length <= SHORT_BYTES ? (popcnt(mergeShort(from, length)) as u32) : encodePiece(from, to);
}
