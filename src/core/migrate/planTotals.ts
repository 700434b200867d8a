import { groupBy } from "../groupBy";
import type { PricedPlace } from "./placeJson";
import { safeEdits } from "./planFile";

/** How much there is to do over a whole plan. */
interface PlanTotals {
  readonly places: number;
  readonly files: number;
  /** Safe ones, each once however many places of its file ask for it. */
  readonly edits: number;
  readonly editedFiles: number;
  /** Places that the safe edits leave something at. */
  readonly waiting: number;
}

export function planTotals(places: readonly PricedPlace[]): PlanTotals {
  const editCounts = [...groupBy(places, ({ file }) => file).values()].map(
    (own) => safeEdits(own.map(({ plan }) => plan)).length,
  );
  return {
    places: places.length,
    files: editCounts.length,
    edits: editCounts.reduce((sum, count) => sum + count, 0),
    editedFiles: editCounts.filter((count) => count > 0).length,
    waiting: places.filter(({ breaks }) => breaks.some(({ isSafe }) => !isSafe)).length,
  };
}
