import { type Pair, type Side, SIDES } from "../../pair";
import type { RowAnswer } from "../rowAnswer";
import type { RowResult } from "../rowResult";

/** The results of both sides for one row. */
export interface PairedRow {
  readonly rowId: string;
  readonly left?: RowResult;
  readonly right?: RowResult;
}

/** In the order in which rows come up first. Of two results for the same side the later one counts. */
export function pairResults(results: Iterable<RowResult>): readonly PairedRow[] {
  const rows = new Map<string, PairedRow>();
  for (const result of results) {
    const { rowId, side } = result;
    rows.set(rowId, { ...(rows.get(rowId) ?? { rowId }), [side]: result });
  }
  return [...rows.values()];
}

/** Whether an answer passed; undefined if there is no answer, or nothing that says so. */
export function passedOn(row: PairedRow, side: Side): boolean | undefined {
  const { answer, verdict } = row[side] ?? {};
  return answer && verdict?.passed;
}

/** Both answers of a row; undefined if one is missing. */
export function answersOf({ left, right }: PairedRow): Pair<RowAnswer> | undefined {
  return left?.answer && right?.answer && { left: left.answer, right: right.answer };
}

/** One thing for each side. */
export function forSides<Value>(make: (side: Side) => Value): Pair<Value> {
  const [left, right] = SIDES.map(make) as [Value, Value];
  return { left, right };
}
