/**
 * A histogram of tokens whose buckets grow with the value: exact below 64, above that 32 buckets between
 * a power of two and the next, so that a quantile is at most 1.6% from the true one. The bucket of a
 * value is found in integers, so that machines agree, and any order of merging gives the same counts.
 */
export class LogHistogram {
  private readonly counts = new Float64Array(BUCKETS);

  /** Of a whole number below 2³¹. */
  add(value: number): void {
    const bucket = bucketOf(value);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
  }

  merge(other: LogHistogram): void {
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      this.counts[bucket] = (this.counts[bucket] ?? 0) + (other.counts[bucket] ?? 0);
    }
  }

  /** The middle of the bucket that the share `at` of all values lies in or below; undefined if empty. */
  quantile(at: number): number | undefined {
    const buckets = this.toJson();
    const total = buckets.reduce((sum, [, count]) => sum + count, 0);
    let seen = 0;
    for (const [bucket, count] of buckets) {
      seen += count;
      if (seen >= at * total) return middleOf(bucket);
    }
    return undefined;
  }

  toJson(): readonly (readonly [bucket: number, count: number])[] {
    return [...this.counts.entries()].filter(([, count]) => count > 0);
  }

  static fromJson(pairs: readonly (readonly [number, number])[]): LogHistogram {
    const histogram = new LogHistogram();
    for (const [bucket, count] of pairs) histogram.counts[bucket] = count;
    return histogram;
  }
}

const EXACT_BELOW = 64;
const BUCKETS_PER_DOUBLING = 32;
/** The bits of a number below {@link EXACT_BELOW}. */
const EXACT_BITS = 6;
const MAX_BITS = 31;
const BUCKETS = EXACT_BELOW + (MAX_BITS - EXACT_BITS) * BUCKETS_PER_DOUBLING;

function bucketOf(value: number): number {
  if (value < EXACT_BELOW) return value;
  const doublings = 32 - Math.clz32(value) - EXACT_BITS;
  return (
    EXACT_BELOW +
    (doublings - 1) * BUCKETS_PER_DOUBLING +
    (value >>> doublings) -
    BUCKETS_PER_DOUBLING
  );
}

function middleOf(bucket: number): number {
  if (bucket < EXACT_BELOW) return bucket;
  const doublings = Math.floor((bucket - EXACT_BELOW) / BUCKETS_PER_DOUBLING) + 1;
  const size = 2 ** doublings;
  const first = (((bucket - EXACT_BELOW) % BUCKETS_PER_DOUBLING) + BUCKETS_PER_DOUBLING) * size;
  return first + (size - 1) / 2;
}
