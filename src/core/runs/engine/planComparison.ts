import { type Pair, type Side, SIDES } from "../../pair";
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
import { supportOf } from "../../migrate/breaks/target";
import type { Endpoint, Prompt } from "../../prompt/prompt";
import type { ComparisonPlan, ComparisonSide } from "../comparisonPlan";
import type { RunRequest } from "../modelRunner";
import { type Move, pairOfMove } from "../move";
import type { PlannedCost } from "../spending/spending";
import { costOfRequest } from "../../cost/requestCost";
import type { MoveChange } from "../moveChange";
import { moveRequest, type RequestAdapter, type SentSettings } from "./moveRequest";
import { billingOf } from "../../estimate/billing";
import { mostOutputTokens, priceOfRun, worstCaseCost } from "../spending/worstCase";

interface PlanRequest {
  readonly id: string;
  /** Filled: as it will be sent. */
  readonly prompt: Prompt;
  readonly file: string;
  /** See `ComparisonPlan`. */
  readonly request?: string;
  readonly promptHash?: string;
  readonly host: string;
  readonly runsEach: number;
  readonly sides: readonly Side[];
  /** Whether tokens are billed in USD: not for VS Code's own models. */
  readonly isBilled: boolean;
  readonly currency: Currency;
  readonly alternatives: readonly string[];
}

/** Both models' parts of a run, with their estimates. */
export function planComparison(
  request: PlanRequest,
  services: EstimateServices,
  settings: EstimateSettings,
): ComparisonPlan {
  const sent = asSent(request.prompt, request.prompt.endpoint);
  const estimate = buildEstimate(sent.prompt, services, settings);
  return planOf(request, {
    left: planSide(request, sent, estimate.left, settings),
    right: planSide(request, sent, estimate.right, settings),
  });
}

/** One model's part of a plan whose request is changed if the model would refuse it. */
export interface AdaptedSide extends ComparisonSide {
  /** In place of the prompt's own; absent if nothing is changed. */
  readonly sent?: SentSettings;
  readonly changes: readonly MoveChange[];
  /** Whether the model takes a request for log-probabilities as it is sent. */
  readonly hasLogProbabilities: boolean;
}

/** Both models' parts, each with the request as the model takes it. */
export function planAdapted(
  request: Omit<PlanRequest, "sides" | "runsEach" | "alternatives" | "currency">,
  adapter: RequestAdapter,
  services: EstimateServices,
  settings: EstimateSettings,
): Pair<AdaptedSide> {
  const { prompt } = request;
  const sent = asSent(prompt, prompt.endpoint);
  const estimate = buildEstimate(sent.prompt, services, settings);
  const planned = (side: Side): AdaptedSide => {
    const adapted = adapter.adapt(prompt, estimate[side].model);
    if (adapted === undefined) {
      const plan = planSide(request, sent, estimate[side], settings);
      const { model } = estimate[side];
      return {
        ...plan,
        changes: [],
        hasLogProbabilities: hasLogProbabilities(model),
      };
    }
    const { endpoint, sent: changed, changes } = adapted;
    const after = asSent({ ...prompt, ...changed }, endpoint);
    // The endpoint decides what is billed.
    const onSide =
      endpoint === prompt.endpoint
        ? estimate[side]
        : buildEstimate({ ...after.prompt, endpoint }, services, settings)[side];
    const plan = planSide(request, after, onSide, settings);
    return {
      ...plan,
      sent: changed,
      changes,
      hasLogProbabilities: hasLogProbabilities(onSide.model),
    };
  };
  return { left: planned("left"), right: planned("right") };
}

/** Models that never reason give them, many successors only while they don't. An unknown model is not asked. */
function hasLogProbabilities(model: Model): boolean {
  const status = supportOf(model, "logprobs")?.status;
  const neverReasons = model.reasoning?.efforts.length === 0 && status !== "refused";
  return (
    neverReasons || status === "accepted" || (status === "only-at-none" && model.effort === "none")
  );
}

/** The prompt on the old model as it is, and on the new one as the move changes it. */
export function planMove(
  request: PlanRequest,
  move: Move,
  services: EstimateServices,
  settings: EstimateSettings,
): ComparisonPlan {
  const before = asSent(request.prompt, request.prompt.endpoint);
  const { prompt, endpoint, effort, changes } = moveRequest(request.prompt, move, settings.today);
  const onMove = { ...settings, pair: pairOfMove(move, effort) };
  const after = asSent(prompt, endpoint);
  const left = buildEstimate(before.prompt, services, onMove).left;
  // The endpoint decides what is billed.
  const right = buildEstimate({ ...after.prompt, endpoint }, services, onMove).right;
  return {
    ...planOf(request, {
      left: planSide(request, before, left, onMove),
      right: planSide(request, after, right, onMove),
    }),
    move: { changes },
  };
}

/** A prompt and the API that it is sent by. */
interface SentPrompt {
  readonly prompt: Prompt;
  readonly endpoint: Endpoint;
}

/** A line of a Batch file is run by itself, and so not as a batch. */
function asSent(prompt: Prompt, endpoint: Endpoint): SentPrompt {
  return { prompt: { ...prompt, tier: "standard" }, endpoint };
}

function planSide(
  { isBilled }: Pick<PlanRequest, "isBilled">,
  { prompt, endpoint }: SentPrompt,
  { model, snapshot, count, output }: ModelEstimate,
  { today }: EstimateSettings,
): ComparisonSide {
  const price = isBilled ? priceOfRun(model, snapshot, prompt, today) : undefined;
  const atMost = costAtMostOf({ model, count }, prompt, price);
  const most = mostOutputTokens({ model, inputTokens: count.inputTokens, ...limitOf(prompt) });
  const shutdown = retirementOf(model, snapshot, today);
  return {
    name: { label: model.label, shortLabel: model.shortLabel },
    request: {
      prompt,
      model: snapshot,
      endpoint,
      ...sentEffort(model),
      ...usageLimitsOf(model, billingOf(prompt).answers),
      ...(supportOf(model, "max_tokens")?.status === "refused" && { refusesMaxTokens: true }),
    },
    ...(price && { price }),
    ...(atMost !== undefined && { atMost }),
    estimatedInputTokens: count.inputTokens,
    inputBasis: count.basis.kind,
    output,
    ...(most !== undefined && { mostOutputTokens: most }),
    ...(shutdown && { shutdown }),
  };
}

function planOf(request: PlanRequest, planned: Pair<ComparisonSide>): ComparisonPlan {
  const { id, file, request: name, host, runsEach, sides, alternatives, currency } = request;
  const { promptHash } = request;
  return {
    id,
    file,
    ...(name !== undefined && { request: name }),
    host,
    runsEach,
    ...(promptHash !== undefined && { promptHash }),
    sides: Object.fromEntries(sides.map((side) => [side, planned[side]])),
    alternatives,
    currency,
  };
}

/** The effort of the estimate is also sent; a model that does not reason would refuse one. */
export function sentEffort({ effort, reasoning }: Model): Pick<RunRequest, "effort"> {
  if (effort !== undefined) return { effort };
  return reasoning?.efforts.length === 0 ? { effort: "omit" } : {};
}

/**
 * The context window for each answer, and no more output than the model gives: what a server
 * reports above them is not credible.
 */
export function usageLimitsOf(
  { contextWindowTokens, maxOutputTokens }: Model,
  answers: number,
): Pick<RunRequest, "usageLimits"> {
  if (contextWindowTokens === undefined) return {};
  const inputTokens = contextWindowTokens.value * answers;
  const outputTokens = (maxOutputTokens ?? contextWindowTokens).value * answers;
  return { usageLimits: { inputTokens, outputTokens } };
}

/** The maximum cost of one run; undefined if unknown. */
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
    ...limitOf(prompt),
  });
}

function limitOf({ maxOutputTokens }: Prompt): { readonly maxOutputTokens?: number } {
  return maxOutputTokens === undefined ? {} : { maxOutputTokens: maxOutputTokens.value };
}

/** The cost of the plan, expected and at most, on each of its models, in the order of the pair. */
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
