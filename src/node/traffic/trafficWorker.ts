import { parentPort, workerData } from "node:worker_threads";
import { UnknownColumns } from "../../core/traffic/formats/logInterpreter";
import { summaryLines } from "../../core/traffic/summaryLines";
import { collectorOf, logOptionsOf } from "./logTask";
import { readLog } from "./readLog";
import type { WorkerMessage, WorkerOrder, WorkerTask } from "./workerMessages";

/** The thread of a worker: reads the pieces that it is handed into one summary. */
const task = workerData as WorkerTask;
const collector = collectorOf(task);
const options = logOptionsOf(task);
const stopped = new AbortController();

parentPort?.on("message", (order: WorkerOrder) => {
  if (order.kind === "finish") finish();
  else if (order.kind === "stop") stopped.abort();
  else void read(order);
});

async function read({ piece, index, name }: Extract<WorkerOrder, { kind: "read" }>): Promise<void> {
  try {
    const lines = await readLog(piece, options, collector, {
      name,
      signal: stopped.signal,
      onBytes: (bytes) => post({ kind: "bytes", bytes }),
    });
    post({ kind: "read", index, lines });
  } catch (error) {
    if (error instanceof UnknownColumns) post({ kind: "columns", head: error.head });
    else post({ kind: "failed", index, error });
  }
}

function finish(): void {
  const summary = collector.finish();
  const lines = [...summaryLines(summary, { withIds: false })];
  const ids = summary.writtenIds();
  const columns = [ids.highs, ids.lows, ids.cells, ids.identities, ...ids.sums];
  parentPort?.postMessage(
    { kind: "summary", lines, ids } satisfies WorkerMessage,
    columns.flatMap((column) => (column ? [column.buffer as ArrayBuffer] : [])),
  );
}

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

// Without an export, the bundler takes this for CommonJS and wraps every module that it imports.
export {};
