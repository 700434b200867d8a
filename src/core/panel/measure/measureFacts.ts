import { allAtOnce, inSlices, type Pace, type Steps } from "../../estimate/pace";
import { type CascadeOutcome, cascadeOf, cascadePoints } from "../../measure/results/cascade";
import { answersOf, type PairedRow } from "../../measure/results/pairedRow";
import { selectRows } from "../../measure/results/rowFilter";
import { cheaperSide, type MeasurementSummary, summarySteps } from "../../measure/results/summary";
import type { Side } from "../../pair";
import type { MeasureFilter } from "../contract/panelAction";

export const MEASURE_FILTERS: readonly MeasureFilter[] = [
  "differs",
  "only-left-passes",
  "only-right-passes",
  "both-fail",
  "no-answer",
  "not-supported",
  "slowest",
  "most-expensive",
  "all",
];

/** Figures over all rows. */
interface MeasureFacts {
  readonly summary: MeasurementSummary;
  readonly filterCounts: ReadonlyMap<MeasureFilter, number>;
  /** The cheaper model with the other one behind it; undefined if neither is cheaper. */
  readonly cascade?: {
    readonly first: Side;
    readonly checks: CascadeOutcome;
    readonly curve: ReturnType<typeof cascadePoints>;
  };
  /** Rows that can be voted on: both answered, and not in the same words. */
  readonly blindRows: readonly PairedRow[];
}

const known = new WeakMap<readonly PairedRow[], MeasureFacts>();

/** Counted once for the same rows: there can be 50,000, and the page is drawn again after every vote. */
export function factsOf(rows: readonly PairedRow[]): MeasureFacts {
  const facts = known.get(rows) ?? allAtOnce(factSteps(rows));
  known.set(rows, facts);
  return facts;
}

/** Counts in slices what `factsOf` then knows, so that typing is not held up. */
export async function prepareFacts(rows: readonly PairedRow[], pace: Pace): Promise<void> {
  if (!known.has(rows)) known.set(rows, await inSlices(factSteps(rows), pace));
}

function* factSteps(rows: readonly PairedRow[]): Steps<MeasureFacts> {
  const summary = yield* summarySteps(rows);
  yield;
  const filterCounts = new Map<MeasureFilter, number>();
  for (const filter of MEASURE_FILTERS) {
    filterCounts.set(filter, selectRows(rows, filter).length);
    yield;
  }
  const first = cheaperSide(summary);
  const checks = first && cascadeOf(rows, first, { kind: "checks" });
  yield;
  const curve = first && cascadePoints(rows, first);
  yield;
  return {
    summary,
    filterCounts,
    ...(first && checks && curve && { cascade: { first, checks, curve } }),
    blindRows: rows.filter((row) => {
      const answers = answersOf(row);
      return answers !== undefined && answers.left.text.trim() !== answers.right.text.trim();
    }),
  };
}
