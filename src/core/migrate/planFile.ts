import type { ModelSources } from "../models/findModel";
import { daysLeft } from "../models/retirement";
import { type Break, findBreaks } from "./breaks";
import { findModelPlaces } from "./findPlaces";
import type { ModelPlace } from "./modelPlace";
import { type MoveTarget, officialTarget } from "./moveTarget";
import { type SafeEdit, safeEdits } from "./safeEdits";

/** What the move means at one place. */
export interface PlannedMove {
  readonly place: ModelPlace;
  /** One-based. */
  readonly line: number;
  /** Negative after the shutdown. */
  readonly daysLeft: number;
  /** Undefined if nothing is named that does the same, as for audio. */
  readonly target?: MoveTarget;
  readonly breaks: readonly Break[];
  readonly edits: readonly SafeEdit[];
}

export interface PlanOptions {
  /** ISO date. */
  readonly today: string;
  /** Undefined: what the maker names for each model. */
  readonly target?: MoveTarget;
  readonly sources?: ModelSources;
}

/** Every place in a file that names a retiring model, with what breaks there and what is safely edited. */
export function planFile(
  path: string,
  text: string,
  { today, target, sources }: PlanOptions,
): readonly PlannedMove[] {
  return findModelPlaces(path, text, sources).map((place) => {
    const official = officialTarget(place.model);
    const chosen = official && (target ?? official);
    const breaks = chosen ? findBreaks(place, chosen) : [];
    return {
      place,
      line: lineAt(text, place.range.start),
      daysLeft: daysLeft(place.model.shutdown.date, today),
      ...(chosen && { target: chosen }),
      breaks,
      edits: chosen ? safeEdits(text, place, chosen, breaks) : [],
    };
  });
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < position; at = text.indexOf("\n", at + 1)) {
    line += 1;
  }
  return line;
}
