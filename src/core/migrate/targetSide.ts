import type { Model, ReasoningEffort } from "../models/model";
import { atEffort } from "../models/modelAtEffort";
import type { ModelPair } from "../models/resolvePair";
import type { Prompt } from "../prompt/prompt";
import { reasoningEffortOf } from "../prompt/reasoningEffort";
import { acceptedEffort } from "./breaks/effort";
import type { Target } from "./breaks/target";

/** The side of a pair that has moved. */
export function targetSide(
  model: Model,
  effort: ReasoningEffort | undefined,
): Pick<ModelPair, "right" | "rightSnapshot" | "rightEffort"> {
  return effort === undefined
    ? { right: model, rightSnapshot: model.id }
    : { right: atEffort(model, effort), rightSnapshot: model.id, rightEffort: effort };
}

/** The effort that a prompt has once it has moved: its own if the target takes it. */
export function effortOnTarget(
  { model, effort }: Target,
  prompt: Prompt | undefined,
): ReasoningEffort | undefined {
  return acceptedEffort(model, prompt && reasoningEffortOf(prompt)) ?? effort;
}
