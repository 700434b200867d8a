/** The mean of the differences of paired scores. */
export interface MeanDifference {
  readonly pairs: number;
  /** Left minus right. */
  readonly mean: number;
  /** Undefined for a single pair. */
  readonly standardError?: number;
}

/** Undefined without a pair. */
export function meanDifference(
  pairs: readonly (readonly [left: number, right: number])[],
): MeanDifference | undefined {
  if (pairs.length === 0) return undefined;
  const differences = pairs.map(([left, right]) => left - right);
  const mean = sum(differences) / pairs.length;
  if (pairs.length === 1) return { pairs: 1, mean };
  const squares = sum(differences.map((difference) => (difference - mean) ** 2));
  const standardError = Math.sqrt(squares / (pairs.length - 1) / pairs.length);
  return { pairs: pairs.length, mean, standardError };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
