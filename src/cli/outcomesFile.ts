import { appendFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { formatCount } from "../core/format";
import type { MeasurePlan } from "../core/measure/engine/measurePlan";
import {
  outcomesOfRows,
  outcomesRow,
  readOutcomes,
  type RecordedOutcomes,
} from "../core/measure/results/outcomeBook";
import { pairResults } from "../core/measure/results/pairedRow";
import type { Judgment } from "../core/measure/judgment";
import type { RowResult } from "../core/measure/rowResult";
import type { EstimateSettings } from "../core/estimate/buildEstimate";
import { nameAtEffort } from "../core/models/modelAtEffort";
import { jsonLine } from "../core/runs/jsonLines";
import type { Host } from "./host";
import { readText } from "./input";

/** A prompt's file as the outcomes name it: relative to the working folder. */
export function outcomesFileName(name: string, { folder }: Host): string {
  return relative(folder, resolve(folder, name)).replaceAll("\\", "/");
}

export async function readOutcomesFile(
  name: string,
  host: Host,
): Promise<readonly RecordedOutcomes[]> {
  const { rows, damagedLines } = readOutcomes((await readText(name, host)).text);
  if (damagedLines > 0) {
    host.err(`${name}: ${formatCount(damagedLines, "line")} can't be read.\n`);
  }
  return rows;
}

/** Appends what a measurement showed; nothing if nothing says how both did on a row. */
export async function recordOutcomes(
  name: string,
  plan: MeasurePlan,
  {
    results,
    judgments,
    kind,
    pair,
  }: {
    readonly results: readonly RowResult[];
    readonly judgments: ReadonlyMap<string, Judgment>;
    /** The id of the prompt's kind of task, if that is clear. */
    readonly kind: string | undefined;
    readonly pair: EstimateSettings["pair"];
  },
  host: Host,
): Promise<void> {
  const outcomes = outcomesOfRows(pairResults(results), { judgments });
  if (outcomes === undefined) return;
  const line = outcomesRow({
    ...outcomes,
    file: outcomesFileName(plan.file, host),
    ...(kind !== undefined && { kind }),
    models: { left: nameAtEffort(pair.left), right: nameAtEffort(pair.right) },
    run: plan.id,
    recordedAt: new Date().toISOString(),
  });
  await appendFile(resolve(host.folder, name), jsonLine(line));
}
