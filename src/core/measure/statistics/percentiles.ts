/**
 * The figure that a share of all does not exceed, by the nearest rank: always one that was measured.
 * `share`: over 0, up to 1. Undefined for none.
 */
export function percentile(figures: readonly number[], share: number): number | undefined {
  const sorted = figures.toSorted((a, b) => a - b);
  // 0.07 × 100 is a little over 7 in binary.
  return sorted[Math.ceil(share * sorted.length - 1e-9) - 1];
}
