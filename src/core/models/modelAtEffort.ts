import { findModel, type ModelLookup, type ModelSources } from "./findModel";
import type { Model, ReasoningEffort } from "./model";

/** The parts of `MODEL@EFFORT`: a model and, after the last `@`, the effort of its requests. */
export type ModelChoice =
  | {
      readonly kind: "found";
      readonly model: Model;
      readonly snapshot: string;
      /** Only if named. */
      readonly effort?: ReasoningEffort;
    }
  | Extract<ModelLookup, { kind: "unknown" }>
  | {
      readonly kind: "unknown-effort";
      readonly model: Model;
      readonly snapshot: string;
      /** As written. */
      readonly effort: string;
    };

/** The model that a setting or an option names, with its effort. */
export function findModelAtEffort(name: string, sources: ModelSources = {}): ModelChoice {
  const whole = findModel(name, sources);
  const at = name.lastIndexOf("@");
  if (whole.kind === "found" || at < 0) return whole;
  const lookup = findModel(name.slice(0, at), sources);
  if (lookup.kind === "unknown") return lookup;
  const written = name.slice(at + 1).trim();
  const effort = effortNamed(lookup.model, written);
  return effort === undefined
    ? { ...lookup, kind: "unknown-effort", effort: written }
    : { ...lookup, effort };
}

/** The effort that `written` names, if the model accepts it. */
export function effortNamed(
  { reasoning }: Pick<Model, "reasoning">,
  written: string,
): ReasoningEffort | undefined {
  return reasoning?.efforts.find((effort) => effort === written.toLowerCase());
}

/** Why a model can't run at an effort: `gpt-6.1-sol has no effort none. It takes low, …, max.` */
export function unknownEffortWords(
  { id, reasoning }: Pick<Model, "id" | "reasoning">,
  effort: string,
): string {
  const { efforts = undefined } = reasoning ?? {};
  if (efforts === undefined)
    return `Which efforts ${id} takes is not known. Name it without @${effort}.`;
  if (efforts.length === 0)
    return `${id} does not reason and takes no effort. Name it without @${effort}.`;
  return `${id} has no effort ${effort === "" ? '""' : effort}. It takes ${efforts.join(", ")}.`;
}

/** The model at an effort, which is then part of its label: `GPT-6 Luna · none`. */
export function atEffort(model: Model, effort: ReasoningEffort): Model {
  const bare = (label: string): string =>
    model.effort === undefined ? label : label.slice(0, -suffixOf(model.effort).length);
  return {
    ...model,
    effort,
    label: bare(model.label) + suffixOf(effort),
    shortLabel: bare(model.shortLabel) + suffixOf(effort),
  };
}

/** `gpt-6-luna@none`, as the settings and the command line name it. */
export function nameAtEffort({ id, effort }: Pick<Model, "id" | "effort">): string {
  return effort === undefined ? id : `${id}@${effort}`;
}

function suffixOf(effort: ReasoningEffort): string {
  return ` · ${effort}`;
}
