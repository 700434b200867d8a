import { type PicoUsd } from "../../money";
import { costOfRequest } from "../../cost/requestCost";
import type { RequestPrice } from "../../models/model";
import type { RunUsage } from "../runEvent";

/** The estimate of a run before it was sent. */
interface EstimatedTokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Why the cost of a run differs from the estimate; the three parts add up to `total` exactly. */
export interface CostDifference {
  readonly estimated: PicoUsd;
  readonly billed: PicoUsd;
  /** Billed minus estimated. */
  readonly total: PicoUsd;
  /** From input tokens missing in the estimate, at the full price. */
  readonly byInput: PicoUsd;
  readonly inputTokens: number;
  /** From input read from the cache: never positive. */
  readonly byCache: PicoUsd;
  readonly cachedTokens: number;
  readonly byOutput: PicoUsd;
  /** Output tokens billed minus expected. */
  readonly outputTokens: number;
}

/** Undefined if the model has no price for its output. */
export function explainCostDifference(
  price: RequestPrice,
  estimate: EstimatedTokens,
  usage: RunUsage,
): CostDifference | undefined {
  const estimated = costOfRequest(price, estimate);
  const withInput = costOfRequest(price, { ...estimate, inputTokens: usage.inputTokens });
  const { inputTokens, cachedTokens } = usage;
  const withCache = costOfRequest(price, { ...estimate, inputTokens, cachedTokens });
  const billed = costOfRequest(price, usage);
  if (
    estimated === undefined ||
    withInput === undefined ||
    withCache === undefined ||
    billed === undefined
  ) {
    return undefined;
  }
  return {
    estimated,
    billed,
    total: billed - estimated,
    byInput: withInput - estimated,
    inputTokens: inputTokens - estimate.inputTokens,
    byCache: withCache - withInput,
    cachedTokens,
    byOutput: billed - withCache,
    outputTokens: usage.outputTokens - estimate.outputTokens,
  };
}
