import { divideToEven, ratioOf } from "./ratio";

/**
 * Money is counted in integers, USD × 10⁻¹², so that nothing is rounded before it is shown: at $0.075
 * per million tokens, one token costs 75,000.
 */
export type PicoUsd = bigint;

export const PICO_PER_USD: PicoUsd = 1_000_000_000_000n;

/** The sum of all; undefined if one of them is unknown, or the rest would pass for the whole. */
export function sumIfKnown(amounts: readonly (PicoUsd | undefined)[]): PicoUsd | undefined {
  return amounts.reduce<PicoUsd | undefined>(
    (sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amount),
    0n,
  );
}

/** An amount that a person wrote, such as a budget of 0.005, in pico-USD. Throws if it is not finite. */
export function picoUsdOf(usd: number): PicoUsd {
  const { numerator, denominator } = ratioOf(usd);
  return divideToEven(numerator * PICO_PER_USD, denominator);
}

/**
 * The cost of `tokens` at a price per 1,000,000 tokens. Exact for prices of up to six decimals, as all
 * published ones are; a longer one is rounded once, to the nearest pico-USD of the whole. Throws if
 * `tokens` is not a whole number.
 */
export function costOfTokens(tokens: number, usdPerMillion: number): PicoUsd {
  const { numerator, denominator } = ratioOf(usdPerMillion);
  return divideToEven(BigInt(tokens) * numerator * (PICO_PER_USD / 1_000_000n), denominator);
}
