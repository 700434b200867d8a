import { CATALOG } from "../../models/catalog";
import type { ApiParameter, Model, ParameterSupport, ReasoningEffort } from "../../models/model";
import { findModelAtEffort, unknownEffortWords } from "../../models/modelAtEffort";
import { retirementOf } from "../../models/retirement";

/** The model that requests move to, and its effort. */
export interface Target {
  readonly model: Model;
  readonly effort?: ReasoningEffort;
}

type TargetChoice =
  | { readonly kind: "target"; readonly target: Target }
  | { readonly kind: "refused"; readonly reason: string };

/** The model named by `MODEL` or `MODEL@EFFORT`; without an effort, none or else the model's lowest. */
export function chooseTarget(name: string, today: string): TargetChoice {
  const choice = findModelAtEffort(name);
  if (choice.kind === "unknown") {
    const hint = choice.nearest === undefined ? "" : ` Did you mean ${choice.nearest}?`;
    return refusal(`${choice.id} is not in the catalog.${hint}`);
  }
  const { model } = choice;
  if (choice.kind === "unknown-effort") return refusal(unknownEffortWords(model, choice.effort));
  const retirement = retirementOf(model, choice.snapshot, today);
  if (retirement !== undefined && retirement.daysLeft < 0)
    return refusal(`${model.id} was itself shut down on ${retirement.date}. Choose a later one.`);
  const target = choice.effort === undefined ? targetOf(model) : { model, effort: choice.effort };
  return { kind: "target", target };
}

/** The model at effort none, or else at its lowest effort. */
export function targetOf(model: Model): Target {
  const effort = model.reasoning?.efforts[0];
  return { model, ...(effort !== undefined && { effort }) };
}

/** The model that the vendor of a retiring one names for the same requests. */
export function officialTarget(replacement: string | undefined): Target | undefined {
  const model = CATALOG.find(({ id }) => id === replacement);
  return model && targetOf(model);
}

/** The facts about a parameter on the target; undefined if there are none. */
export function supportOf(model: Model, name: ApiParameter): ParameterSupport | undefined {
  return model.parameters?.find(({ parameter }) => parameter === name);
}

function refusal(reason: string): TargetChoice {
  return { kind: "refused", reason };
}
