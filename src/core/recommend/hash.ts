const FNV_PRIME = 0x01000193;

/** Where the hash of a text begins (FNV-1a). */
export const HASH_START = 0x811c9dc5;

/** The hash with one more UTF-16 unit or number in it. */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}

/** Spreads the hash over all of its 32 bits (the finalizer of MurmurHash3). */
export function finishHash(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The hash of a number by its digits, up to five: its shape tells, its value does not. */
export function numberHash(digits: number): number {
  return finishHash(hashStep(HASH_START, 48 + Math.min(digits, 5)));
}

/** The hash of two neighbors in a script without spaces. */
export function pairHash(unit: number, next: number): number {
  return finishHash(hashStep(hashStep(HASH_START, unit), next));
}
