import type { Model, ReasoningEffort } from "../models/model";
import { atEffort, effortNamed } from "../models/modelAtEffort";
import type { ModelPair } from "../models/resolvePair";
import type { Prompt } from "../prompt/prompt";
import { reasoningEffortOf } from "../prompt/reasoningEffort";

/** The pair at the effort that the prompt names, on the sides for which the user chose none. */
export function pairForPrompt(pair: ModelPair, prompt: Pick<Prompt, "settings">): ModelPair {
  const named = reasoningEffortOf(prompt);
  if (named === undefined) return pair;
  return {
    ...pair,
    left: modelForPrompt(pair.left, pair.leftEffort, named),
    right: modelForPrompt(pair.right, pair.rightEffort, named),
  };
}

/** A sentence for each model that reasons but can't reason as the prompt asks. */
export function effortNotes(pair: ModelPair, prompt: Pick<Prompt, "settings">): readonly string[] {
  const named = reasoningEffortOf(prompt);
  if (named === undefined) return [];
  const sides = [
    { model: pair.left, chosen: pair.leftEffort },
    { model: pair.right, chosen: pair.rightEffort },
  ];
  return sides.flatMap(({ model, chosen }) => {
    const { id, reasoning } = model;
    const isRefused =
      chosen === undefined &&
      reasoning !== undefined &&
      reasoning.efforts.length > 0 &&
      effortNamed(model, named) === undefined;
    return isRefused
      ? [
          `${id} has no effort ${named}: it takes ${reasoning.efforts.join(", ")}. ${model.label} is priced.`,
        ]
      : [];
  });
}

function modelForPrompt(model: Model, chosen: ReasoningEffort | undefined, named: string): Model {
  const effort = chosen === undefined ? effortNamed(model, named) : undefined;
  return effort === undefined || effort === model.effort ? model : atEffort(model, effort);
}
