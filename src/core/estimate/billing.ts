import { numberValue, stringValue } from "../json/jsonNode";
import type { JsonNode } from "../json/jsonNode";
import type { Model, RequestPrice, ServiceTier } from "../models/model";
import { priceOf } from "../models/priceOf";
import { parseServiceTier } from "../models/serviceTier";
import type { Prompt } from "../prompt/prompt";
import type { OutputEstimate } from "../cost/outputEstimate";

/** How a request is billed, apart from its tokens. */
export interface Billing {
  readonly tier: ServiceTier;
  /** The number of answers (`n`): all of them are billed, the input once. */
  readonly answers: number;
  /** Sentences about parts that can't be priced as the request asks. */
  readonly notes: readonly string[];
}

/** The maximum that a request may ask for (OpenAI API reference, "n"). */
const MAX_ANSWERS = 128;

/**
 * The request's own price settings. A line of a Batch file is billed as batch. `hasPrice` says
 * whether any of the models has a price in a tier.
 */
export function billingOf(
  prompt: Pick<Prompt, "tier" | "settings">,
  hasPrice: (tier: ServiceTier) => boolean = () => true,
): Billing {
  const answers = answersOf(numberValue(setting(prompt, "n")));
  if (prompt.tier === "batch") return { tier: "batch", answers, notes: [] };
  const asked = stringValue(setting(prompt, "service_tier")) ?? "standard";
  const tier = parseServiceTier(asked);
  if (tier !== undefined && (tier === "standard" || hasPrice(tier)))
    return { tier, answers, notes: [] };
  return {
    tier: "standard",
    answers,
    notes: [`The service tier ${asked} has no known price: priced as standard.`],
  };
}

/** The price of a snapshot in the tier of the request, or else in the standard one. */
export function tierPrice(
  model: Model,
  snapshot: string,
  tier: ServiceTier,
  today: string,
): { readonly price?: RequestPrice; readonly note?: string } {
  const price = priceOf(model, snapshot, tier, today);
  if (price !== undefined || tier === "standard") return { ...(price && { price }) };
  const standard = priceOf(model, snapshot, "standard", today);
  if (standard === undefined) return {};
  return { price: standard, note: `${model.label} has no ${tier} price: priced as standard.` };
}

/** The output of all answers; a number that a person sets is already the total. */
export function outputOfAnswers(output: OutputEstimate, answers: number): OutputEstimate {
  if (answers === 1 || output.originKind === "user") return output;
  return {
    ...output,
    minTokens: output.minTokens * answers,
    expectedTokens: output.expectedTokens * answers,
    maxTokens: output.maxTokens * answers,
    origin: `${output.origin}; times ${answers} answers`,
  };
}

function setting({ settings = [] }: Pick<Prompt, "settings">, key: string): JsonNode | undefined {
  return settings.findLast((member) => member.key === key)?.value;
}

function answersOf(n: number | undefined): number {
  return n !== undefined && Number.isInteger(n) && n > 0 ? Math.min(n, MAX_ANSWERS) : 1;
}
