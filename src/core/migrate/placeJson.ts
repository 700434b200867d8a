import type { SourceRange } from "../sourceRange";
import type { PlaceFigures } from "./placeFigures";
import { isMended, type PlannedPlace } from "./planFile";

/** A place in a report. */
export interface PricedPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly plan: PlannedPlace;
  readonly breaks: readonly BreakLine[];
  /** Undefined for a name without its own request. */
  readonly figures?: PlaceFigures;
}

export interface BreakLine {
  readonly id: string;
  readonly line: number;
  readonly severity: string;
  readonly message: string;
  readonly fix: string;
  /** Whether the safe edits fix it. */
  readonly isSafe: boolean;
}

/** The breaks of a place with their lines. */
export function breakLines(
  plan: PlannedPlace,
  lineOf: (offset: number) => number,
): readonly BreakLine[] {
  return plan.breaks.map((found) => ({
    id: found.id,
    line: lineOf(found.range.start),
    severity: found.severity,
    message: found.message,
    fix: found.fix,
    isSafe: isMended(plan, found),
  }));
}

/** The JSON of a place (docs/cli.md). */
export function placeJson({ file, line, plan, breaks, figures }: PricedPlace): object {
  const { place, target } = plan;
  return {
    file,
    line,
    range: place.range satisfies SourceRange,
    model: place.name,
    ...(place.model.service && { service: place.model.service.id }),
    shutdown: place.model.date,
    daysLeft: place.daysLeft,
    ...(plan.isOnTarget ? { isOnTarget: true } : target && { replacement: target.model.id }),
    ...(figures && { before: figures.before, after: figures.after }),
    breaks: breaks.map(({ id, line: at, severity, message, fix, isSafe }) => ({
      id,
      line: at,
      severity,
      message,
      fix,
      edit: isSafe ? "safe" : "judgment",
    })),
  };
}
