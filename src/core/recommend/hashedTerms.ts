import { finishHash } from "./hash";

/** A sparse vector of hashed words and pairs of words, of length 1. */
export interface HashedTerms {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
}

/** Buckets, as a power of two. */
export const TERM_BITS = 14;

const MASK = 2 ** TERM_BITS - 1;
const counts = new Int32Array(2 ** TERM_BITS);
const touched = new Int32Array(2 ** TERM_BITS);
/** Of the usual counts; logarithms take longer than the rest. */
const logarithms = Float64Array.from({ length: 256 }, (_, count) => Math.log1p(count));

/**
 * Counts the first `tokens` hashes and pairs of neighbors in their buckets; values are log(1 + count),
 * scaled to length 1.
 */
export function hashTerms(hashes: Int32Array, tokens: number): HashedTerms {
  let found = 0;
  let previous = 0;
  for (let i = 0; i < tokens; i++) {
    const hash = hashes[i]!;
    const bucket = hash & MASK;
    if (counts[bucket]!++ === 0) touched[found++] = bucket;
    if (previous !== 0) {
      const pair = finishHash(Math.imul(previous, 31) + hash) & MASK;
      if (counts[pair]!++ === 0) touched[found++] = pair;
    }
    previous = hash;
  }
  const buckets = touched.slice(0, found);
  const values = new Float32Array(found);
  let squares = 0;
  for (let i = 0; i < found; i++) {
    const bucket = buckets[i]!;
    const count = counts[bucket]!;
    counts[bucket] = 0;
    const value = logarithms[count] ?? Math.log1p(count);
    values[i] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  if (squares > 0) for (let i = 0; i < found; i++) values[i]! /= length;
  return { buckets, values };
}
