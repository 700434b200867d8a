import type { Currency } from "../../currency";
import type { Target } from "../../migrate/breaks/target";
import type { PricedPlace } from "../../migrate/placeJson";
import type { UnknownModel } from "../../migrate/unknownModels";

/** All that the page of the move plan is built from. */
export interface MoveInput {
  /** The name of the workspace. */
  readonly workspace: string;
  /** ISO date. */
  readonly today: string;
  readonly currency: Currency;
  /** Of each call, as in At scale of the comparison panel. */
  readonly requestsPerMonth: number;
  /** Why the last text for it could not be used. */
  readonly volumeProblem?: string;
  /** The one that all places move to; each to its official replacement if absent. */
  readonly target?: Target;
  /** Why the target that was kept can't be used. */
  readonly targetProblem?: string;
  readonly reading: MoveReading;
}

/** How far the workspace has been read for the plan. */
export type MoveReading =
  | {
      readonly kind: "reading";
      readonly readFiles: number;
      /** Undefined while the files are being listed. */
      readonly allFiles?: number;
      readonly places: number;
    }
  | {
      readonly kind: "read";
      readonly readFiles: number;
      /** More than were read if a person stopped the reading. */
      readonly allFiles: number;
      readonly places: readonly PricedPlace[];
      readonly unknownModels: readonly UnknownModel[];
    }
  /** The files could not be listed or read; the cause is in the log. */
  | { readonly kind: "failed" };

/** A plan that has been read. */
export type FinishedReading = Extract<MoveReading, { kind: "read" }>;

/** The key of a place's row, by which the host finds it again. */
export function placeKey({ file, plan }: Pick<PricedPlace, "file" | "plan">): string {
  return `${plan.place.range.start} ${file}`;
}
