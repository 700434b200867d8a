import type { Pair, Side } from "../../pair";
import type { PairedRow } from "../results/pairedRow";

/** A finished measurement for a file. */
export interface MeasurementReport {
  /** The prompt's file and that of the rows, as the user names them. */
  readonly file: string;
  readonly data: string;
  readonly names: Pair<string>;
  readonly sentence: string;
  readonly detail: string;
  /** Sentences on how it was measured, such as what was changed in the requests. */
  readonly notes?: readonly string[];
  readonly rows: readonly PairedRow[];
}

/** How a side of a row ended, in a word. */
export function statusOf(row: PairedRow, side: Side): string {
  const result = row[side];
  if (result === undefined) return "";
  if (result.answer === undefined) return "no answer";
  const { verdict } = result;
  if (verdict === undefined) return "not checked";
  if (verdict.passed) return "passed";
  const isChecked = verdict.outcomes.some(({ status }) => status !== "not-supported");
  return isChecked ? "failed" : "not supported";
}

/** The reasons of everything that did not pass, or the code of the error. */
export function reasonsOf(row: PairedRow, side: Side): string {
  const { fault, verdict } = row[side] ?? {};
  if (fault !== undefined) return fault.serverMessage ?? fault.code;
  const outcomes = verdict?.outcomes ?? [];
  return outcomes
    .filter(({ status }) => status !== "passed")
    .map(({ reason }) => reason)
    .join(" ");
}
