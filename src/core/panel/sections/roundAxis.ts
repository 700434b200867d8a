/** Axes with round numbers at their ticks. */

/** Steps between ticks, times a power of ten. */
const FACTORS = [1, 2, 2.5, 5, 10];

/** The smallest round step of which no more than `maxSteps` fit into `span`. */
export function roundStep(span: number, maxSteps: number, factors = FACTORS): number {
  const magnitude = Math.floor(Math.log10(span / maxSteps));
  const steps = factors.map((factor) => factor * 10 ** magnitude);
  return steps.find((candidate) => span / candidate < maxSteps + 1) ?? span;
}

/** How many decimals it takes to write a round step and its multiples. */
export function decimalsOfStep(step: number): number {
  const magnitude = Math.floor(Math.log10(step) + 1e-9);
  const isHalf = Math.abs(step / 10 ** magnitude - 2.5) < 1e-9;
  return Math.max(0, (isHalf ? 1 : 0) - magnitude);
}
