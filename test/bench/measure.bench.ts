import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import { loadEngine } from "../../src/node/loadEngine";
import { formatDecimals, formatTokens } from "../../src/core/format";
import { headOf } from "../../src/core/measure/engine/earlierRun";
import { type MeasurePlan, planMeasurement } from "../../src/core/measure/engine/measurePlan";
import { Measurement } from "../../src/core/measure/engine/measurement";
import { DatasetReader } from "../../src/core/measure/rows/datasetReader";
import { rowsOfPrompt } from "../../src/core/measure/rows/rowsOfPrompt";
import { resolvePair } from "../../src/core/models/resolvePair";
import { SIDES } from "../../src/core/pair";
import { readPromptFile } from "../../src/core/prompt/formats/promptFormats";
import { createRecommender } from "../../src/core/recommend/recommender";
import type { ModelRunner } from "../../src/core/runs/modelRunner";
import type { TokenEngine } from "../../src/core/tokens/tokenEngine";
import { openRun } from "../../src/node/runFolder";
import { SYSTEM_CLOCK } from "../../src/node/systemClock";
import { createOpenAiRunner, MEASURE_LIMITS } from "../../src/openai/openAiRunner";
import { readServerAddress } from "../../src/openai/serverAddress";
import type { BenchSection } from "./benchSection";

const ROWS = 10_000;
const CONCURRENCY = 8;
const LATENCY_MS = 50;
/** Requests of the bare client: fewer, as its pace does not change. */
const BARE_REQUESTS = 6_000;
/** How the extension host slices its work. */
const SLICE_MS = 5;

/** 10,000 rows on two models against a local server, compared with a client that only asks. */
export async function benchMeasure(): Promise<BenchSection> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-bench-"));
  const server = new Worker(path.resolve("test/bench/streamServer.mjs"));
  try {
    const tables = path.join(folder, "tables");
    execFileSync(process.execPath, ["scripts/buildTokens.mjs", tables]);
    const port = await new Promise<number>((resolve, reject) => {
      server.once("message", resolve);
      server.once("error", reject);
    });
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    const bare = await bareRequestsPerSecond(baseUrl);
    const engine = await loadEngine(tables);
    const planned = await watched(() => planRows(engine));
    const run = await watched(() => runRows(planned.value, engine, baseUrl, folder));
    const perSecond = (2 * ROWS) / run.seconds;
    return sectionOf({ bare, perSecond, planned, run });
  } finally {
    await server.terminate();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Watched<Value> {
  readonly value: Value;
  readonly seconds: number;
  readonly longestStallMs: number;
  /** Of the delays of the event loop, sampled each millisecond. */
  readonly p9999StallMs: number;
  readonly peakHeapMb: number;
}

async function watched<Value>(work: () => Promise<Value>): Promise<Watched<Value>> {
  const heapMb = (): number => process.memoryUsage().heapUsed / 1e6;
  let peakHeapMb = heapMb();
  const timer = setInterval(() => (peakHeapMb = Math.max(peakHeapMb, heapMb())), 100);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const value = await work();
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  clearInterval(timer);
  const longestStallMs = delay.max / 1e6;
  return {
    value,
    seconds,
    longestStallMs,
    p9999StallMs: delay.percentile(99.99) / 1e6,
    peakHeapMb,
  };
}

async function planRows(engine: TokenEngine): Promise<MeasurePlan> {
  const text =
    "---\nname: bench\nmodel:\n  parameters:\n    max_tokens: 60\n---\nuser:\nTicket: {{ticket}}\n";
  const [prompt] = readPromptFile({ path: "bench.prompty", text }).prompts;
  if (prompt === undefined) throw new Error("no prompt");
  const reader = new DatasetReader({ path: "rows.jsonl" });
  for (let row = 1; row <= ROWS; row += 1) {
    reader.push(`${JSON.stringify({ ticket: `My parcel ${row} is late. `.repeat(8) })}\n`);
    if (row % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const pair = resolvePair({ left: "gpt-4o", right: "gpt-4o-mini" });
  let sliceStart = performance.now();
  return planMeasurement(
    {
      id: "bench",
      file: "bench.prompty",
      data: "rows.jsonl",
      host: "127.0.0.1",
      prompt,
      rows: rowsOfPrompt(prompt, reader.end()).rows,
      measured: SIDES,
      isBilled: true,
    },
    { counter: engine, recommender: createRecommender() },
    { pair, today: "2026-11-20", output: { kind: "estimated" }, tolerance: "balanced" },
    {
      yieldIfDue: async () => {
        if (performance.now() - sliceStart < SLICE_MS) return;
        await new Promise((resolve) => setImmediate(resolve));
        sliceStart = performance.now();
      },
    },
  );
}

async function runRows(
  plan: MeasurePlan,
  engine: TokenEngine,
  baseUrl: string,
  folder: string,
): Promise<void> {
  const opened = await openRun(path.join(folder, "run"), headOf(plan, "2026-11-20"), false);
  if (opened.kind === "refused") throw new Error(opened.reason);
  const run = new Measurement(
    plan,
    { results: new Map(), judgments: new Map() },
    { concurrency: CONCURRENCY },
    {
      runner: runnerTo(baseUrl),
      clock: SYSTEM_CLOCK,
      random: Math.random,
      countTokens: (text) => engine.count(text),
      log: opened.log,
      listener: () => undefined,
    },
    "1",
  );
  const { kind } = await run.done;
  await opened.close();
  const { left, right } = run.progress().sides;
  if (kind !== "finished" || left?.unanswered !== 0 || right?.unanswered !== 0) {
    throw new Error("Not every row was answered.");
  }
}

function runnerTo(baseUrl: string): ModelRunner {
  const server = readServerAddress({ baseUrl, apiVersion: "", azureDeployments: {} });
  if (server === undefined) throw new Error(`${baseUrl} is no base URL`);
  const runner = createOpenAiRunner(
    {
      server,
      key: undefined,
      send: fetch,
      proxyFor: () => undefined,
      clock: SYSTEM_CLOCK,
      images: { read: () => Promise.resolve(undefined) },
    },
    MEASURE_LIMITS,
  );
  return {
    ...runner,
    run: (request, options) => runner.run({ ...request, model: `stamp:${LATENCY_MS}` }, options),
  };
}

/** As many requests at a time as the run has on both models, each read to its end, and nothing else. */
async function bareRequestsPerSecond(baseUrl: string): Promise<number> {
  const body = JSON.stringify({
    model: `stamp:${LATENCY_MS}`,
    messages: [{ role: "user", content: "Ticket: My parcel is late." }],
    stream: true,
  });
  let left = BARE_REQUESTS;
  const start = performance.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${baseUrl}/chat/completions`, {
        method: "POST",
        headers,
        body,
      });
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: 2 * CONCURRENCY }, work));
  return BARE_REQUESTS / ((performance.now() - start) / 1000);
}

interface Figures {
  readonly bare: number;
  readonly perSecond: number;
  readonly planned: Watched<unknown>;
  readonly run: Watched<unknown>;
}

function sectionOf({ bare, perSecond, planned, run }: Figures): BenchSection {
  const ms = (value: number): string => `${formatDecimals(value, 1)} ms`;
  const ratio = perSecond / bare;
  return {
    title: "Measuring on rows",
    note:
      `${formatTokens(ROWS)} rows on two models, ${CONCURRENCY} at a time on each, against a server on this machine, in its own thread, that answers after ${LATENCY_MS} ms; every answer is flushed to the disk. ` +
      `The bare client sends as many requests at a time by \`fetch\` and only reads the answers, ${formatTokens(BARE_REQUESTS)} in all. Stalls are delays of the event loop, sampled every millisecond; the heap is that of the process.`,
    columns: ["Measured", "Value"],
    rows: [
      ["Answers per second, bare client", formatDecimals(bare, 1)],
      ["Answers per second, measured and on disk", formatDecimals(perSecond, 1)],
      ["Share of the bare client's throughput", `${formatDecimals(ratio * 100, 1)}%`],
      ["Reading, counting and pricing the rows", `${formatDecimals(planned.seconds, 1)} s`],
      ["the same, longest stall of the event loop", ms(planned.longestStallMs)],
      ["The run: 99.99% of stalls are below", ms(run.p9999StallMs)],
      ["The run: longest stall of the event loop", ms(run.longestStallMs)],
      ["The run: largest heap", `${formatDecimals(run.peakHeapMb, 1)} MB`],
    ],
    json: {
      bareRequestsPerSecond: bare,
      answersPerSecond: perSecond,
      ratio,
      planSeconds: planned.seconds,
      planLongestStallMs: planned.longestStallMs,
      p9999StallMs: run.p9999StallMs,
      longestStallMs: run.longestStallMs,
      peakHeapMb: run.peakHeapMb,
    },
  };
}
