import { on } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { gateRules } from "../core/gate/gateRules";
import { loadOtherModels } from "../core/models/otherModels";
import { BaseTree } from "./baseTree";
import { type CheckContext, checkFile, type FileCheck } from "./checkFile";
import { Estimator, type EstimatorOptions } from "./estimator";
import type { Host } from "./host";
import type { ProjectConfig } from "./projectConfig";
import { InputError } from "./usage";

/** The task of a thread: data alone, so that it can be sent to another one. */
export interface CheckTask {
  readonly config: ProjectConfig;
  readonly options: Pick<EstimatorOptions, "left" | "right" | "model" | "tolerance">;
  /** The git revision that growth is measured from; undefined if no budget limits growth. */
  readonly base: string | undefined;
  /** ISO date: all threads go by the same one. */
  readonly today: string;
}

/** The result of checking a file: an unusable one does not stop the others. */
type CheckOutcome = FileCheck | { readonly unusable: string };

/** Starting a thread takes about as long as checking so many files. */
const MIN_FILES_PER_THREAD = 500;
/** Each thread has a counting engine of its own, which takes memory. */
const MAX_THREADS = 8;
/** Files that a thread is handed at once: small enough that all threads end at about the same time. */
const BATCH = 50;

/** Checks files, on all cores if there are many. The outcomes come in the order of `paths`. */
export async function* checkFiles(
  paths: readonly string[],
  task: CheckTask,
  host: Host,
): AsyncGenerator<CheckOutcome> {
  // Refuses the options and the base before a thread starts.
  const context = await checkContext(task, host);
  const { checkWorkerFile } = host;
  const enough = Math.floor(paths.length / MIN_FILES_PER_THREAD);
  const threads = Math.min(availableParallelism(), enough, MAX_THREADS);
  // Standard input belongs to this thread.
  if (checkWorkerFile === undefined || threads < 2 || paths.includes("-")) {
    for (const path of paths) yield outcomeOf(path, context);
  } else yield* checkInThreads(paths, task, checkWorkerFile, threads);
}

async function* checkInThreads(
  paths: readonly string[],
  task: CheckTask,
  workerFile: string,
  threads: number,
): AsyncGenerator<CheckOutcome> {
  const workers = Array.from(
    { length: threads },
    () => new Worker(workerFile, { workerData: task }),
  );
  try {
    // A thread answers its batches in their order, so the next outcome is always from the next thread.
    const lanes = workers.map((worker) => ({
      worker,
      answers: on(worker, "message", { close: ["exit"] }),
    }));
    const batches = Array.from({ length: Math.ceil(paths.length / BATCH) }, (_, index) => ({
      paths: paths.slice(index * BATCH, (index + 1) * BATCH),
      lane: lanes[index % threads],
    }));
    for (const { paths: batch, lane } of batches) lane?.worker.postMessage(batch);
    for (const { lane } of batches) {
      const answer = await lane?.answers.next();
      if (answer?.done !== false)
        throw new Error("A thread ended before it had checked its files.");
      const [outcomes] = answer.value as [readonly CheckOutcome[]];
      yield* outcomes;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Throws a `UsageError` or an `InputError` for a task that can't be done. */
export async function checkContext(task: CheckTask, host: Host): Promise<CheckContext> {
  const { config, options, base, today } = task;
  const rules = gateRules([config.failOn].flat());
  const asksForModels = rules.unknownModel === true || rules.unpricedModel === true;
  const others = asksForModels ? await loadOtherModels(new Date(today)) : undefined;
  return {
    estimator: await Estimator.create(options, { ...host, today }),
    config,
    rules,
    ...(others && { findOther: others.find }),
    isModelNamed: options.model !== undefined,
    base: base === undefined ? undefined : await BaseTree.open(base, host),
    host,
  };
}

/** Checks one file. */
export async function outcomeOf(path: string, context: CheckContext): Promise<CheckOutcome> {
  try {
    return await checkFile(path, context);
  } catch (error) {
    if (error instanceof InputError) return { unusable: error.message };
    throw error;
  }
}
