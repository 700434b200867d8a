/** A share with its 95% interval, all 0 … 1. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile of 97.5%. */
const Z = 1.959963984540054;

/** Wilson's score interval. It stays within 0 … 1, and has a width at 0 and at 1. Undefined for none. */
export function wilsonInterval(passed: number, rows: number): ShareInterval | undefined {
  if (rows === 0) return undefined;
  const share = passed / rows;
  const factor = Z ** 2 / rows;
  const center = (share + factor / 2) / (1 + factor);
  const half = (Z / (1 + factor)) * Math.sqrt((share * (1 - share) + factor / 4) / rows);
  return { share, low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
