import type { SourceRange } from "../sourceRange";
import type { BreakSeverity, Change } from "./breaks/breakRule";
import { excerptOf } from "./excerpt";
import type { PlaceFigures } from "./placeFigures";
import { isMended, type PlannedPlace } from "./planFile";

/** A place in a report. */
export interface PricedPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The line of the file around the name, without what is too long to be read. */
  readonly excerpt: string;
  readonly plan: PlannedPlace;
  readonly breaks: readonly BreakLine[];
  /** Undefined for a name without its own request. */
  readonly figures?: PlaceFigures;
}

export interface BreakLine {
  readonly id: string;
  readonly line: number;
  readonly range: SourceRange;
  /** The text of `range`, on one line. */
  readonly excerpt: string;
  readonly severity: BreakSeverity;
  readonly message: string;
  readonly fix: string;
  /** Whether the safe edits fix it. */
  readonly isSafe: boolean;
  /** The effect of the safe edits; empty if it is only worth a look. */
  readonly changes: readonly Change[];
}

/** The breaks of a place in `text` with their lines. */
export function breakLines(
  plan: PlannedPlace,
  text: string,
  lineOf: (offset: number) => number,
): readonly BreakLine[] {
  return plan.breaks.map((found) => {
    const isSafe = isMended(plan, found);
    const { id, range, severity, message, fix, changes = [] } = found;
    return {
      id,
      line: lineOf(range.start),
      range,
      excerpt: excerptOf(text, range),
      severity,
      message,
      fix,
      isSafe,
      changes: isSafe ? changes : [],
    };
  });
}

/** The JSON of a place (docs/cli.md). */
export function placeJson({ file, line, plan, breaks, figures }: PricedPlace) {
  const { place, target } = plan;
  return {
    file,
    line,
    range: place.range satisfies SourceRange,
    model: place.name,
    ...(place.model.service && { service: place.model.service.id }),
    ...(place.model.date !== undefined && { shutdown: place.model.date }),
    ...(place.daysLeft !== undefined && { daysLeft: place.daysLeft }),
    ...(plan.isOnTarget ? { isOnTarget: true } : target && { replacement: target.model.id }),
    ...(figures && { before: figures.before, after: figures.after }),
    ...(figures?.afterAtDefault && { afterAtDefault: figures.afterAtDefault }),
    breaks: breaks.map(({ id, line: at, severity, message, fix, isSafe }) => ({
      id,
      line: at,
      severity,
      message,
      fix,
      edit: isSafe ? ("safe" as const) : ("judgment" as const),
    })),
  };
}
