import { CATALOGUE } from "../models/catalogue";
import { findModel } from "../models/findModel";
import type { Model, ReasoningEffort } from "../models/model";
import { daysLeft, retirementOf } from "../models/retirement";
import type { RetiringModel } from "./shutdowns";

/** What a place moves to. */
export interface MoveTarget {
  readonly model: Model;
  /** Undefined for a model that does not reason. */
  readonly effort?: ReasoningEffort;
}

export type MoveTargetResult =
  | { readonly kind: "target"; readonly target: MoveTarget; readonly warning?: string }
  | { readonly kind: "refused"; readonly reason: string };

/** Reads `MODEL` or `MODEL@EFFORT`. Without an effort: none, or the least that the model takes. */
export function readMoveTarget(text: string, today: string): MoveTargetResult {
  const [id = "", effort] = text.split("@");
  const found = findModel(id);
  if (found.kind === "unknown") {
    const hint = found.nearest === undefined ? "" : ` Did you mean ${found.nearest}?`;
    return refused(`${id} is not in the catalog.${hint}`);
  }
  const { model, snapshot } = found;
  const efforts = model.reasoning?.efforts ?? [];
  if (effort !== undefined && !efforts.some((known) => known === effort)) {
    return refused(
      efforts.length === 0
        ? `${model.id} takes no effort.`
        : `${model.id} has no effort ${effort}. It takes ${efforts.join(", ")}.`,
    );
  }
  const retirement = retirementOf(model, snapshot, today);
  if (retirement && retirement.daysLeft < 0) {
    return refused(`${model.id} was itself shut down on ${retirement.date}. Choose a later one.`);
  }
  const chosen = efforts.find((known) => known === effort) ?? efforts[0];
  return {
    kind: "target",
    target: { model, ...(chosen && { effort: chosen }) },
    ...(retirement && {
      warning: `${model.id} itself ends on ${retirement.date} (${retirement.confidence}). Choose a later one.`,
    }),
  };
}

function refused(reason: string): MoveTargetResult {
  return { kind: "refused", reason };
}

/**
 * The target that the maker names for a retiring model, at the least effort; undefined if none is
 * named, or none that writes text, as for audio models.
 */
export function officialTarget({ shutdown }: RetiringModel): MoveTarget | undefined {
  const model = CATALOGUE.find(({ id }) => id === shutdown.replacement);
  const effort = model?.reasoning?.efforts[0];
  return model && { model, ...(effort && { effort }) };
}

/** `gpt-6-luna@none`. */
export function targetName({ model, effort }: MoveTarget): string {
  return effort === undefined ? model.id : `${model.id}@${effort}`;
}

/** `ends on 2027-01-14, in 48 days`, `was shut down on 2026-10-23, 36 days ago`. */
export function shutdownClause(date: string, today: string): string {
  const days = daysLeft(date, today);
  if (days === 0) return `ends today, ${date}`;
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
  return days > 0 ? `ends on ${date}, in ${count}` : `was shut down on ${date}, ${count} ago`;
}
