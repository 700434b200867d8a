import type { Model } from "../models/model";
import { retirementOf } from "../models/retirement";

/** A note that a target is itself retiring; undefined for one without a date. */
export function targetRetirementWords(model: Model, today: string): string | undefined {
  const retirement = retirementOf(model, model.id, today);
  if (retirement === undefined) return undefined;
  const reported = retirement.confidence === "reported" ? " (reported)" : "";
  return `${model.id} itself ends on ${retirement.date}${reported}. Choose a later one.`;
}
