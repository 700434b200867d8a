import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { UnknownColumns } from "../../core/traffic/formats/logInterpreter";
import { SummaryReader } from "../../core/traffic/summaryLines";
import { type BrokenEntry, TrafficSummary } from "../../core/traffic/trafficSummary";
import { collectorOf, logOptionsOf, type LogTask } from "./logTask";
import { isBatchInput, type LogPiece, piecesOf, readLog } from "./readLog";
import type { WorkerMessage, WorkerOrder, WorkerTask } from "./workerMessages";

/** Short-lived objects are small: a larger nursery takes memory and saves no time. */
const WORKER_LIMITS = { maxYoungGenerationSizeMb: 12 } as const;

interface ReadOptions {
  /** The bundle of trafficWorker.ts; without it everything is read in this thread. */
  readonly workerFile?: string | undefined;
  /** At most so many threads; by default one for each core. */
  readonly threads?: number | undefined;
  readonly onBytes?: (bytes: number) => void;
  /** Stops reading: what is read until then is the result. */
  readonly signal?: AbortSignal;
}

/** Reads logs into one summary, on all cores if they are large. */
export async function readLogs(
  files: readonly string[],
  task: LogTask,
  options: ReadOptions = {},
): Promise<TrafficSummary> {
  const { workerFile, threads = availableParallelism(), onBytes, signal } = options;
  const isInput = await Promise.all(files.map(isBatchInput));
  const inputs = files.filter((_, index) => isInput[index]);
  // The answers of a Batch are joined with its requests, which one thread has to know, and know first.
  const others = files.filter((_, index) => !isInput[index]).toSorted();
  const workers = workerFile === undefined || inputs.length > 0 ? 1 : threads;
  const pieces = (
    await Promise.all([...inputs, ...others].map((file) => piecesOf(file, workers)))
  ).flat();
  if (workerFile !== undefined && ((pieces.length > 1 && workers > 1) || signal !== undefined)) {
    return readInWorkers(pieces, task, { ...options, workerFile, threads: workers });
  }
  const collector = collectorOf(task);
  for (const piece of pieces) {
    await readLog(piece, logOptionsOf(task), collector, { ...(onBytes && { onBytes }) });
  }
  return collector.finish();
}

async function readInWorkers(
  pieces: readonly LogPiece[],
  task: LogTask,
  {
    workerFile,
    threads,
    onBytes,
    signal,
  }: ReadOptions & { readonly workerFile: string; readonly threads: number },
): Promise<TrafficSummary> {
  const lines: number[] = pieces.map(() => 0);
  let next = 0;
  let all: TrafficSummary | undefined;
  const examples: BrokenEntry[] = [];
  // Merged one after another as they come, in any order: so only one of them takes memory.
  await Promise.all(
    Array.from({ length: Math.min(threads, pieces.length) }, async () => {
      const part = await work();
      examples.push(...part.examples);
      part.examples = [];
      if (all === undefined) all = part;
      else all.merge(part);
    }),
  );
  const whole = all ?? new TrafficSummary();
  whole.addExamples(
    examples.map(({ file, line, reason }) => {
      const index = Number(file);
      const piece = pieces[index];
      const before = pieces.reduce(
        (sum, { file: other }, at) =>
          at < index && other === piece?.file ? sum + (lines[at] ?? 0) : sum,
        0,
      );
      return { file: piece?.file ?? file, line: before + line, reason };
    }),
  );
  return whole;

  /** One worker, from its start to its summary. */
  function work(): Promise<TrafficSummary> {
    const worker = new Worker(workerFile, {
      workerData: task satisfies WorkerTask,
      resourceLimits: WORKER_LIMITS,
    });
    const order = (message: WorkerOrder): void => worker.postMessage(message);
    const goOn = (): void => {
      const piece = signal?.aborted === true ? undefined : pieces[next];
      if (piece === undefined) order({ kind: "finish" });
      else {
        order({ kind: "read", piece, index: next, name: String(next).padStart(9, "0") });
        next += 1;
      }
    };
    const stop = (): void => order({ kind: "stop" });
    signal?.addEventListener("abort", stop, { once: true });
    return new Promise<TrafficSummary>((resolve, reject) => {
      worker.on("error", reject);
      worker.on("message", (message: WorkerMessage) => {
        switch (message.kind) {
          case "bytes":
            onBytes?.(message.bytes);
            return;
          case "read":
            lines[message.index] = message.lines;
            goOn();
            return;
          case "columns":
            reject(new UnknownColumns(message.head));
            return;
          case "failed":
            reject(
              message.error instanceof Error ? message.error : new Error(String(message.error)),
            );
            return;
          case "summary": {
            const reader = new SummaryReader();
            for (const line of message.lines) reader.add(line);
            const summary = reader.finish();
            reader.addIds(message.ids);
            resolve(summary);
          }
        }
      });
      goOn();
    }).finally(() => worker.terminate());
  }
}
