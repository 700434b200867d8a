import { monitorEventLoopDelay } from "node:perf_hooks";
import process from "node:process";

/** Stalls of a busy event loop, in milliseconds. */
export interface Stalls {
  /** The longest time in which nothing else had a turn, by the clock. */
  readonly longestMs: number;
  /** The longest turn in time of the processor: without what other processes took from it meanwhile. */
  readonly longestCpuMs: number;
  /** All that the thread has worked. */
  readonly totalCpuMs: number;
}

/** How often the loop is sampled. */
const RESOLUTION_MS = 1;

/** Watches this thread's event loop during `work`. */
export async function watchStalls(work: () => Promise<void>): Promise<Stalls> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const startCpuMs = threadCpuMs();
  let lastCpuMs = startCpuMs;
  let longestCpuMs = 0;
  const look = (): void => {
    const cpuMs = threadCpuMs();
    longestCpuMs = Math.max(longestCpuMs, cpuMs - lastCpuMs);
    lastCpuMs = cpuMs;
  };
  const timer = setInterval(look, RESOLUTION_MS);
  delay.enable();
  try {
    await work();
  } finally {
    delay.disable();
    clearInterval(timer);
  }
  look();
  const longestMs = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
  return { longestMs, longestCpuMs, totalCpuMs: lastCpuMs - startCpuMs };
}

/** The time that the processor has given to this thread. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
