import type { RequestPrice, TierPrice } from "../models/model";

/** The prices of a request with this many input tokens: past the threshold all of them are higher. */
export function pricesFor(price: RequestPrice, inputTokens: number): TierPrice {
  if (!isLongContext(price, inputTokens)) return price;
  const { inputFactor, outputFactor } = price.longContext;
  const scaled = (usd: number | undefined, factor: number): number | undefined =>
    usd === undefined ? undefined : withoutNoise(usd * factor);
  const cached = scaled(price.usdPerMillionCachedInput, inputFactor);
  const write = scaled(price.usdPerMillionCacheWrite, inputFactor);
  const output = scaled(price.usdPerMillionOutput, outputFactor);
  return {
    usdPerMillionInput: withoutNoise(price.usdPerMillionInput * inputFactor),
    ...(cached !== undefined && { usdPerMillionCachedInput: cached }),
    ...(write !== undefined && { usdPerMillionCacheWrite: write }),
    ...(output !== undefined && { usdPerMillionOutput: output }),
  };
}

export function isLongContext(
  price: RequestPrice,
  inputTokens: number,
): price is RequestPrice & Required<Pick<RequestPrice, "longContext">> {
  return price.longContext !== undefined && inputTokens > price.longContext.aboveInputTokens;
}

/** 1.2 × 1.5 is 1.8 and not 1.7999999999999998. */
function withoutNoise(usd: number): number {
  return Number(usd.toPrecision(12));
}
