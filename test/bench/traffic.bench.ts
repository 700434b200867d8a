import { build } from "esbuild";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { formatDecimals, formatTokens } from "../../src/core/format";
import { collectorOf, logOptionsOf } from "../../src/node/traffic/logTask";
import { readLog } from "../../src/node/traffic/readLog";
import { readLogs } from "../../src/node/traffic/readLogs";
import { knownRequests } from "../unit/traffic/knownTraffic";
import { taskOf } from "../unit/traffic/readText";
import type { BenchSection } from "./benchSection";
import { jsonlText } from "./benchTexts";
import { quantile } from "./quantile";

const SUMS = taskOf({ readsText: false });
const LOG_PARTS = 60;
const REQUESTS_PER_PART = 10_000;
const ROUNDS = 3;
const PROMPTS = 5_000;
const PROMPT_CHARACTERS = 1_024;

/** How fast logs are read, compared with `JSON.parse` of the same lines, and on two threads. */
export async function benchTraffic(): Promise<BenchSection> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-bench-"));
  try {
    const log = path.join(folder, "log.jsonl");
    const bytes = await writeLog(log);
    const workerFile = await buildWorker(folder);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push(await measureRound(log, workerFile));
    const middle = (read: (round: Round) => number): number => quantile(rounds.map(read), 0.5);
    const megabytes = bytes / 1e6;
    const readMb = megabytes / middle(({ readS }) => readS);
    const parseMb = megabytes / middle(({ parseS }) => parseS);
    const speedup = middle(({ oneS, twoS }) => oneS / twoS);
    const promptsPerS = await measureRouting(folder);
    return {
      title: "Reading traffic",
      note:
        `A JSONL of ${formatTokens(LOG_PARTS * REQUESTS_PER_PART)} requests with their usage and without text, ${formatDecimals(megabytes, 0)} MB, medians of ${ROUNDS} rounds. ` +
        "Figures of one core are processor time of the process, those of threads are wall-clock time. " +
        `Routing: ${formatTokens(PROMPTS)} different prompts of ${formatTokens(PROMPT_CHARACTERS)} characters, each judged, in processor time.`,
      columns: ["Measured", "Value"],
      rows: [
        ["Sums of a JSONL on one core, MB/s", formatDecimals(readMb, 0)],
        ["JSON.parse alone of the same lines, MB/s", formatDecimals(parseMb, 0)],
        ["The first against the second", `${formatDecimals(readMb / parseMb, 2)} ×`],
        ["Two threads against one", `${formatDecimals(speedup, 2)} ×`],
        ["Prompts judged per second on one core", formatTokens(Math.round(promptsPerS))],
      ],
      json: { bytes, rounds, readMb, parseMb, speedup, promptsPerS },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Round {
  readonly readS: number;
  readonly parseS: number;
  readonly oneS: number;
  readonly twoS: number;
}

async function measureRound(log: string, workerFile: string): Promise<Round> {
  const collector = collectorOf(SUMS);
  const { signal } = new AbortController();
  return {
    readS: await processorS(async () => {
      await readLog({ file: log }, logOptionsOf(SUMS), collector);
    }),
    parseS: await processorS(() => parseLines(log)),
    oneS: await wallS(() => readLogs([log], SUMS, { workerFile, threads: 1, signal })),
    twoS: await wallS(() => readLogs([log], SUMS, { workerFile, threads: 2, signal })),
  };
}

async function parseLines(log: string): Promise<void> {
  const bytes = await readFile(log);
  for (let at = 0, feed = bytes.indexOf(10); feed >= 0; feed = bytes.indexOf(10, at)) {
    JSON.parse(bytes.toString("utf8", at, feed));
    at = feed + 1;
  }
}

async function measureRouting(folder: string): Promise<number> {
  const text = jsonlText(PROMPTS * PROMPT_CHARACTERS);
  const log = path.join(folder, "prompts.jsonl");
  const out = createWriteStream(log);
  for (const [index, { model, route }] of knownRequests(PROMPTS).entries()) {
    const from = index * PROMPT_CHARACTERS;
    const content = text.slice(from, from + PROMPT_CHARACTERS);
    const messages = [{ role: "user", content }];
    const usage = { prompt_tokens: 300, completion_tokens: 20 };
    out.write(`${JSON.stringify({ model, route, messages, usage })}\n`);
  }
  out.end();
  await once(out, "close");
  const task = taskOf();
  const collector = collectorOf(task);
  const spentS = await processorS(async () => {
    await readLog({ file: log }, logOptionsOf(task), collector);
  });
  return PROMPTS / spentS;
}

/** Returns its bytes. */
async function writeLog(file: string): Promise<number> {
  const out = createWriteStream(file);
  for (let part = 1; part <= LOG_PARTS; part += 1) {
    const lines = knownRequests(REQUESTS_PER_PART, part).map(
      ({ id, time, model, route, input, cached, output, reasoning }) =>
        `${JSON.stringify({
          id,
          timestamp: time,
          model,
          route,
          latency_ms: output * 9,
          status: 200,
          usage: {
            prompt_tokens: input,
            completion_tokens: output,
            total_tokens: input + output,
            prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
            completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
          },
        })}\n`,
    );
    if (!out.write(lines.join(""))) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  return out.bytesWritten;
}

async function buildWorker(folder: string): Promise<string> {
  const outfile = path.join(folder, "trafficWorker.mjs");
  await build({
    entryPoints: ["src/node/traffic/trafficWorker.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  return outfile;
}

async function processorS(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function wallS(work: () => Promise<unknown>): Promise<number> {
  const fromMs = performance.now();
  await work();
  return (performance.now() - fromMs) / 1_000;
}
