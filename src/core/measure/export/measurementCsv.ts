import { writeCsv } from "../../csv";
import { type Side, SIDES } from "../../pair";
import { exactUsd } from "../../runs/spending/exactUsd";
import type { PairedRow } from "../results/pairedRow";
import { type MeasurementReport, reasonsOf, statusOf } from "./measurementReport";

const COLUMNS = [
  "result",
  "score",
  "reasons",
  "cost USD",
  "latency ms",
  "input tokens",
  "output tokens",
  "answer",
];

/** One line for each row, with both sides, safe to open in a spreadsheet. */
export function measurementCsv({ names, rows }: MeasurementReport): string {
  const heading = SIDES.flatMap((side) => COLUMNS.map((column) => `${names[side]} ${column}`));
  return writeCsv([
    ["row", ...heading],
    ...rows.map((row) => [row.rowId, ...SIDES.flatMap((side) => cellsOf(row, side))]),
  ]);
}

function cellsOf(row: PairedRow, side: Side): readonly string[] {
  const { answer, verdict } = row[side] ?? {};
  return [
    statusOf(row, side),
    verdict === undefined ? "" : String(verdict.score),
    reasonsOf(row, side),
    answer?.cost === undefined ? "" : exactUsd(answer.cost),
    answer?.latencyMs === undefined ? "" : String(answer.latencyMs),
    answer?.usage === undefined ? "" : String(answer.usage.inputTokens),
    answer?.usage === undefined ? "" : String(answer.usage.outputTokens),
    answer?.text ?? "",
  ];
}
