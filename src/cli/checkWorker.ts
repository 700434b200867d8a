import { parentPort, workerData } from "node:worker_threads";
import { checkContext, type CheckTask, outcomeOf } from "./checkFiles";
import { processHost } from "./processHost";

/** The thread of a worker: answers each batch of paths with what came of its files. */
const context = checkContext(workerData as CheckTask, processHost());
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (paths: readonly string[]) => {
  last = last.then(() => answer(paths));
});

async function answer(paths: readonly string[]): Promise<void> {
  const outcomes = [];
  for (const path of paths) outcomes.push(await outcomeOf(path, await context));
  parentPort?.postMessage(outcomes);
}

// Without an export, the bundler takes this for CommonJS and wraps every module that it imports.
export {};
