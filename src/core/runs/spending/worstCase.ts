import { costOfRequest } from "../../cost/requestCost";
import type { PicoUsd } from "../../money";
import { stringValue } from "../../json/jsonNode";
import type { Model, RequestPrice } from "../../models/model";
import { priceOf } from "../../models/priceOf";
import { parseServiceTier } from "../../models/serviceTier";
import type { Prompt } from "../../prompt/prompt";

/** One model's part of a planned run. */
interface PlannedRun {
  readonly model: Model;
  /** Undefined if the model has no price. */
  readonly price: RequestPrice | undefined;
  readonly inputTokens: number;
  /** Whether the real count is higher by something that is not counted. */
  readonly isLowerBound?: boolean;
  /** The prompt's limit of the output, if any. */
  readonly maxOutputTokens?: number;
  /** The number of answers (`n`). Default: 1. */
  readonly answers?: number;
}

/**
 * The price of a run of the prompt: that of the tier that it requests by `service_tier`, which is sent
 * too, or else the standard one; a line of a Batch file is run individually, and so not as batch.
 * Undefined if that tier has no known price.
 */
export function priceOfRun(
  model: Model,
  snapshot: string,
  { settings = [] }: Pick<Prompt, "settings">,
  today: string,
): RequestPrice | undefined {
  const asked = settings.findLast(({ key }) => key === "service_tier")?.value;
  const tier = parseServiceTier(stringValue(asked) ?? "auto");
  return tier && priceOf(model, snapshot, tier, today);
}

/**
 * The maximum tokens of an answer: the prompt's own limit, the model's, and the rest of the context
 * window after the input. Undefined if none of them is known.
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
 * The maximum cost of one run: none of the input from the cache, and the longest answer. If not all of
 * the input is counted, as much of it as fits in the context window. Undefined if a price or a limit is
 * unknown.
 */
export function worstCaseCost(planned: PlannedRun): PicoUsd | undefined {
  const answerTokens = mostOutputTokens(planned);
  const { model, price, isLowerBound = false, answers = 1 } = planned;
  if (price === undefined || answerTokens === undefined) return undefined;
  const outputTokens = answerTokens * answers;
  if (!isLowerBound)
    return costOfRequest(price, { inputTokens: planned.inputTokens, outputTokens });
  const window = model.contextWindowTokens?.value;
  if (window === undefined) return undefined;
  const inputTokens = Math.max(planned.inputTokens, window - answerTokens);
  return costOfRequest(price, { inputTokens, outputTokens });
}
