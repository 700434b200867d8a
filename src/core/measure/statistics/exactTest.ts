/** A difference is called one from here: the usual 5%. */
export const SIGNIFICANCE = 0.05;

/**
 * McNemar's exact test, two-sided: how likely a split of the differing rows at least as uneven as this
 * one is if both models are equally good.
 */
export function exactPValue(winsLeft: number, winsRight: number): number {
  const fewer = Math.min(winsLeft, winsRight);
  let index = 0;
  for (const p of tails(winsLeft + winsRight)) {
    if (index === fewer) return p;
    index += 1;
  }
  return 1;
}

/**
 * How many of the rows that differ one model must win for a difference; undefined if even all of them
 * would not do.
 */
export function winsForDifference(differing: number): number | undefined {
  let losses = -1;
  for (const p of tails(differing)) {
    if (p >= SIGNIFICANCE) break;
    losses += 1;
  }
  return losses < 0 ? undefined : differing - losses;
}

/** Bits of a binomial coefficient that are kept. */
const KEPT_BITS = 128n;
const LIMIT = 1n << (2n * KEPT_BITS);

/**
 * The two-sided p-values of 0, 1, … losses among `rows`: 2 · (C(n, 0) + … + C(n, k)) ÷ 2^n, at most 1.
 * In integers, as the coefficients of 50,000 rows have thousands of digits; of those that exceed 256
 * bits the first 128 are kept, so the error is below 10⁻³⁰ of the value.
 */
function* tails(rows: number): Generator<number> {
  let coefficient = 1n;
  let sum = 0n;
  let exponent = 1 - rows;
  for (let losses = 0; 2 * losses <= rows; losses += 1) {
    sum += coefficient;
    yield Math.min(1, scaled(sum, exponent));
    coefficient = (coefficient * BigInt(rows - losses)) / BigInt(losses + 1);
    if (coefficient > LIMIT) {
      coefficient >>= KEPT_BITS;
      sum >>= KEPT_BITS;
      exponent += Number(KEPT_BITS);
    }
  }
}

/** `value` × 2^exponent, of which neither has to fit into a number. */
function scaled(value: bigint, exponent: number): number {
  const excess = Math.max(0, value.toString(16).length * 4 - 64);
  return Number(value >> BigInt(excess)) * 2 ** (exponent + excess);
}
