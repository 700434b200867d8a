import { type Side, SIDES } from "../../pair";
import {
  buildEstimate,
  type EstimateServices,
  type EstimateSettings,
} from "../../estimate/buildEstimate";
import type { ModelEstimate } from "../../estimate/estimate";
import type { Currency } from "../../currency";
import type { PicoUsd } from "../../money";
import type { Model, RequestPrice } from "../../models/model";
import { retirementOf } from "../../models/retirement";
import type { Prompt } from "../../prompt/prompt";
import type { ComparisonPlan, ComparisonSide } from "../comparisonPlan";
import type { RunRequest } from "../modelRunner";
import type { PlannedCost } from "../spending/spending";
import { costOfRequest } from "../../cost/requestCost";
import { billingOf } from "../../estimate/billing";
import { priceOfRun, worstCaseCost } from "../spending/worstCase";

interface PlanRequest {
  readonly id: string;
  /** Filled: what is sent. */
  readonly prompt: Prompt;
  readonly file: string;
  /** See `ComparisonPlan`. */
  readonly request?: string;
  readonly host: string;
  readonly runsEach: number;
  readonly sides: readonly Side[];
  /** Whether tokens are billed in USD: not by VS Code's own models. */
  readonly isBilled: boolean;
  readonly currency: Currency;
  readonly alternatives: readonly string[];
}

/** Both models' parts of a run, with what is estimated of them. */
export function planComparison(
  request: PlanRequest,
  services: EstimateServices,
  settings: EstimateSettings,
): ComparisonPlan {
  const prompt: Prompt = { ...request.prompt, tier: "standard" };
  const estimate = buildEstimate(prompt, services, settings);
  const sideOf = ({ model, snapshot, count, output }: ModelEstimate): ComparisonSide => {
    const price = request.isBilled
      ? priceOfRun(model, snapshot, prompt, settings.today)
      : undefined;
    const atMost = costAtMostOf({ model, count }, prompt, price);
    const shutdown = retirementOf(model, snapshot, settings.today);
    return {
      name: { label: model.label, shortLabel: model.shortLabel },
      request: {
        prompt,
        model: snapshot,
        endpoint: prompt.endpoint,
        ...sentEffort(model),
      },
      ...(price && { price }),
      ...(atMost !== undefined && { atMost }),
      estimatedInputTokens: count.inputTokens,
      inputBasis: count.basis.kind,
      output,
      ...(shutdown && { shutdown }),
    };
  };
  const { id, file, request: name, host, runsEach, sides, alternatives, currency } = request;
  return {
    id,
    file,
    ...(name !== undefined && { request: name }),
    host,
    runsEach,
    sides: Object.fromEntries(sides.map((side) => [side, sideOf(estimate[side])])),
    alternatives,
    currency,
  };
}

/** The effort of the estimate is sent too; a model that does not reason refuses one. */
function sentEffort({ effort, reasoning }: Model): Pick<RunRequest, "effort"> {
  if (effort !== undefined) return { effort };
  return reasoning?.efforts.length === 0 ? { effort: "omit" } : {};
}

/** What one run costs at most; undefined if it is not known. */
export function costAtMostOf(
  { model, count }: Pick<ModelEstimate, "model" | "count">,
  prompt: Prompt,
  price: RequestPrice | undefined,
): PicoUsd | undefined {
  return worstCaseCost({
    model,
    price,
    inputTokens: count.inputTokens,
    isLowerBound: count.basis.isLowerBound,
    answers: billingOf(prompt).answers,
    ...(prompt.maxOutputTokens && { maxOutputTokens: prompt.maxOutputTokens.value }),
  });
}

/** What the plan costs, expected and at most, on each of its models, in the order of the pair. */
export function plannedCosts({ sides }: ComparisonPlan): readonly PlannedCost[] {
  return SIDES.flatMap((side) => {
    const planned = sides[side];
    if (planned === undefined) return [];
    const { name, atMost, price, request, estimatedInputTokens: inputTokens, output } = planned;
    const expected =
      price && costOfRequest(price, { inputTokens, outputTokens: output.expectedTokens });
    const isUncapped = request.prompt.maxOutputTokens === undefined;
    return [{ label: name.label, atMost, isUncapped, ...(expected !== undefined && { expected }) }];
  });
}
