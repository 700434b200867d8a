import { ENDS, PARTS } from "./layout";
import { NO_RANK, rankOf, rankOfPair } from "./vocabulary";

/**
 * Byte-pair encoding of one piece: of all pairs of neighbouring parts that make a token together,
 * merge the one of the lowest rank, of equal ones the first; repeat.
 */

/** A part's start, and the rank of the token that it would make with the part behind it. */
const PART_BYTES: usize = 8;

function partAt(index: u32): usize {
  return PARTS + (index as usize) * PART_BYTES;
}

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
 * Merges the bytes from `from` to `to` (at least one) and returns the number of parts that are left;
 * their starts lie at PARTS, followed by `to`.
 *
 * One sweep merges every pair of the lowest rank, from left to right. That is the same as one pair at
 * a time, because a pair that comes up meanwhile never ranks lower: in this vocabulary a token ranks
 * above both of the parts that it is merged from (test/unit/tokens/vocabulary.test.ts).
 */
export function merge(from: usize, to: usize): u32 {
  let end = partAt((to - from) as u32);
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

/** Long pieces are encoded in blocks: the work on one grows with the square of its length. */
const BLOCK_BYTES: usize = 64;
/** How many of the last tokens are encoded anew together with the next block. */
const OVERLAP: u32 = 3;

function endAt(token: u32): usize {
  return load<u32>(ENDS + ((token as usize) << 2)) as usize;
}

/**
 * Encodes a piece of any length in time that grows with its length. Writes where each token ends to
 * ENDS and returns their number.
 *
 * A sequence of tokens is the encoding of its text if and only if each two neighbours alone encode to
 * themselves (docs/counting.md). So the last few tokens may be encoded anew together with the next
 * block: if that gives the first of them again, the tokens before it stand. Otherwise more of them
 * are encoded anew.
 */
export function encodePiece(from: usize, to: usize): u32 {
  let count: u32 = 0;
  let encoded = from;
  let overlap = OVERLAP;
  while (encoded < to) {
    const kept = count > overlap ? count - overlap : 0;
    const start = kept > 0 ? endAt(kept - 1) : from;
    const end = min(encoded + BLOCK_BYTES, to);
    const added = merge(start, end);
    if (kept > 0 && startOf(partAt(1)) != endAt(kept)) {
      overlap *= 2;
      continue;
    }
    for (let token: u32 = 0; token < added; token++) {
      store<u32>(ENDS + (((kept + token) as usize) << 2), startOf(partAt(token + 1)) as u32);
    }
    count = kept + added;
    encoded = end;
    overlap = OVERLAP;
  }
  return count;
}

/** The number of tokens of a piece that is no token itself. */
export function countMerged(from: usize, to: usize): u32 {
  return to - from <= BLOCK_BYTES ? merge(from, to) : encodePiece(from, to);
}
