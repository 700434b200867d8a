import type { Model } from "../models/model";
import { retirementOf } from "../models/retirement";

/** Says of a target that it ends itself; undefined for one without a date. */
export function targetRetirementWords(model: Model, today: string): string | undefined {
  const retirement = retirementOf(model, model.id, today);
  if (retirement === undefined) return undefined;
  const reported = retirement.confidence === "reported" ? " (reported)" : "";
  return `${model.id} itself ends on ${retirement.date}${reported}. Choose a later one.`;
}
