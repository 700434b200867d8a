import { GPT_4O } from "../models/gpt4o";
import { GPT_4O_MINI } from "../models/gpt4oMini";
import type { Model, ReasoningEffort } from "../models/model";
import type { ModelMark } from "./contract/richText";

/** The shape of a model wherever the move is shown; models outside the move have none. */
export function markOf(model: Model, effort?: ReasoningEffort): ModelMark | undefined {
  if (model.id === GPT_4O.id) return "left";
  if (model.id === GPT_4O_MINI.id) return "right";
  if (model.shutdowns.length > 0) return undefined;
  return effort === undefined || effort === "none" ? "successor" : "successor-reasoning";
}
