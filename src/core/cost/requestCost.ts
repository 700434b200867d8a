import type { RequestCount } from "../accounting/requestCount";
import type { OutputEstimate } from "./outputEstimate";
import type { TierPrice } from "../models/model";
import { cacheableTokens } from "./caching";
import { costOfTokens, type PicoUsd } from "../money";

/** The tokens of one request, as billed. */
export interface RequestTokens {
  readonly inputTokens: number;
  /** Of the input: read from the cache. */
  readonly cachedTokens?: number;
  readonly outputTokens: number;
}

/**
 * What one request costs, exactly. Undefined if a price that it needs is not known; cached tokens
 * without a price of their own cost what other input costs.
 */
export function costOfRequest(
  price: TierPrice,
  { inputTokens, cachedTokens = 0, outputTokens }: RequestTokens,
): PicoUsd | undefined {
  const output = costOfOutput(price, outputTokens);
  if (output === undefined) return undefined;
  const cachedPrice = price.usdPerMillionCachedInput ?? price.usdPerMillionInput;
  return (
    costOfTokens(inputTokens - cachedTokens, price.usdPerMillionInput) +
    costOfTokens(cachedTokens, cachedPrice) +
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
  price: TierPrice,
  count: RequestCount,
  output: OutputEstimate,
): RequestCost {
  const images = costOfTokens(count.imageTokens, price.usdPerMillionInput);
  const input = costOfTokens(count.inputTokens, price.usdPerMillionInput);
  const cost = { textInput: input - images, images, input };
  const expected = costOfOutput(price, output.expectedTokens);
  const min = costOfOutput(price, output.minTokens);
  const max = costOfOutput(price, output.maxTokens);
  const saving = cacheSaving(price, count.stablePrefixTokens);
  return {
    ...cost,
    ...(expected !== undefined && { output: expected, total: input + expected }),
    ...(min !== undefined && { outputMin: min, totalMin: input + min }),
    ...(max !== undefined && { outputMax: max, totalMax: input + max }),
    ...(saving !== undefined && { cacheSaving: saving }),
  };
}

/** What a full hit of the cacheable prefix saves; undefined if the tier has no cached price. */
export function cacheSaving(price: TierPrice, stablePrefixTokens: number): PicoUsd | undefined {
  if (price.usdPerMillionCachedInput === undefined) return undefined;
  const tokens = cacheableTokens(stablePrefixTokens);
  return (
    costOfTokens(tokens, price.usdPerMillionInput) -
    costOfTokens(tokens, price.usdPerMillionCachedInput)
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
  /** Saved by a full cache hit of the cacheable prefix. */
  readonly cacheSaving?: PicoUsd;
}
