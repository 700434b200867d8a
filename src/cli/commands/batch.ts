import { resolve } from "node:path";
import { loadAnswerChecker } from "../../core/measure/assertions/checkAnswer";
import { atBatchPrices } from "../../core/measure/batch/batchPrices";
import { batchEntries, settleBatch } from "../../core/measure/batch/batchLedger";
import { type BatchState, hasEnded, isAllFetched } from "../../core/measure/batch/batchState";
import { nextWords, partWords } from "../../core/measure/batch/batchWords";
import { headOf } from "../../core/measure/engine/earlierRun";
import { measuredCosts, type MeasurePlan } from "../../core/measure/engine/measurePlan";
import { changeSentences, costSentence } from "../../core/measure/engine/measureWords";
import { SIDES } from "../../core/pair";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { loadBatches, saveBatches } from "../../node/batchFolder";
import { openRun, readRun } from "../../node/runFolder";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { writeBatchInputs } from "../batchInputs";
import { type BatchOptions, readBatchOptions } from "../batchOptions";
import { BatchResults } from "../batchResults";
import type { Command } from "../command";
import { evalFolder } from "../evalFolder";
import { writeSummary } from "../evalSummary";
import type { Host } from "../host";
import { readMeasurement } from "../measureInput";
import type { ProjectConfig } from "../projectConfig";
import { openSpending } from "../spending";
import { type ExitCode, InputError } from "../usage";

type SubmitOptions = Extract<BatchOptions, { action: "submit" }>;
type FolderOptions = Exclude<BatchOptions, { action: "submit" }>;

/** `tokenscale batch`: a dataset on both models by OpenAI's Batch API, at half the price. */
export const batch: Command = async (words, host) => {
  const options = readBatchOptions(words);
  return options.action === "submit" ? submit(options, host) : goOn(options, host);
};

async function submit(options: SubmitOptions, host: Host): Promise<ExitCode> {
  const network = await import("../batchNetwork");
  const { call } = options;
  const now = SYSTEM_CLOCK.date().toISOString();
  const folder = resolve(
    host.folder,
    options.out ?? (await evalFolder(host.folder, call.file, now, options.resumes)),
  );
  const earlier = options.resumes ? await loadBatches(folder) : undefined;
  const startedAt = earlier?.startedAt ?? now;
  const server = network.readAddress(options.baseUrl, host);
  const { plan, estimator, config } = await readMeasurement(call, { startedAt, server }, host);
  const priced = atBatchPrices(plan, estimator.settings.pair, host.today);
  host.err(`By Batch: ${costSentence(measuredCosts(priced), plan.rows.length)}\n`);
  for (const sentence of changeSentences(plan)) host.err(`${sentence}\n`);
  if (options.isDryRun) return 0;
  const connection = await network.connectionTo(server, call.file, host);
  const opening = await openRun(folder, headOf(plan, startedAt), options.resumes);
  if (opening.kind === "refused") throw new InputError(opening.reason);
  try {
    const written =
      earlier ?? (await writeBatchInputs(plan, call, { folder, startedAt, connection }, host));
    const state = await reserve(written, priced, { folder, config }, host);
    await network.withJob({ connection, plan, state, folder }, host, (job) => job.submit());
  } finally {
    await opening.close();
  }
  const submitted = await loadBatches(folder);
  if (submitted) await writeState(submitted, plan, { output: "words", missing: 1 }, host);
  host.err(`${visibleLine(`Follow with tokenscale batch status ${folder}`)}\n`);
  return submitted?.parts.every(({ batchId }) => batchId !== undefined) ? 0 : 2;
}

/** Before the first request, the ledger has the most that the batches can cost. */
async function reserve(
  written: BatchState,
  priced: MeasurePlan,
  { folder, config }: { readonly folder: string; readonly config: ProjectConfig },
  host: Host,
): Promise<BatchState> {
  if (written.entries.length > 0) return written;
  const { ledger, pass } = openSpending(config, host);
  const entries = batchEntries(priced, SYSTEM_CLOCK.date());
  const state = { ...written, entries };
  const begin = (): { readonly reserved: Promise<void> } => ({ reserved: ledger.reserve(entries) });
  await pass({ planned: measuredCosts(priced), runsEach: 1 }, begin);
  await saveBatches(folder, state);
  return state;
}

async function goOn(options: FolderOptions, host: Host): Promise<ExitCode> {
  const folder = resolve(host.folder, options.folder);
  const state = await loadBatches(folder);
  if (state === undefined) {
    throw new InputError(`${options.folder} holds no batches. Name the folder that submit named.`);
  }
  const network = await import("../batchNetwork");
  const server = network.readAddress(options.baseUrl, host);
  if (server.host !== state.host) {
    throw new InputError(`These batches are at ${state.host}, not ${server.host}: set --base-url.`);
  }
  const { startedAt, call } = state;
  const connection = await network.connectionTo(server, call.file, host);
  const { plan, estimator, config } = await readMeasurement(call, { startedAt, server }, host);
  const opening = await openRun(folder, headOf(plan, startedAt), true);
  if (opening.kind === "refused") throw new InputError(opening.reason);
  try {
    await network.withJob({ connection, plan, state, folder }, host, async (job) => {
      if (options.action === "cancel") await job.cancel();
      else await job.refresh();
      if (options.action !== "fetch") return;
      const { counter } = estimator.services;
      const results = new BatchResults(
        atBatchPrices(plan, estimator.settings.pair, host.today),
        opening,
        { connection, counter, checker: await loadAnswerChecker(counter) },
      );
      await job.fetch(
        (part, line) => results.take(part, line),
        () => results.flush(),
      );
      for (const sentence of results.sentences()) host.err(`${sentence}\n`);
    });
    const fetched = (await loadBatches(folder)) ?? state;
    if (isAllFetched(fetched) && fetched.isSettled !== true) {
      const came = [...((await readRun(folder))?.results.values() ?? [])];
      await settleBatch(openSpending(config, host).ledger, fetched.entries, came);
      await saveBatches(folder, { ...fetched, isSettled: true });
    }
  } finally {
    await opening.close();
  }
  const after = (await loadBatches(folder)) ?? state;
  const results = [...((await readRun(folder))?.results.values() ?? [])];
  const missing = plan.rows.length * SIDES.length - results.length;
  await writeState(after, plan, { output: options.output, missing }, host);
  if (options.action !== "fetch") return 0;
  const passes = await writeSummary(plan, { results }, options, host);
  return missing === 0 && passes ? 0 : 1;
}

/** How far each batch is, and what to do next. */
async function writeState(
  state: BatchState,
  plan: MeasurePlan,
  { output, missing }: Pick<FolderOptions, "output"> & { readonly missing: number },
  host: Host,
): Promise<void> {
  const names = {
    left: plan.sides.left?.name.label ?? "",
    right: plan.sides.right?.name.label ?? "",
  };
  for (const part of state.parts) {
    if (output !== "json") host.err(`${visibleLine(partWords(part, state, names))}\n`);
    else await host.out(`${visibleJson({ batch: { ...part, hasEnded: hasEnded(part) } })}\n`);
  }
  host.err(`${nextWords(state, missing)}\n`);
}
