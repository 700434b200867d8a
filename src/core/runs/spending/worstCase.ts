import { costOfRequest } from "../../cost/requestCost";
import type { PicoUsd } from "../../money";
import { stringValue } from "../../json/jsonNode";
import type { Model, RequestPrice } from "../../models/model";
import { priceOf } from "../../models/priceOf";
import { parseServiceTier } from "../../models/serviceTier";
import type { Prompt } from "../../prompt/prompt";

/** One model's part of what is about to be run. */
interface PlannedRun {
  readonly model: Model;
  /** Undefined if the model has no price. */
  readonly price: RequestPrice | undefined;
  readonly inputTokens: number;
  /** Whether something comes on top that is not counted. */
  readonly isLowerBound?: boolean;
  /** What the prompt limits the output to, where it does. */
  readonly maxOutputTokens?: number;
  /** Answers to one request (`n`). Default: 1. */
  readonly answers?: number;
}

/**
 * What a run of the prompt is billed by: the tier that it asks for by `service_tier`, which is sent
 * with it, else the standard one; a line of a Batch file is run by itself, and so not as a batch.
 * Undefined if that tier has no price here.
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
 * The most tokens that an answer can have: the prompt's own limit, the model's, and what the context
 * window leaves beside the input. Undefined if none of them is known.
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
 * What one run costs at most: nothing of the input from the cache, and the longest answer. Where the
 * input is not all counted, as much of it as the context window takes. Undefined if a price or a
 * limit is not known.
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
