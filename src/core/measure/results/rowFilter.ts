import type { PicoUsd } from "../../money";
import { type Side, SIDES } from "../../pair";
import { unsupportedReasons } from "../assertion";
import { answersOf, type PairedRow, passedOn } from "./pairedRow";

/** Which rows the table shows, and in which order. */
type RowFilter =
  | "all"
  | "differs"
  | "only-left-passes"
  | "only-right-passes"
  | "both-fail"
  | "no-answer"
  | "not-supported"
  | "slowest"
  | "most-expensive";

const SELECTIONS: Readonly<
  Record<RowFilter, (rows: readonly PairedRow[]) => readonly PairedRow[]>
> = {
  all: (rows) => rows,
  differs: (rows) => rows.filter(isDifferent),
  "only-left-passes": (rows) => rows.filter((row) => isOnlyPassed(row, "left", "right")),
  "only-right-passes": (rows) => rows.filter((row) => isOnlyPassed(row, "right", "left")),
  "both-fail": (rows) => rows.filter((row) => SIDES.every((side) => passedOn(row, side) === false)),
  "no-answer": (rows) => rows.filter((row) => SIDES.some((side) => row[side]?.fault !== undefined)),
  "not-supported": (rows) => rows.filter(hasUnsupported),
  slowest: (rows) => sortedBy(rows, longestMs),
  "most-expensive": (rows) => sortedBy(rows, (row) => Number(costOf(row))),
};

export function selectRows(rows: readonly PairedRow[], filter: RowFilter): readonly PairedRow[] {
  return SELECTIONS[filter](rows);
}

/** Where both are checked, whether only one passes; otherwise whether the texts differ. */
function isDifferent(row: PairedRow): boolean {
  const [left, right] = [passedOn(row, "left"), passedOn(row, "right")];
  if (left !== undefined && right !== undefined) return left !== right;
  const answers = answersOf(row);
  return answers !== undefined && answers.left.text.trim() !== answers.right.text.trim();
}

function isOnlyPassed(row: PairedRow, side: Side, other: Side): boolean {
  return passedOn(row, side) === true && passedOn(row, other) === false;
}

function hasUnsupported(row: PairedRow): boolean {
  return SIDES.some((side) =>
    row[side]?.verdict?.outcomes.some((outcome) => unsupportedReasons(outcome).length > 0),
  );
}

function longestMs(row: PairedRow): number {
  return Math.max(...SIDES.map((side) => row[side]?.answer?.latencyMs ?? 0));
}

function costOf(row: PairedRow): PicoUsd {
  return SIDES.reduce((sum, side) => sum + (row[side]?.answer?.cost ?? 0n), 0n);
}

/** The largest first; rows of the same size keep their order. */
function sortedBy(
  rows: readonly PairedRow[],
  sizeOf: (row: PairedRow) => number,
): readonly PairedRow[] {
  return rows
    .map((row) => ({ row, size: sizeOf(row) }))
    .sort((a, b) => b.size - a.size)
    .map(({ row }) => row);
}
