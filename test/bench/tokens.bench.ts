import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { loadEngine } from "../../src/node/loadEngine";
import { DocumentCounter } from "../../src/core/tokens/documentCounter";
import { StreamCounter } from "../../src/core/tokens/streamCounter";
import type { TokenEngine } from "../../src/core/tokens/tokenEngine";
import type { BenchSection } from "./benchSection";
import {
  codeText,
  jsonlText,
  multilingualText,
  pathologicalTexts,
  randomNumbers,
} from "./benchTexts";
import { quantile } from "./quantile";
import { peers, type CountTokens } from "./tokenPeers.mjs";

const ROUNDS = 5;
const KEYSTROKES = 5000;
const DOCUMENT_UNITS = 10_000_000;
const STREAMED_BYTES = 256 * 1024 * 1024;

const peerNames = Object.keys(peers);

/** The measurements of each counter; `undefined` if not measured. */
interface Measurement {
  readonly name: string;
  readonly unit: "MB/s" | "ms" | "µs" | "MB";
  readonly tokenscale: number;
  readonly peers: Readonly<Record<string, number | undefined>>;
}

interface Counters {
  readonly engine: TokenEngine;
  readonly peers: ReadonlyMap<string, CountTokens>;
}

/** How fast tokens are counted, as a whole and during edits, compared with the packages that count them. */
export async function benchTokens(): Promise<BenchSection> {
  const folder = mkdtempSync(path.join(tmpdir(), "tokenscale-bench-"));
  try {
    const tables = path.join(folder, "tables");
    const bundle = path.join(folder, "tokens.mjs");
    execFileSync(process.execPath, ["scripts/buildTokens.mjs", tables]);
    await build({
      stdin: {
        contents: 'export * from "./tokenEngine"; export * from "./documentCounter";',
        resolveDir: "src/core/tokens",
      },
      bundle: true,
      format: "esm",
      outfile: bundle,
    });
    const bundleUrl = pathToFileURL(bundle).href;
    const coldStarts = benchColdStarts(folder, bundleUrl, tables);
    const openings = benchOpenings(folder, bundleUrl, tables);
    const counters = await loadCounters(tables);
    const texts = throughputTexts();
    const measurements = [
      ...benchThroughput(counters, texts),
      ...coldStarts,
      ...benchPathological(counters),
      ...(await benchDocument(counters)),
      ...openings,
      benchStream(counters),
    ];
    return {
      title: "Counting tokens",
      note:
        `Medians of ${ROUNDS} rounds in one process. Each round runs one counter after the other, after a warm-up round that fills their caches. Texts of 1 KB and 100 KB are new each time. ` +
        `${describeExactness(counters, texts)} Start: each in its own process, from loading the package to the count of 1 MB of code. Memory: how much that process grew. ` +
        `Keystrokes: ${KEYSTROKES} edits, alternating between random places and one fixed place; packages recount the whole document. Opening: medians of ${ROUNDS} separate processes. ` +
        `Pathological texts: packages run once, and js-tiktoken not at all (it takes minutes). Streamed: ${STREAMED_BYTES / 2 ** 20} MB of JSONL in chunks of 64 KB.`,
      columns: ["Measured", "Tokenscale", ...peerNames, "× tiktoken", "× best package"],
      rows: measurements.map(rowOf),
      json: measurements.map((measurement) => ({
        ...measurement,
        timesTiktoken: advantage(measurement, ["tiktoken"]),
        timesBestPackage: advantage(measurement, peerNames),
      })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function loadCounters(tables: string): Promise<Counters> {
  const engine = await loadEngine(tables);
  const loaded = new Map<string, CountTokens>();
  for (const [name, load] of Object.entries(peers)) loaded.set(name, await load());
  return { engine, peers: loaded };
}

function countOf({ peers: loaded }: Counters, name: string): CountTokens {
  const count = loaded.get(name);
  if (count === undefined) throw new Error(`There is no counter of the name ${name}.`);
  return count;
}

type Texts = Readonly<Record<string, string>>;

function throughputTexts(): Texts {
  return {
    code: codeText(5_000_000),
    JSONL: jsonlText(5_000_000),
    "multilingual text": multilingualText(2_500_000),
  };
}

/** Whether the packages count these texts as tiktoken does. We have to. */
function describeExactness(counters: Counters, texts: Texts): string {
  const differences: string[] = [];
  for (const [kind, text] of Object.entries(texts)) {
    const expected = countOf(counters, "tiktoken")(text);
    if (counters.engine.count(text) !== expected) throw new Error(`The counts of ${kind} differ.`);
    for (const peer of peerNames) {
      const count = countOf(counters, peer)(text);
      const percent = (100 * (count - expected)) / expected;
      if (count !== expected) differences.push(`${peer} ${percent.toFixed(3)}% of ${kind}`);
    }
  }
  return differences.length === 0
    ? "All counters agree on the number of tokens in the three largest texts."
    : `Our counts match tiktoken's; others differ: ${differences.join(", ")}.`;
}

function benchThroughput(counters: Counters, texts: Texts): readonly Measurement[] {
  return Object.entries(texts).flatMap(([kind, text]) => [
    throughput(`1 KB of ${kind}`, counters, slices(text, 1024, 300)),
    throughput(`100 KB of ${kind}`, counters, slices(text, 100_000, 5)),
    throughput(`${megabytes([text]).toFixed(0)} MB of ${kind}`, counters, () => [text]),
  ]);
}

/** Other parts of `text` for each round. */
function slices(text: string, units: number, count: number): (round: number) => readonly string[] {
  const random = randomNumbers(units);
  const rounds = Array.from({ length: ROUNDS + 1 }, () =>
    Array.from({ length: count }, () => {
      const from = Math.floor(random() * (text.length - units));
      return text.slice(from, from + units);
    }),
  );
  return (round) => rounds[round] ?? [];
}

function throughput(
  name: string,
  { engine, peers: loaded }: Counters,
  textsOf: (round: number) => readonly string[],
): Measurement {
  const counts = new Map<string, CountTokens>([
    ["tokenscale", (text) => engine.count(text)],
    ...loaded,
  ]);
  const speeds = new Map<string, number[]>([...counts.keys()].map((counter) => [counter, []]));
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const texts = textsOf(round);
    for (const [counter, count] of counts) {
      const ms = timeMs(() => texts.forEach((text) => count(text)));
      if (round > 0) speeds.get(counter)?.push((megabytes(texts) * 1000) / ms);
    }
  }
  return {
    name,
    unit: "MB/s",
    tokenscale: median(speeds.get("tokenscale") ?? []),
    peers: Object.fromEntries(peerNames.map((peer) => [peer, median(speeds.get(peer) ?? [])])),
  };
}

function benchColdStarts(folder: string, bundle: string, tables: string): readonly Measurement[] {
  const file = path.join(folder, "text");
  writeFileSync(file, codeText(1_000_000));
  const script = path.resolve("test/bench/coldStart.mjs");
  const start = (counter: string) => {
    const own = counter === "tokenscale" ? [bundle, tables] : [];
    const output = execFileSync(process.execPath, ["--expose-gc", script, counter, file, ...own]);
    return JSON.parse(output.toString()) as ColdStart;
  };
  const counters = ["tokenscale", ...peerNames];
  const rounds = Array.from({ length: ROUNDS }, () =>
    Object.fromEntries(counters.map((counter) => [counter, start(counter)])),
  );
  const medianOf = (counter: string, valueOf: (started: ColdStart) => number) =>
    median(rounds.flatMap(({ [counter]: started }) => (started ? [valueOf(started)] : [])));
  const measurement = (
    name: string,
    unit: Measurement["unit"],
    valueOf: (started: ColdStart) => number,
  ): Measurement => ({
    name,
    unit,
    tokenscale: medianOf("tokenscale", valueOf),
    peers: Object.fromEntries(peerNames.map((peer) => [peer, medianOf(peer, valueOf)])),
  });
  return [
    measurement("Start and first 1 MB of code", "ms", ({ ms }) => ms),
    measurement("Memory of the process for it", "MB", ({ residentBytes }) => residentBytes / 1e6),
  ];
}

interface ColdStart {
  readonly ms: number;
  readonly residentBytes: number;
}

function benchPathological(counters: Counters): readonly Measurement[] {
  const { engine } = counters;
  return Object.entries(pathologicalTexts()).map(([name, text]) => {
    const ours = Array.from({ length: ROUNDS }, () => timeMs(() => engine.count(text)));
    const timeOf = (peer: string) => timeMs(() => countOf(counters, peer)(text));
    return {
      name,
      unit: "ms",
      tokenscale: median(ours),
      peers: Object.fromEntries(
        peerNames.map((peer) => [peer, peer === "js-tiktoken" ? undefined : timeOf(peer)]),
      ),
    };
  });
}

/** Measurements for which the packages have no counterpart. */
function ownMeasurement(name: string, unit: Measurement["unit"], tokenscale: number): Measurement {
  return { name, unit, tokenscale, peers: {} };
}

/** In a process without packages, whose garbage would be collected meanwhile. */
function benchOpenings(folder: string, bundle: string, tables: string): readonly Measurement[] {
  const file = path.join(folder, "document");
  writeFileSync(file, codeText(DOCUMENT_UNITS));
  const script = path.resolve("test/bench/tokensOpening.mjs");
  const openings = Array.from({ length: ROUNDS }, () => {
    const output = execFileSync(process.execPath, [script, bundle, tables, file]);
    return JSON.parse(output.toString()) as Opening;
  });
  return [
    ownMeasurement("Opening 10 MB of code: all of it", "ms", median(openings.map(({ ms }) => ms))),
    ownMeasurement(
      "the same, longest hold of the event loop",
      "ms",
      median(openings.map(({ longestHoldMs }) => longestHoldMs)),
    ),
  ];
}

interface Opening {
  readonly ms: number;
  readonly longestHoldMs: number;
}

async function benchDocument(counters: Counters): Promise<readonly Measurement[]> {
  const { engine } = counters;
  let text = codeText(DOCUMENT_UNITS);
  const document = new DocumentCounter(engine, text);
  await document.countPending({
    eventLoop: { nowMs: () => 0, yield: () => Promise.resolve() },
  });

  const random = randomNumbers(5);
  const edits: { readonly rangeOffset: number; readonly text: string }[] = [];
  let typedAt = 0;
  for (let edit = 0; edit < KEYSTROKES; edit++) {
    const anywhere = Math.floor(random() * text.length);
    if (edit % 100 === 0) typedAt = anywhere;
    const rangeOffset = edit % 2 === 0 ? anywhere : typedAt++;
    edits.push({ rangeOffset, text: "etaoin shrdlu\n.1"[Math.floor(random() * 16)] ?? "e" });
  }
  const keystrokesUs = edits.map(
    (edit) => timeMs(() => document.applyChanges([{ ...edit, rangeLength: 0 }])) * 1000,
  );
  for (const { rangeOffset, text: typed } of edits) {
    text = text.slice(0, rangeOffset) + typed + text.slice(rangeOffset);
  }
  const tiktokenMs = timeMs(() => {
    if (countOf(counters, "tiktoken")(text) !== document.total) {
      throw new Error("The counts of the edited document differ.");
    }
  });
  const wholeUs: Record<string, number> = { tiktoken: tiktokenMs * 1000 };
  for (const peer of peerNames) {
    wholeUs[peer] ??= timeMs(() => countOf(counters, peer)(text)) * 1000;
  }

  const selectionsUs = Array.from({ length: 1000 }, () => {
    const [start, end] = [random(), random()]
      .map((place) => Math.floor(place * text.length))
      .sort((a, b) => a - b);
    return timeMs(() => document.countRange(start ?? 0, end ?? 0)) * 1000;
  });
  return [
    {
      name: "A keystroke in 10 MB of code",
      unit: "µs",
      tokenscale: median(keystrokesUs),
      peers: wholeUs,
    },
    ownMeasurement("the same, 95th percentile", "µs", quantile(keystrokesUs, 0.95)),
    ownMeasurement("A selection in 10 MB of code", "µs", median(selectionsUs)),
    ownMeasurement("Memory of the engine, fixed", "MB", engine.memoryBytes / 1e6),
  ];
}

function benchStream({ engine }: Counters): Measurement {
  const part = Buffer.from(jsonlText(4_000_000));
  const counter = new StreamCounter(engine);
  let pushedBytes = 0;
  const ms = timeMs(() => {
    for (let from = 0; pushedBytes < STREAMED_BYTES; from = (from + 65_536) % part.length) {
      const bytes = part.subarray(from, from + 65_536);
      counter.push(bytes);
      pushedBytes += bytes.length;
    }
    counter.end();
  });
  return ownMeasurement("JSONL streamed as bytes", "MB/s", pushedBytes / 1e3 / ms);
}

function rowOf(measurement: Measurement): readonly string[] {
  const { name, unit, tokenscale } = measurement;
  const times = (against: readonly string[]) => {
    const factor = advantage(measurement, against);
    return factor === undefined ? "–" : formatNumber(factor);
  };
  return [
    `${name}, ${unit}`,
    formatNumber(tokenscale),
    ...peerNames.map((peer) => {
      const value = measurement.peers[peer];
      return value === undefined ? "–" : formatNumber(value);
    }),
    times(["tiktoken"]),
    times(peerNames),
  ];
}

/** How many times better ours is than the best of some packages. */
function advantage(
  { unit, tokenscale, peers: values }: Measurement,
  against: readonly string[],
): number | undefined {
  const known = against.flatMap((peer) => values[peer] ?? []);
  if (known.length === 0) return undefined;
  return unit === "MB/s" ? tokenscale / Math.max(...known) : Math.min(...known) / tokenscale;
}

/** Three figures, as many as the measurements are worth. */
function formatNumber(value: number): string {
  return Number(value.toPrecision(value < 1000 ? 3 : 2)).toLocaleString("en-US");
}

function timeMs(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function megabytes(texts: readonly string[]): number {
  return sum(texts.map((text) => Buffer.byteLength(text))) / 1e6;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
