import { otherSide, type Side } from "../../pair";
import { type EarlierRun, EarlierRunReader } from "../engine/earlierRun";
import { writeRunLine } from "../engine/runLines";
import { type Headline, type HeadlineContext, headlineOf } from "../results/headline";
import { type PairedRow, pairResults } from "../results/pairedRow";
import { type MeasurementSummary, summarize } from "../results/summary";
import type { RowResult } from "../rowResult";

/** Where the answers of a model are kept that is about to end: `triage.baseline.jsonl`. */
export function baselineFileName(promptFile: string): string {
  const [folder = "", name = ""] = /^(.*[\\/])?([^\\/]*)$/.exec(promptFile)?.slice(1) ?? [];
  return `${folder}${name.split(".")[0] ?? name}.baseline.jsonl`;
}

/**
 * The answers of one side of a run as a file that can be committed: the lines of its results, each with
 * its checksum. Rows without an answer are left out.
 */
export function baselineText(
  { head, results }: Pick<EarlierRun, "head" | "results">,
  side: Side,
): string {
  const model = head.models[side];
  const kept = [...results.values()].filter((each) => each.side === side && each.answer);
  const lines = [
    writeRunLine({
      kind: "run",
      head: { ...head, models: model === undefined ? {} : { [side]: model } },
    }),
    ...kept.map((result) => writeRunLine({ kind: "result", result })),
  ];
  return `${lines.join("").trimStart()}\n`;
}

/** The saved answers; undefined if the file is no baseline. Damaged lines are left out and named. */
export function readBaseline(text: string): EarlierRun | undefined {
  const reader = new EarlierRunReader();
  for (const line of text.split(/\r?\n/)) reader.add(line);
  return reader.end();
}

interface BaselineContext extends Omit<HeadlineContext, "names" | "baseline"> {
  readonly label: string;
}

/** How the model on one side of a later run, called `label`, does against the saved answers. */
export function baselineHeadline(
  baseline: Pick<EarlierRun, "head" | "results">,
  later: readonly PairedRow[],
  side: Side,
  { label, ...context }: BaselineContext,
): Headline {
  const [saved = ""] = Object.values(baseline.head.models);
  return headlineOf(summaryWithBaseline(baseline, later, side), {
    ...context,
    names: side === "left" ? { left: label, right: saved } : { left: saved, right: label },
    baseline: otherSide(side),
  });
}

type SummaryBySide = Map<Side, MeasurementSummary>;

const known = new WeakMap<readonly PairedRow[], WeakMap<EarlierRun["results"], SummaryBySide>>();

/** Counted once for the same rows: the page is drawn again after every vote. */
function summaryWithBaseline(
  { results }: Pick<EarlierRun, "results">,
  later: readonly PairedRow[],
  side: Side,
): MeasurementSummary {
  const ofRows = known.get(later) ?? new WeakMap<EarlierRun["results"], SummaryBySide>();
  known.set(later, ofRows);
  const bySide: SummaryBySide = ofRows.get(results) ?? new Map<Side, MeasurementSummary>();
  ofRows.set(results, bySide);
  const summary = bySide.get(side) ?? summarize(pairWithBaseline(results, later, side));
  bySide.set(side, summary);
  return summary;
}

/**
 * Rows that have a saved answer and one of a later run, with the saved one on the other side. The old
 * model is not needed any more.
 */
function pairWithBaseline(
  saved: EarlierRun["results"],
  later: readonly PairedRow[],
  laterSide: Side,
): readonly PairedRow[] {
  const rows = pairResults([
    ...[...saved.values()].map((result): RowResult => ({ ...result, side: otherSide(laterSide) })),
    ...later.flatMap((row) => row[laterSide] ?? []),
  ]);
  return rows.filter(({ left, right }) => left !== undefined && right !== undefined);
}
