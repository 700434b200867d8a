import { usd } from "../estimate/estimateJson";
import type { Estimate } from "../estimate/estimate";
import type { ReasoningEffort } from "../models/model";
import type { ModelPair } from "../models/resolvePair";
import { sumIfKnown } from "../money";
import type { Prompt } from "../prompt/prompt";
import type { PlannedPlace } from "./planFile";
import { effortOnTarget, targetSide } from "./targetSide";

/** The tokens and cost of a place's requests on its target, summed. */
interface AfterFigures {
  readonly inputTokens: number;
  /** Expected, with reasoning. */
  readonly outputTokens: number;
  readonly usd?: number;
  readonly effort?: ReasoningEffort;
}

export interface PlaceFigures {
  /** How many requests the figures are summed over. */
  readonly requests: number;
  readonly before: { readonly inputTokens: number; readonly usd?: number };
  readonly after: AfterFigures;
  /** At the default effort, which applies if the request names none, if that differs. */
  readonly afterAtDefault?: AfterFigures;
}

/** Estimates a request on a pair of models. */
export type EstimateOnPair = (prompt: Prompt, pair: ModelPair) => Promise<Estimate>;

/** The figures of a place; undefined without requests of its `own`, or without a priced model. */
export async function figuresOf(
  { place, target, isOnTarget }: PlannedPlace,
  own: readonly Prompt[],
  estimate: EstimateOnPair,
): Promise<PlaceFigures | undefined> {
  const { model, id } = place.model;
  if (model === undefined || target === undefined || isOnTarget || own.length === 0)
    return undefined;
  const onTarget = async (effort: ReasoningEffort | undefined): Promise<readonly Estimate[]> => {
    const estimates: Estimate[] = [];
    for (const prompt of own)
      estimates.push(
        await estimate(prompt, {
          left: model,
          leftSnapshot: id,
          ...targetSide(target.model, effort),
        }),
      );
    return estimates;
  };
  const effort = effortOnTarget(target, own[0]);
  const moved = await onTarget(effort);
  const byDefault = target.model.reasoning?.defaultEffort;
  const before = sumIfKnown(moved.map(({ left }) => left.cost?.total));
  return {
    requests: own.length,
    before: {
      inputTokens: sum(moved.map(({ left }) => left.count.inputTokens)),
      ...(before !== undefined && { usd: usd(before) }),
    },
    after: afterFigures(moved, effort),
    ...(byDefault !== undefined &&
      byDefault !== effort && {
        afterAtDefault: afterFigures(await onTarget(byDefault), byDefault),
      }),
  };
}

function afterFigures(
  estimates: readonly Estimate[],
  effort: ReasoningEffort | undefined,
): AfterFigures {
  const cost = sumIfKnown(estimates.map(({ right }) => right.cost?.total));
  return {
    inputTokens: sum(estimates.map(({ right }) => right.count.inputTokens)),
    outputTokens: sum(estimates.map(({ right }) => right.output.expectedTokens)),
    ...(cost !== undefined && { usd: usd(cost) }),
    ...(effort !== undefined && { effort }),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
