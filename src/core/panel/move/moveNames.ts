import type { Target } from "../../migrate/breaks/target";
import { GPT_4O } from "../../models/gpt4o";
import { GPT_4O_MINI } from "../../models/gpt4oMini";
import type { Model, ReasoningEffort } from "../../models/model";
import type { ModelMark } from "../contract/richText";

/** The shape of a model wherever the move is shown; models outside the move have none. */
export function markOf(model: Model, effort?: ReasoningEffort): ModelMark | undefined {
  if (model.id === GPT_4O.id) return "left";
  if (model.id === GPT_4O_MINI.id) return "right";
  if (model.shutdowns.length > 0) return undefined;
  return effort === undefined || effort === "none" ? "successor" : "successor-reasoning";
}

/** `GPT-6 Luna at none`. */
export function targetName({ model, effort }: Target): string {
  return effort === undefined ? model.label : `${model.label} at ${effort}`;
}

/** The value that all share; undefined if they differ or there are none. */
export function shared<Value>(values: readonly Value[]): Value | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
