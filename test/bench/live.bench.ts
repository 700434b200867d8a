import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { formatDecimals, formatTokens } from "../../src/core/format";
import type { ModelRunner } from "../../src/core/ports";
import type { Prompt } from "../../src/core/prompt/prompt";
import { EventBatcher } from "../../src/core/run/eventBatcher";
import type { RunEvent } from "../../src/core/run/runEvent";
import type { RunResult } from "../../src/core/run/runResult";
import { createOpenAiRunner } from "../../src/live/openAiRunner";
import { readServerAddress } from "../../src/live/serverAddress";
import { SYSTEM_CLOCK } from "../../src/live/systemClock";
import type { BenchSection } from "./benchSection";

const FIRST_TOKEN_RUNS = 200;
const RATE = { eventsPerSecond: 1_000, seconds: 5 };
const FLOOD = { events: 500_000, charactersEach: 20 };
const BATCH_MS = 30;

const PROMPT: Prompt = {
  range: { start: 0, end: 0 },
  endpoint: "chat",
  tier: "standard",
  messages: [],
  tools: [],
  variables: [],
  valueSets: [],
  serverState: [],
};

/** How fast and in how much memory a live run is shown; the server streams from its own thread. */
export async function benchLive(): Promise<BenchSection> {
  const server = new Worker(path.resolve("test/bench/streamServer.mjs"));
  try {
    const port = await new Promise<number>((resolve, reject) => {
      server.once("message", resolve);
      server.once("error", reject);
    });
    const runner = runnerTo(`http://127.0.0.1:${port}/v1`);
    await run(runner, "stamp", () => undefined);
    const firstTokenMs = await benchFirstToken(runner);
    const streaming = await benchStreaming(runner);
    const flood = await benchFlood(runner);
    return {
      title: "Live runs",
      note:
        `A server on this machine in a thread of its own. First token: from the server's write of its first bytes to the first-token event, ${FIRST_TOKEN_RUNS} runs. ` +
        `Two streams: ${formatTokens(RATE.eventsPerSecond)} events a second on each side for ${RATE.seconds} s, passed on in batches of ${BATCH_MS} ms. ` +
        `Long answer: ${formatTokens(FLOOD.events * FLOOD.charactersEach)} characters in ${formatTokens(FLOOD.events)} events, heap above that before the run.`,
      columns: ["Measured", "Value"],
      rows: [
        [
          "First token shown after the first byte, median",
          `${formatDecimals(firstTokenMs.median, 2)} ms`,
        ],
        ["the same, 95th percentile", `${formatDecimals(firstTokenMs.p95, 2)} ms`],
        ["Two streams: events received", formatTokens(streaming.events)],
        [
          "Two streams: batches for the page a second and side",
          formatDecimals(streaming.batchesPerSecond, 1),
        ],
        [
          "Two streams: longest stall of the event loop",
          `${formatDecimals(streaming.longestStallMs, 1)} ms`,
        ],
        ["Long answer: events a second", formatTokens(flood.eventsPerSecond)],
        ["Long answer: heap at its highest", `${formatDecimals(flood.peakHeapMb, 1)} MB`],
        ["Long answer: heap kept afterwards", `${formatDecimals(flood.keptHeapMb, 1)} MB`],
      ],
      json: { firstTokenMs, streaming, flood },
    };
  } finally {
    await server.terminate();
  }
}

function runnerTo(baseUrl: string): ModelRunner {
  const server = readServerAddress({ baseUrl, apiVersion: "", azureDeployments: {} });
  if (server === undefined) throw new Error(`${baseUrl} is no base URL`);
  return createOpenAiRunner({
    server,
    key: undefined,
    send: fetch,
    proxyFor: () => undefined,
    clock: SYSTEM_CLOCK,
    images: { read: () => Promise.resolve(undefined) },
  });
}

async function run(
  runner: ModelRunner,
  model: string,
  onEvent: (event: RunEvent) => void,
): Promise<RunResult> {
  const result = await runner.run(
    { prompt: PROMPT, model, endpoint: "chat" },
    { signal: new AbortController().signal, onEvent },
  );
  if (result.status !== "finished") throw new Error(`${model}: ${JSON.stringify(result.fault)}`);
  return result;
}

async function benchFirstToken(
  runner: ModelRunner,
): Promise<{ readonly median: number; readonly p95: number; readonly max: number }> {
  const delays: number[] = [];
  for (let index = 0; index < FIRST_TOKEN_RUNS; index += 1) {
    let shownAt = 0;
    const { text } = await run(runner, "stamp", ({ kind }) => {
      if (kind === "first-token") shownAt = performance.timeOrigin + performance.now();
    });
    delays.push(shownAt - Number(text));
  }
  delays.sort((left, right) => left - right);
  const at = (share: number): number => delays[Math.floor((delays.length - 1) * share)] ?? NaN;
  return { median: at(0.5), p95: at(0.95), max: at(1) };
}

async function benchStreaming(runner: ModelRunner): Promise<{
  readonly events: number;
  readonly batchesPerSecond: number;
  readonly longestStallMs: number;
}> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let events = 0;
  let batches = 0;
  delay.enable();
  await Promise.all(
    ["left", "right"].map(async () => {
      const batcher = new EventBatcher(SYSTEM_CLOCK, BATCH_MS, () => (batches += 1));
      await run(runner, `rate:${RATE.eventsPerSecond}:${RATE.seconds}`, (event) => {
        if (event.kind === "text") events += 1;
        batcher.add(event);
      });
      batcher.flush();
    }),
  );
  delay.disable();
  return {
    events,
    batchesPerSecond: batches / RATE.seconds / 2,
    longestStallMs: delay.max / 1e6,
  };
}

async function benchFlood(runner: ModelRunner): Promise<{
  readonly eventsPerSecond: number;
  readonly peakHeapMb: number;
  readonly keptHeapMb: number;
}> {
  const collectGarbage = garbageCollector();
  collectGarbage();
  const heapMb = (): number => process.memoryUsage().heapUsed / 1e6;
  const beforeMb = heapMb();
  let peakMb = beforeMb;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, heapMb())), 10);
  const start = performance.now();
  const result = await run(
    runner,
    `flood:${FLOOD.events}:${FLOOD.charactersEach}`,
    () => undefined,
  );
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  collectGarbage();
  const keptHeapMb = heapMb() - beforeMb;
  if (result.text.length !== FLOOD.events * FLOOD.charactersEach) throw new Error("Not all came.");
  return { eventsPerSecond: FLOOD.events / seconds, peakHeapMb: peakMb - beforeMb, keptHeapMb };
}

/** V8's own, which a process has only when it asks for it. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
