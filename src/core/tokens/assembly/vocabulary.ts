import {
  LONG_BITS,
  LONG_ENTRY,
  LONG_TABLE,
  LONG_TEXT,
  MEDIUM_BITS,
  MEDIUM_ENTRY,
  MEDIUM_TABLE,
  PAIR_RANKS,
  PAIR_RANKS_BYTES,
  SHORT_BITS,
  SHORT_ENTRY,
  SHORT_TABLE,
} from "./layout";

/*
 * The vocabulary in three hash tables whose keys are the bytes themselves. A key of up to 7 bytes is
 * one 64-bit number, a key of 8 to 15 bytes two of them. The top byte holds the length, so a key is
 * exact (NUL bytes in a text can't be mistaken for padding) and never 0, which marks an empty slot.
 * Longer tokens, 5,500 of 200,000, are found by a hash and compared.
 */

/** No rank: higher than every rank. */
export const NO_RANK: u32 = 0xffffffff;

const SHORT_MAX: usize = 7;
const MEDIUM_MAX: usize = 15;

const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
const SECOND_MULTIPLIER: u64 = 0xc2b2ae3d27d4eb4f;

let longTextEnd: usize = LONG_TEXT;

/** The `length` bytes at `at` (1 to 7), with the length in the top byte. */
function shortKey(at: usize, length: usize): u64 {
  const unused = ((8 - length) << 3) as u64;
  return ((load<u64>(at) << unused) >> unused) | ((length as u64) << 56);
}

/** The bytes from the ninth on (none to 7), with the length in the top byte. */
function mediumKeyEnd(at: usize, length: usize): u64 {
  const kept = ((length - 8) << 3) as u64;
  return (load<u64>(at, 8) & (((1 as u64) << kept) - 1)) | ((length as u64) << 56);
}

/**
 * The hash of 16 bytes or more, whose upper bits are the well-mixed ones: eight bytes at a time, the
 * last eight overlapping those before.
 */
export function hashLong(at: usize, length: usize): u64 {
  const last = at + length - 8;
  let hash = length as u64;
  for (let word = at; word < last; word += 8) {
    hash = (hash ^ load<u64>(word)) * MULTIPLIER;
    hash ^= hash >> 32;
  }
  return (hash ^ load<u64>(last)) * SECOND_MULTIPLIER;
}

function shortSlot(key: u64): usize {
  return SHORT_TABLE + (((key * MULTIPLIER) >> (64 - SHORT_BITS)) as usize) * SHORT_ENTRY;
}

function mediumSlot(start: u64, end: u64): usize {
  const hash = (start ^ (end * SECOND_MULTIPLIER)) * MULTIPLIER;
  return MEDIUM_TABLE + ((hash >> (64 - MEDIUM_BITS)) as usize) * MEDIUM_ENTRY;
}

function longSlot(hash: u64): usize {
  return LONG_TABLE + ((hash >> (64 - LONG_BITS)) as usize) * LONG_ENTRY;
}

function rankOfShort(key: u64): u32 {
  let slot = shortSlot(key);
  let found = load<u64>(slot);
  while (found != key) {
    if (found == 0) return NO_RANK;
    slot += SHORT_ENTRY;
    found = load<u64>(slot);
  }
  return load<u32>(slot, 8);
}

function rankOfMedium(start: u64, end: u64): u32 {
  let slot = mediumSlot(start, end);
  let found = load<u64>(slot, 8);
  while (found != end || load<u64>(slot) != start) {
    if (found == 0) return NO_RANK;
    slot += MEDIUM_ENTRY;
    found = load<u64>(slot, 8);
  }
  return load<u32>(slot, 16);
}

function rankOfLong(at: usize, length: usize): u32 {
  const hash = hashLong(at, length);
  let slot = longSlot(hash);
  while (
    load<u32>(slot) != (hash as u32) ||
    (load<u32>(slot, 8) as usize) != length ||
    memory.compare(load<u32>(slot, 4) as usize, at, length) != 0
  ) {
    if (load<u32>(slot, 8) == 0) return NO_RANK;
    slot += LONG_ENTRY;
  }
  return load<u32>(slot, 12);
}

/** The rank of the token made of the two bytes at `at`, or NO_RANK. */
export function rankOfPair(at: usize): u32 {
  return load<u32>(PAIR_RANKS + ((load<u16>(at) as usize) << 2));
}

/** The rank of the token made of the `length` bytes at `at`, or NO_RANK. */
export function rankOf(at: usize, length: usize): u32 {
  if (length <= SHORT_MAX) return rankOfShort(shortKey(at, length));
  if (length <= MEDIUM_MAX) return rankOfMedium(load<u64>(at), mediumKeyEnd(at, length));
  return rankOfLong(at, length);
}

export function clearPairRanks(): void {
  // Every byte of NO_RANK is 0xff.
  memory.fill(PAIR_RANKS, 0xff, PAIR_RANKS_BYTES);
}

/** Adds a token, lowest rank first, so that frequent tokens are found at the first probe. */
export function addToken(at: usize, length: usize, rank: u32): void {
  if (length == 2) store<u32>(PAIR_RANKS + ((load<u16>(at) as usize) << 2), rank);
  if (length <= SHORT_MAX) {
    const key = shortKey(at, length);
    let slot = shortSlot(key);
    while (load<u64>(slot) != 0) slot += SHORT_ENTRY;
    store<u64>(slot, key);
    store<u32>(slot, rank, 8);
  } else if (length <= MEDIUM_MAX) {
    const start = load<u64>(at);
    const end = mediumKeyEnd(at, length);
    let slot = mediumSlot(start, end);
    while (load<u64>(slot, 8) != 0) slot += MEDIUM_ENTRY;
    store<u64>(slot, start);
    store<u64>(slot, end, 8);
    store<u32>(slot, rank, 16);
  } else {
    const hash = hashLong(at, length);
    let slot = longSlot(hash);
    while (load<u32>(slot, 8) != 0) slot += LONG_ENTRY;
    memory.copy(longTextEnd, at, length);
    store<u32>(slot, hash as u32);
    store<u32>(slot, longTextEnd as u32, 4);
    store<u32>(slot, length as u32, 8);
    store<u32>(slot, rank, 12);
    longTextEnd += length;
  }
}
