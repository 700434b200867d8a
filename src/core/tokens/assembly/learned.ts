import {
  BYTE_MASKS,
  LEARNED,
  LEARNED_BITS,
  LEARNED_ENTRY,
  LONG_LEARNED,
  LONG_LEARNED_BITS,
  LONG_LEARNED_ENTRY,
} from "./layout";
import { hashLong } from "./vocabulary";

/*
 * The counts of recently seen pieces are cached, for single tokens as well as for pieces that had to
 * be merged. Each hash has one slot, and the newest piece takes it: the memory is bounded, small
 * enough to stay in the processor's cache, and adapts when the kind of text changes.
 *
 * A piece of up to 15 bytes is stored in its slot as two 64-bit numbers. The top byte has its length in
 * the upper four bits and its count in the lower four, so the key is exact and never that of an empty
 * slot. For longer pieces, one in 1,400 in code, the bytes are compared.
 */

/** The longest piece that {@link learnedCount} accepts. */
export const LEARNED_MAX: usize = 15;

const LENGTH_SHIFT: u64 = 60;
const COUNT_SHIFT: u64 = 56;
const COUNT_MASK: u64 = 0xf << COUNT_SHIFT;

const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
const SECOND_MULTIPLIER: u64 = 0xc2b2ae3d27d4eb4f;

/** Fills the table of masks that keep the first 0, 1, 2, … bytes of sixteen. */
export function fillByteMasks(): void {
  for (let length: usize = 0; length <= LEARNED_MAX; length++) {
    memory.fill(BYTE_MASKS + (length << 4), 0xff, length);
  }
}

function keyStart(at: usize, length: usize): u64 {
  return load<u64>(at) & load<u64>(BYTE_MASKS + (length << 4));
}

function keyEnd(at: usize, length: usize): u64 {
  const bytes = load<u64>(at, 8) & load<u64>(BYTE_MASKS + (length << 4), 8);
  return bytes | ((length as u64) << LENGTH_SHIFT);
}

function slotOf(start: u64, end: u64): usize {
  const hash = (start * MULTIPLIER) ^ (end * SECOND_MULTIPLIER);
  return LEARNED + ((hash >> (64 - LEARNED_BITS)) as usize) * LEARNED_ENTRY;
}

/** The cached count of the `length` bytes at `at`, or 0. */
export function learnedCount(at: usize, length: usize): u32 {
  const start = keyStart(at, length);
  const end = keyEnd(at, length);
  const slot = slotOf(start, end);
  const difference = load<u64>(slot, 8) ^ end;
  const isSame = ((load<u64>(slot) ^ start) | (difference & ~COUNT_MASK)) == 0;
  return isSame ? ((difference >> COUNT_SHIFT) as u32) : 0;
}

/** Caches the count of a piece of at most LEARNED_MAX bytes, which has at most that many tokens. */
export function learn(at: usize, length: usize, count: u32): void {
  const start = keyStart(at, length);
  const end = keyEnd(at, length);
  const slot = slotOf(start, end);
  store<u64>(slot, start);
  store<u64>(slot, end | ((count as u64) << COUNT_SHIFT), 8);
}

const LONG_HEAD: usize = 8;
/** Longer pieces are merged every time. */
export const LONG_LEARNED_MAX: usize = LONG_LEARNED_ENTRY - LONG_HEAD;

function longSlotOf(at: usize, length: usize): usize {
  const hash = hashLong(at, length);
  return LONG_LEARNED + ((hash >> (64 - LONG_LEARNED_BITS)) as usize) * LONG_LEARNED_ENTRY;
}

/** The cached count of a piece of more than LEARNED_MAX bytes, or 0. */
export function longLearnedCount(at: usize, length: usize): u32 {
  const slot = longSlotOf(at, length);
  if ((load<u32>(slot) as usize) != length) return 0;
  const last = length - 8;
  if (load<u64>(slot + LONG_HEAD + last) != load<u64>(at + last)) return 0;
  for (let offset: usize = 0; offset < last; offset += 8) {
    if (load<u64>(slot + LONG_HEAD + offset) != load<u64>(at + offset)) return 0;
  }
  return load<u32>(slot, 4);
}

/** Caches the count of a piece of more than LEARNED_MAX and at most LONG_LEARNED_MAX bytes. */
export function learnLong(at: usize, length: usize, count: u32): void {
  const slot = longSlotOf(at, length);
  store<u32>(slot, length as u32);
  store<u32>(slot, count, 4);
  memory.copy(slot + LONG_HEAD, at, length);
}
