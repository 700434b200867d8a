import { finishHash, HASH_START, hashStep } from "./hash";

/** A sparse vector of hashed words and pairs of words, of length 1. */
export interface HashedTerms {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
}

/** Counts tokens and pairs of neighbors in `2 ** bits` buckets; values are log(1 + count), scaled to length 1. */
export function hashTerms(tokens: readonly string[], bits: number): HashedTerms {
  const counts = new Map<number, number>();
  const mask = 2 ** bits - 1;
  let previous = 0;
  for (const token of tokens) {
    let hash = HASH_START;
    for (let i = 0; i < token.length; i++) hash = hashStep(hash, token.charCodeAt(i));
    hash = finishHash(hash);
    add(counts, hash & mask);
    if (previous !== 0) add(counts, finishHash(Math.imul(previous, 31) + hash) & mask);
    previous = hash;
  }
  const buckets = new Int32Array(counts.size);
  const values = new Float32Array(counts.size);
  let squares = 0;
  let next = 0;
  for (const [bucket, count] of counts) {
    const value = Math.log1p(count);
    buckets[next] = bucket;
    values[next] = value;
    squares += value * value;
    next++;
  }
  if (squares > 0) for (let i = 0; i < values.length; i++) values[i]! /= Math.sqrt(squares);
  return { buckets, values };
}

function add(counts: Map<number, number>, bucket: number): void {
  counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
}
