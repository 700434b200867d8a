/** A sparse vector of hashed words and pairs of words, of length 1. */
export interface HashedTerms {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Counts tokens and pairs of neighbors in `2 ** bits` buckets; values are log(1 + count), scaled to length 1. */
export function hashTerms(tokens: readonly string[], bits: number): HashedTerms {
  const counts = new Map<number, number>();
  const mask = 2 ** bits - 1;
  let previous = 0;
  for (const token of tokens) {
    let hash = FNV_OFFSET;
    for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), FNV_PRIME);
    hash = finish(hash);
    add(counts, hash & mask);
    if (previous !== 0) add(counts, finish(Math.imul(previous, 31) + hash) & mask);
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

/** Spreads the hash over all of its bits (the finaliser of MurmurHash3). */
function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
