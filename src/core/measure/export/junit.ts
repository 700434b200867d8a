import { type Side, SIDES } from "../../pair";
import type { PairedRow } from "../results/pairedRow";
import { escapeMarkup } from "./markup";
import { type MeasurementReport, reasonsOf, statusOf } from "./measurementReport";

type Kind = "passed" | "failure" | "error" | "skipped";

/** A suite for each model and a case for each row, as Jenkins, GitLab and GitHub's actions read them. */
export function measurementJunit(report: MeasurementReport): string {
  const suites = SIDES.filter((side) => report.rows.some((row) => row[side] !== undefined));
  const lines = suites.flatMap((side) => suiteLines(report, side));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...lines,
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteLines({ file, names, rows }: MeasurementReport, side: Side): readonly string[] {
  const cases = rows.filter((row) => row[side] !== undefined);
  const count = (kind: Kind): number => cases.filter((row) => kindOf(row, side) === kind).length;
  const ms = cases.reduce((sum, row) => sum + (row[side]?.answer?.latencyMs ?? 0), 0);
  const name = escapeMarkup(`${file} on ${names[side]}`);
  return [
    `  <testsuite name="${name}" tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="${seconds(ms)}">`,
    ...cases.map((row) => caseLine(row, side, name)),
    "  </testsuite>",
  ];
}

function caseLine(row: PairedRow, side: Side, suite: string): string {
  const time = seconds(row[side]?.answer?.latencyMs ?? 0);
  const start = `    <testcase name="${escapeMarkup(row.rowId)}" classname="${suite}" time="${time}"`;
  const kind = kindOf(row, side);
  if (kind === "passed") return `${start} />`;
  const message = escapeMarkup(reasonsOf(row, side) || statusOf(row, side));
  if (kind === "skipped") return `${start}><skipped message="${message}" /></testcase>`;
  const answer = escapeMarkup(row[side]?.answer?.text ?? "");
  return `${start}><${kind} message="${message}" type="${kind}">${answer}</${kind}></testcase>`;
}

/** An answer that nothing could check is skipped: it must not count as passed. */
function kindOf(row: PairedRow, side: Side): Kind {
  switch (statusOf(row, side)) {
    case "passed":
      return "passed";
    case "failed":
      return "failure";
    case "no answer":
      return "error";
    default:
      return "skipped";
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
