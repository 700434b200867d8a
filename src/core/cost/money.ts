/**
 * Money is counted in integers, USD × 10⁻¹², so that nothing is rounded before it is shown: a price
 * of $0.075 per million tokens is 75,000 of them a token.
 */
export type PicoUsd = bigint;

export const PICO_PER_USD: PicoUsd = 1_000_000_000_000n;
