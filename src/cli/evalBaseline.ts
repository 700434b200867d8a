import { readFile, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import {
  baselineFileName,
  baselineHeadline,
  baselineText,
  readBaseline,
} from "../core/measure/export/baselineFile";
import { pairResults } from "../core/measure/results/pairedRow";
import type { EarlierRun } from "../core/measure/engine/earlierRun";
import type { MeasurePlan } from "../core/measure/engine/measurePlan";
import { type Side, SIDES } from "../core/pair";
import { visibleLine } from "../core/visibleText";
import type { Host } from "./host";
import { unreadable } from "./input";
import { InputError } from "./usage";

/** As in the panel's At scale. */
const REQUESTS_PER_MONTH = 100_000;

/** Saves the answers of one side beside the prompt, to be committed. */
export async function saveBaseline(run: EarlierRun, side: Side, host: Host): Promise<void> {
  const file = baselineFileName(run.head.file);
  await writeFile(resolve(host.folder, file), baselineText(run, side));
  host.err(`${visibleLine(`The answers of ${run.head.models[side] ?? side} are in ${file}.`)}\n`);
}

/** Says how each model of the run does against the saved answers; the saved model itself is left out. */
export async function compareWithBaseline(
  name: string,
  run: EarlierRun,
  plan: MeasurePlan,
  host: Host,
): Promise<void> {
  const text = await readFile(resolve(host.folder, name), "utf8").catch((error: unknown) => {
    throw unreadable(name, error);
  });
  const baseline = readBaseline(text);
  const [saved] = Object.values(baseline?.head.models ?? {});
  if (baseline === undefined || saved === undefined) {
    throw new InputError(`${basename(name)} is no baseline, or its first line is damaged.`);
  }
  const rows = pairResults(run.results.values());
  for (const side of SIDES) {
    const model = run.head.models[side];
    if (model === undefined || model === saved) continue;
    const { sentence, detail } = baselineHeadline(baseline, rows, side, {
      label: plan.sides[side]?.name.label ?? model,
      requestsPerMonth: REQUESTS_PER_MONTH,
    });
    await host.out(`${visibleLine(`${sentence} ${detail}`.trimEnd())}\n`);
  }
}
