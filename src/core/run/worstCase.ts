import { costOfRequest } from "../cost/requestCost";
import type { PicoUsd } from "../cost/money";
import type { Model, TierPrice } from "../models/model";

/** One model's part of what is about to be run. */
export interface PlannedRun {
  readonly model: Model;
  /** Undefined where the model has no price. */
  readonly price: TierPrice | undefined;
  readonly inputTokens: number;
  /** What the prompt limits the output to, where it does. */
  readonly maxOutputTokens?: number;
}

/**
 * The most tokens that an answer can have: the prompt's own limit, the model's, and what the context
 * window leaves beside the input. Undefined where none of them is known.
 */
export function mostOutputTokens({
  model,
  inputTokens,
  maxOutputTokens,
}: Omit<PlannedRun, "price">): number | undefined {
  const window = model.contextWindowTokens?.value;
  const limits = [
    maxOutputTokens,
    model.maxOutputTokens?.value,
    window === undefined ? undefined : Math.max(0, window - inputTokens),
  ].filter((limit) => limit !== undefined);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/**
 * What one run costs at most: nothing of the input from the cache, and the longest answer. Undefined
 * where a price or a limit is not known.
 */
export function worstCaseCost(planned: PlannedRun): PicoUsd | undefined {
  const outputTokens = mostOutputTokens(planned);
  if (planned.price === undefined || outputTokens === undefined) return undefined;
  return costOfRequest(planned.price, { inputTokens: planned.inputTokens, outputTokens });
}
