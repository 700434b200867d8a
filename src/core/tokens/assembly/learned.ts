import {
  LONG_LEARNED,
  LONG_LEARNED_BITS,
  LONG_LEARNED_ENTRY,
  MEDIUM_ENTRY,
  MEDIUM_LEARNED,
  MEDIUM_LEARNED_BITS,
  SHORT_ENTRY,
  SHORT_LEARNED,
  SHORT_LEARNED_BITS,
} from "./layout";

/*
 * Of the pieces that were met lately the counts are kept, of tokens and of pieces that had to be
 * merged alike. Each hash has one slot, and the newest piece takes it: the memory is bounded, small
 * enough to stay in the processor's cache, and another kind of text is learned as well as the first
 * one was. Keys are exact, as in vocabulary.ts.
 */

const HEAD: usize = 8;
/** Longer pieces are merged every time. */
export const LEARNED_MAX: usize = LONG_LEARNED_ENTRY - HEAD;

export function shortLearnedSlot(hash: u64): usize {
  return SHORT_LEARNED + ((hash >> (64 - SHORT_LEARNED_BITS)) as usize) * SHORT_ENTRY;
}

export function mediumLearnedSlot(hash: u64): usize {
  return MEDIUM_LEARNED + ((hash >> (64 - MEDIUM_LEARNED_BITS)) as usize) * MEDIUM_ENTRY;
}

export function longLearnedSlot(hash: u64): usize {
  return LONG_LEARNED + ((hash >> (64 - LONG_LEARNED_BITS)) as usize) * LONG_LEARNED_ENTRY;
}

/** The count that is kept for the `length` bytes at `at`, or 0. */
export function longLearned(slot: usize, at: usize, length: usize): u32 {
  if ((load<u32>(slot) as usize) != length) return 0;
  const last = length - 8;
  if (load<u64>(slot + HEAD + last) != load<u64>(at + last)) return 0;
  for (let offset: usize = 0; offset < last; offset += 8) {
    if (load<u64>(slot + HEAD + offset) != load<u64>(at + offset)) return 0;
  }
  return load<u32>(slot, 4);
}

export function learnLong(slot: usize, at: usize, length: usize, count: u32): void {
  store<u32>(slot, length as u32);
  store<u32>(slot, count, 4);
  memory.copy(slot + HEAD, at, length);
}
