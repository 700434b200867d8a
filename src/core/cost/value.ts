import { benchmarkOf, comparedBenchmarks } from "../models/benchmarks";
import type { Model } from "../models/model";
import { priceOf } from "../models/priceOf";
import { MEDIUM_REQUEST } from "../models/requestSizes";
import type { PicoUsd } from "../money";
import type { Pair } from "../pair";
import { divideToEven, ratioOf } from "../ratio";
import { costOfRequest } from "./requestCost";

/** The index that the comparison page divides prices by. */
export const INTELLIGENCE_INDEX = "Intelligence Index";

/**
 * The cost of a Medium request per point of the Intelligence Index, as the comparison page computes
 * it; rounded to the pico-USD. Undefined if the price or the index is unknown.
 */
export function costPerIndexPoint(
  model: Model,
  index = benchmarkOf(model, INTELLIGENCE_INDEX),
): PicoUsd | undefined {
  const price = priceOf(model, model.id, "standard");
  const cost = price && costOfRequest(price, MEDIUM_REQUEST);
  if (index === undefined || cost === undefined || index.value <= 0) return undefined;
  const points = ratioOf(index.value);
  return divideToEven(cost * points.denominator, points.numerator);
}

/** The same for both models, by one version of the index. */
export function indexPointCosts(pair: Pair<Model>): Partial<Pair<PicoUsd>> {
  const index = comparedBenchmarks(pair, INTELLIGENCE_INDEX);
  const left = index.left && costPerIndexPoint(pair.left, index.left);
  const right = index.right && costPerIndexPoint(pair.right, index.right);
  return { ...(left !== undefined && { left }), ...(right !== undefined && { right }) };
}

/** The maximum saving by caching: all of the input of a Medium request is a cache hit. */
export function maxCachingSavings(
  model: Model,
): { readonly saving: PicoUsd; readonly of: PicoUsd } | undefined {
  const price = priceOf(model, model.id, "standard");
  if (price?.usdPerMillionCachedInput === undefined) return undefined;
  const full = costOfRequest(price, MEDIUM_REQUEST);
  const hit = costOfRequest(price, {
    ...MEDIUM_REQUEST,
    cachedTokens: MEDIUM_REQUEST.inputTokens,
  });
  return full === undefined || hit === undefined ? undefined : { saving: full - hit, of: full };
}
