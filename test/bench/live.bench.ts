import path from "node:path";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { loadEngine } from "../../src/node/loadEngine";
import { AnswerComparer } from "../../src/core/runs/engine/answerComparer";
import { isInProgress, textKeyOf } from "../../src/core/panel/live/answerState";
import { buildLiveState } from "../../src/core/panel/live/buildLiveState";
import { LiveRun } from "../../src/core/runs/engine/liveRun";
import { DisplayedRuns } from "../../src/core/runs/engine/displayedRuns";
import type { ShownSides } from "../../src/core/runs/engine/answerView";
import type { LiveState } from "../../src/core/panel/contract/liveState";
import { SIDES } from "../../src/core/pair";
import { USD } from "../../src/core/currency";
import { formatDecimals, formatTokens } from "../../src/core/format";
import { GPT_4O } from "../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../src/core/models/gpt4oMini";
import { priceOf } from "../../src/core/models/priceOf";
import type { ModelRunner } from "../../src/core/runs/modelRunner";
import type { ComparisonPlan, ComparisonSide } from "../../src/core/runs/comparisonPlan";
import { summarizeEstimates } from "../../src/core/runs/records/estimateRecord";
import type { RunEvent } from "../../src/core/runs/runEvent";
import { RunHistory } from "../../src/core/runs/records/runHistory";
import type { RunResult } from "../../src/core/runs/runResult";
import type { TokenEngine } from "../../src/core/tokens/tokenEngine";
import { AnswerTexts } from "../../src/core/runs/engine/answerTexts";
import { createNodeTextFiles } from "../../src/node/nodeTextFiles";
import { createOpenAiRunner } from "../../src/openai/openAiRunner";
import { readServerAddress } from "../../src/openai/serverAddress";
import { SYSTEM_CLOCK } from "../../src/node/systemClock";
import { promptOf } from "../unit/recommend/fixtures";
import type { BenchSection } from "./benchSection";

const FIRST_TOKEN_RUNS = 200;
const RATE = { eventsPerSecond: 1_000, seconds: 5 };
const FLOOD = { events: 500_000, charactersEach: 20 };
/** How often the panel draws a run in progress. */
const DRAW_MS = 100;
const PRICE = priceOf(GPT_4O, "gpt-4o", "standard");

const PROMPT = promptOf({});

/** Everything that a measurement needs besides the server. */
interface Host {
  readonly engine: TokenEngine;
  /** The folder of the history. */
  readonly folder: string;
}

/** How fast and in how much memory a live run is shown; the server streams from its own thread. */
export async function benchLive(): Promise<BenchSection> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-bench-"));
  try {
    const tables = path.join(folder, "tables");
    execFileSync(process.execPath, ["scripts/buildTokens.mjs", tables]);
    return await measure({ folder, engine: await loadEngine(tables) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(host: Host): Promise<BenchSection> {
  const server = new Worker(path.resolve("test/bench/streamServer.mjs"));
  try {
    const port = await new Promise<number>((resolve, reject) => {
      server.once("message", resolve);
      server.once("error", reject);
    });
    const runner = runnerTo(`http://127.0.0.1:${port}/v1`);
    await run(runner, "stamp", () => undefined);
    const firstTokenMs = await benchFirstToken(runner);
    const { eventsPerSecond, seconds } = RATE;
    const streams = await benchPassage(runner, host, `rate:${eventsPerSecond}:${seconds}`);
    const { events, charactersEach } = FLOOD;
    const longAnswers = await benchPassage(runner, host, `flood:${events}:${charactersEach}`);
    if (streams.events !== 2 * eventsPerSecond * seconds) throw new Error("Not all came.");
    if (longAnswers.answerCharacters !== 2 * events * charactersEach) {
      throw new Error("Not all came.");
    }
    return sectionOf(firstTokenMs, streams, longAnswers);
  } finally {
    await server.terminate();
  }
}

function sectionOf(firstTokenMs: FirstToken, streams: Passage, longAnswers: Passage): BenchSection {
  const ms = (value: number, decimals = 1): string => `${formatDecimals(value, decimals)} ms`;
  const mb = (value: number): string => `${formatDecimals(value, 1)} MB`;
  const characters = formatTokens(FLOOD.events * FLOOD.charactersEach);
  return {
    title: "Live runs",
    note:
      `The server runs on this machine in its own thread. First token: from the server writing its first bytes to the first-token event, ${FIRST_TOKEN_RUNS} runs. ` +
      `The other runs go through everything that the extension host does with an answer: it is read, counted, saved in the history on disk, and sent to the page in batches, and the section is drawn ten times per second. ` +
      `Two streams: ${formatTokens(RATE.eventsPerSecond)} events per second on each side for ${RATE.seconds} s. ` +
      `Two long answers: ${characters} characters on each side in ${formatTokens(FLOOD.events)} events, as fast as they are read. Heap figures are the increase over the heap before the run.`,
    columns: ["Measured", "Value"],
    rows: [
      ["First token known after the first byte, median", ms(firstTokenMs.median, 2)],
      ["the same, 95th percentile", ms(firstTokenMs.p95, 2)],
      ["Two streams: events received", formatTokens(streams.events)],
      [
        "Two streams: messages to the page per second, both sides",
        formatDecimals(streams.messagesPerSecond, 1),
      ],
      ["Two streams: longest stall of the event loop", ms(streams.longestStallMs)],
      [
        "Two long answers: events per second, both sides",
        formatTokens(Math.round(longAnswers.events / longAnswers.seconds)),
      ],
      ["Two long answers: longest stall of the event loop", ms(longAnswers.longestStallMs)],
      ["Two long answers: heap at its highest", mb(longAnswers.peakHeapMb)],
      ["Two long answers: heap kept afterwards, both answers", mb(longAnswers.keptHeapMb)],
      ["Two long answers: kept in the history", mb(longAnswers.historyBytes / 1e6)],
    ],
    json: { firstTokenMs, streams, longAnswers },
  };
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

interface FirstToken {
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

async function benchFirstToken(runner: ModelRunner): Promise<FirstToken> {
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

/** How a run of both models goes from the servers to what the page is sent. */
interface Passage {
  readonly events: number;
  readonly messagesPerSecond: number;
  readonly seconds: number;
  readonly longestStallMs: number;
  readonly peakHeapMb: number;
  readonly keptHeapMb: number;
  readonly answerCharacters: number;
  readonly historyBytes: number;
}

/**
 * Both models' answers through all that the extension's host does with them: read, counted, kept in the
 * history on disk, sent to the page in batches, and the section drawn ten times a second.
 */
async function benchPassage(runner: ModelRunner, host: Host, model: string): Promise<Passage> {
  const collectGarbage = garbageCollector();
  collectGarbage();
  const heapMb = (): number => process.memoryUsage().heapUsed / 1e6;
  const beforeMb = heapMb();
  let peakMb = beforeMb;
  let events = 0;
  let messages = 0;
  const texts = new AnswerTexts(SYSTEM_CLOCK, () => (messages += 1));
  const files = createNodeTextFiles(path.join(host.folder, model.replaceAll(":", "-")));
  const side: ComparisonSide = {
    name: { label: model, shortLabel: model },
    request: { prompt: PROMPT, model, endpoint: "chat" },
    ...(PRICE && { price: PRICE }),
    estimatedInputTokens: 8,
    inputBasis: "exact",
    output: { minTokens: 1, expectedTokens: 1, maxTokens: 1, origin: "", originKind: "user" },
  };
  const plan: ComparisonPlan = {
    id: "bench",
    file: "hello.md",
    host: "127.0.0.1",
    runsEach: 1,
    sides: { left: side, right: side },
    alternatives: [],
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const live = new LiveRun(plan, {
    runner,
    clock: SYSTEM_CLOCK,
    counter: host.engine,
    history: new RunHistory(files, SYSTEM_CLOCK),
    listener: (heard) => {
      if (heard.kind === "problem") throw heard.error;
      const key = textKeyOf({ runId: "bench" }, heard.place.side, heard.place.index);
      if (heard.kind === "answer-ended") texts.flush(key);
      else if (heard.event.kind === "text") {
        events += 1;
        texts.add(key, heard.event);
      }
    },
  });
  const comparer = new AnswerComparer();
  const board = new DisplayedRuns();
  board.showRun(live);
  const draw = (): void => {
    peakMb = Math.max(peakMb, heapMb());
    const sides = board.sides(SYSTEM_CLOCK.nowMs());
    if (sides === undefined) return;
    buildSection(sides, comparer);
    texts.show(
      SIDES.map((which) => ({
        key: textKeyOf(sides[which], which, 0),
        text: () => live.answerOf({ side: which, index: 0 }).text,
      })),
    );
  };
  draw();
  const timer = setInterval(draw, DRAW_MS);
  await live.done;
  const seconds = (performance.now() - start) / 1000;
  clearInterval(timer);
  draw();
  delay.disable();
  collectGarbage();
  const keptHeapMb = heapMb() - beforeMb;
  const kept = await files.list();
  return {
    events,
    messagesPerSecond: messages / seconds,
    seconds,
    longestStallMs: delay.max / 1e6,
    peakHeapMb: peakMb - beforeMb,
    keptHeapMb,
    answerCharacters: SIDES.reduce(
      (sum, which) => sum + live.answerOf({ side: which, index: 0 }).text.length,
      0,
    ),
    historyBytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** The section as the panel draws it, with the word diff of the answers so far. */
function buildSection(sides: ShownSides, comparer: AnswerComparer): LiveState {
  const [left, right] = [sides.left?.answers[0], sides.right?.answers[0]];
  const diff =
    left &&
    right &&
    comparer.compare(
      { key: "left", text: left.text },
      { key: "right", text: right.text },
      !isInProgress(left) && !isInProgress(right),
      SYSTEM_CLOCK.nowMs(),
    );
  return buildLiveState({
    pair: { left: GPT_4O, right: GPT_4O_MINI },
    currency: USD,
    where: "127.0.0.1",
    beforeRun: "",
    canRun: true,
    canVerify: true,
    runsEach: { value: "1" },
    sides,
    shownIndex: 0,
    ...(diff && { diff }),
    alike: {},
    history: [],
    baselines: [],
    accuracy: summarizeEstimates([]),
    ledger: [],
    spentThisMonth: 0n,
    damaged: { ledgerLines: 0, historyRuns: 0, baselines: 0 },
    budgetUsdPerMonth: undefined,
    today: "2026-11-20",
  });
}

/** V8's own, which a process has only when it asks for it. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
