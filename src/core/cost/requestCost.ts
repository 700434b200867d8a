import type { RequestCount } from "../accounting/requestCount";
import type { OutputEstimate } from "./outputEstimate";
import type { RequestPrice, TierPrice } from "../models/model";
import { cacheableTokens } from "./caching";
import { pricesFor } from "./longContext";
import { costOfTokens, type PicoUsd } from "../money";

/** The tokens of one request, as billed. */
interface RequestTokens {
  readonly inputTokens: number;
  /** The part of the input read from the cache. */
  readonly cachedTokens?: number;
  /** The part of the input written to the cache. */
  readonly cacheWriteTokens?: number;
  readonly outputTokens: number;
}

/**
 * The exact cost of one request. Undefined if a price that it needs is unknown; tokens read from or
 * written to the cache without a separate price cost as much as other input.
 */
export function costOfRequest(
  price: RequestPrice,
  { inputTokens, cachedTokens = 0, cacheWriteTokens = 0, outputTokens }: RequestTokens,
): PicoUsd | undefined {
  const prices = pricesFor(price, inputTokens);
  const output = costOfOutput(prices, outputTokens);
  if (output === undefined) return undefined;
  const input = prices.usdPerMillionInput;
  return (
    costOfTokens(inputTokens - cachedTokens - cacheWriteTokens, input) +
    costOfTokens(cachedTokens, prices.usdPerMillionCachedInput ?? input) +
    costOfTokens(cacheWriteTokens, prices.usdPerMillionCacheWrite ?? input) +
    output
  );
}

/** Undefined if the model has no output price; nothing costs nothing. */
function costOfOutput(price: TierPrice, outputTokens: number): PicoUsd | undefined {
  if (outputTokens === 0) return 0n;
  return price.usdPerMillionOutput === undefined
    ? undefined
    : costOfTokens(outputTokens, price.usdPerMillionOutput);
}

/** The cost of a counted request by part, over the range of its expected output. */
export function costOfCount(
  requestPrice: RequestPrice,
  count: RequestCount,
  output: OutputEstimate,
): RequestCost {
  const price = pricesFor(requestPrice, count.inputTokens);
  const images = costOfTokens(count.imageTokens, price.usdPerMillionInput);
  const input = costOfTokens(count.inputTokens, price.usdPerMillionInput);
  const cost = { textInput: input - images, images, input };
  const expected = costOfOutput(price, output.expectedTokens);
  const min = costOfOutput(price, output.minTokens);
  const max = costOfOutput(price, output.maxTokens);
  const saving = cacheSaving(price, count.stablePrefixTokens);
  const write = cacheWriteSurcharge(price, count.stablePrefixTokens);
  return {
    ...cost,
    ...(expected !== undefined && { output: expected, total: input + expected }),
    ...(min !== undefined && { outputMin: min, totalMin: input + min }),
    ...(max !== undefined && { outputMax: max, totalMax: input + max }),
    ...(saving !== undefined && { cacheSaving: saving }),
    ...(write !== undefined && { cacheWrite: write }),
  };
}

/** The saving of a full hit of the cacheable prefix; undefined if the tier has no cached price. */
function cacheSaving(price: TierPrice, stablePrefixTokens: number): PicoUsd | undefined {
  if (price.usdPerMillionCachedInput === undefined) return undefined;
  const tokens = cacheableTokens(stablePrefixTokens);
  return (
    costOfTokens(tokens, price.usdPerMillionInput) -
    costOfTokens(tokens, price.usdPerMillionCachedInput)
  );
}

/** The extra cost of the first request to write the cacheable prefix; undefined if writes are free. */
function cacheWriteSurcharge(price: TierPrice, stablePrefixTokens: number): PicoUsd | undefined {
  if (price.usdPerMillionCacheWrite === undefined) return undefined;
  const tokens = cacheableTokens(stablePrefixTokens);
  return (
    costOfTokens(tokens, price.usdPerMillionCacheWrite) -
    costOfTokens(tokens, price.usdPerMillionInput)
  );
}

/** Cost of one request by part; each part and the total exact. */
export interface RequestCost {
  readonly textInput: PicoUsd;
  readonly images: PicoUsd;
  readonly input: PicoUsd;
  /** For the expected, the smallest and the largest output. Undefined if the output has no price. */
  readonly output?: PicoUsd;
  readonly outputMin?: PicoUsd;
  readonly outputMax?: PicoUsd;
  /** input + expected output. */
  readonly total?: PicoUsd;
  readonly totalMin?: PicoUsd;
  readonly totalMax?: PicoUsd;
  /** The saving of a full cache hit of the cacheable prefix. */
  readonly cacheSaving?: PicoUsd;
  /** The extra cost of the request that fills the cache, on models that bill for it. */
  readonly cacheWrite?: PicoUsd;
}
