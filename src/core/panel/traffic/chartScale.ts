import { type PicoUsd } from "../../money";

const STEPS = [1n, 2n, 5n, 10n] as const;
const INTERVALS = 4n;

/** A scale of money from 0 to a round amount at or above the largest. */
export function moneyScale(largest: PicoUsd): {
  readonly top: PicoUsd;
  readonly ticks: readonly PicoUsd[];
} {
  let unit = 1n;
  while (unit * 10n * INTERVALS <= largest) unit *= 10n;
  const step = (STEPS.find((factor) => factor * unit * INTERVALS >= largest) ?? 10n) * unit;
  const count = largest <= 0n ? 1n : (largest + step - 1n) / step;
  const ticks = Array.from({ length: Number(count) + 1 }, (_, index) => BigInt(index) * step);
  return { top: step * count, ticks };
}

export function fractionOf(amount: PicoUsd, top: PicoUsd): number {
  return Number(amount) / Number(top);
}
