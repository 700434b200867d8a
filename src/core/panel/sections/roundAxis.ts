/** Axes with round numbers at their ticks. */

import { formatDecimals } from "../../format";

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

const MAX_TICKS = 3;
/** Whatever is shown with a fixed number of decimals needs no step with a further one. */
const DECIMAL_FACTORS = [1, 2, 5, 10];
/** Room above and below what is drawn, as a share of it. */
const MARGIN = 0.14;

interface Axis {
  readonly ticks: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  /** 0 … 1. */
  readonly place: (value: number) => number;
}

/** From 0 to a round number that is not below any of the amounts. */
export function costAxis(amounts: readonly number[]): Axis {
  const highest = Math.max(...amounts);
  const step = highest > 0 ? roundStep(highest, MAX_TICKS) : 1;
  const steps = Math.max(1, Math.ceil(highest / step));
  return axisOf(0, steps * step, step, decimalsOfStep(step));
}

/** From below the lowest value to above the highest, and no narrower than `minSpan`. */
export function roomyAxis(
  values: readonly number[],
  { minSpan, minDecimals }: { readonly minSpan: number; readonly minDecimals: number },
): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(high - low, minSpan) * MARGIN;
  const step = roundStep(high - low + 2 * room, MAX_TICKS, DECIMAL_FACTORS);
  return axisOf(low - room, high + room, step, Math.max(minDecimals, decimalsOfStep(step)));
}

function axisOf(from: number, to: number, step: number, decimals: number): Axis {
  const place = (value: number): number => (value - from) / (to - from);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  const ticks = Array.from({ length: count }, (_, index) => {
    const value = (first + index) * step;
    const at = place(value);
    return { x: at, y: at, label: value === 0 ? "0" : formatDecimals(value, decimals) };
  });
  return { ticks, place };
}
