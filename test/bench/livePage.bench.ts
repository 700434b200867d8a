import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { Worker } from "node:worker_threads";
import { packageExtension } from "../../scripts/packageExtension";
import { formatDecimals, formatTokens } from "../../src/core/format";
import { VSCode } from "../vscode/harness/vscode";
import type { BenchSection } from "./benchSection";
import { type MainThread, pageHeapMb, traceMainThread } from "./livePage/mainThread";
import {
  type Frames,
  noteShownStamps,
  startFrames,
  stopFrames,
  takeShownStamps,
} from "./livePage/pageMeters";

/** Noise only ever adds: of the rounds the quietest counts. */
const ROUNDS = 3;
const STAMPS = 10;
/** No server answers at once: what the page draws of the run's start is drawn by then. */
const STAMP_AFTER_MS = 250;
const RATE = { eventsPerSecond: 1_000, seconds: 5 };
const FLOOD = { events: 500_000, charactersEach: 20 };

/** The text that the server streams, by the name of the model: see streamServer.mjs. */
const STREAMS = {
  stamp: `stamp:${STAMP_AFTER_MS}`,
  rate: `rate:${RATE.eventsPerSecond}:${RATE.seconds}`,
  flood: `flood:${FLOOD.events}:${FLOOD.charactersEach}`,
} as const;

type Stream = keyof typeof STREAMS;

/** The cost of a live run to the page in a real VS Code: packs Tokenscale, unless `TOKENSCALE_VSIX` names a package. */
export async function benchLivePage(): Promise<BenchSection> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-bench-"));
  const server = new Worker(path.resolve("test/bench/streamServer.mjs"));
  try {
    const port = await new Promise<number>((resolve, reject) => {
      server.once("message", resolve);
      server.once("error", reject);
    });
    const finished = process.env["TOKENSCALE_VSIX"];
    const vsix = finished ?? path.join(folder, "tokenscale.vsix");
    if (finished === undefined) await packageExtension(vsix);
    const vscode = new VSCode({
      vsix,
      settings: {
        "tokenscale.openai.baseUrl": `http://127.0.0.1:${port}/v1`,
        "tokenscale.history.enabled": false,
        "tokenscale.models.custom": Object.entries(STREAMS).flatMap(([stream, id]) =>
          ["left", "right"].map((side) => ({
            id: `${id}:${side}`,
            label: `${stream} ${side}`,
            usdPerMillionInput: 0,
            usdPerMillionOutput: 0,
            contextWindowTokens: 10_000_000,
            maxOutputTokens: 1_000_000,
          })),
        ),
      },
      workspace: { files: { "prompts/hello.md": "Hello" } },
      viewport: { width: 1800, height: 1200 },
    });
    try {
      await vscode.start();
      await vscode.openFile("prompts/hello.md");
      await vscode.runCommand("Tokenscale: Compare 4o vs mini");
      return sectionOf(await measure(vscode));
    } finally {
      await vscode.stop();
    }
  } finally {
    await server.terminate();
    await rm(folder, { recursive: true, force: true });
  }
}

/** How smooth the panel was. */
type Smoothness = Frames & MainThread;

interface Figures {
  /** From the server's write of its first bytes to the frame that draws them, sorted. */
  readonly firstTokenMs: readonly number[];
  readonly rest: readonly Smoothness[];
  readonly streams: readonly Smoothness[];
  readonly longAnswers: Smoothness;
  readonly heapBeforeMb: number;
  readonly heapAfterMb: number;
}

async function measure(vscode: VSCode): Promise<Figures> {
  const { page } = vscode;
  await choose(vscode, "stamp");
  const frame = await vscode.panelFrame();
  await run(vscode, "stamp"); // Loads the SDK and what formats answers.
  await frame.evaluate(noteShownStamps);
  for (let index = 0; index < STAMPS; index += 1) await run(vscode, "stamp");
  const firstTokenMs = await frame.evaluate(takeShownStamps);

  const smoothness = async (work: () => Promise<unknown>): Promise<Smoothness> => {
    await frame.evaluate(startFrames);
    const thread = await traceMainThread(page, work);
    return { ...(await frame.evaluate(stopFrames)), ...thread };
  };
  await choose(vscode, "rate");
  const rest: Smoothness[] = [];
  const streams: Smoothness[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rest.push(await smoothness(() => page.waitForTimeout(RATE.seconds * 1_000)));
    streams.push(await smoothness(() => run(vscode, "rate")));
  }

  await choose(vscode, "flood");
  const heapBeforeMb = await pageHeapMb(page);
  const longAnswers = await smoothness(() => run(vscode, "flood"));
  return {
    firstTokenMs: [...firstTokenMs].sort((left, right) => left - right),
    rest,
    streams,
    longAnswers,
    heapBeforeMb,
    heapAfterMb: await pageHeapMb(page),
  };
}

/** Makes the models of a stream the pair, and waits until the panel shows them. */
async function choose(vscode: VSCode, stream: Stream): Promise<void> {
  await vscode.setSettings({
    "tokenscale.models.left": `${STREAMS[stream]}:left`,
    "tokenscale.models.right": `${STREAMS[stream]}:right`,
  });
  await vscode.panelText(new RegExp(`${stream} left`));
  await vscode.openTab("Live");
}

/** Runs on both, and waits until the ledger has a further run of the left model. */
async function run(vscode: VSCode, stream: Stream): Promise<void> {
  const live = vscode.panel().locator("#live");
  const row = live.getByRole("row").filter({ hasText: `${STREAMS[stream]}:left` });
  const runs = row.getByRole("cell").nth(2);
  const before = (await row.count()) === 0 ? 0 : Number(await runs.innerText());
  await live.getByRole("button", { name: "Run on Both" }).click();
  await runs.filter({ hasText: new RegExp(`^${before + 1}$`) }).waitFor({ timeout: 60_000 });
}

function sectionOf(figures: Figures): BenchSection {
  const { firstTokenMs, rest, streams, longAnswers, heapBeforeMb, heapAfterMb } = figures;
  const ms = (value: number): string => `${formatDecimals(value, 1)} ms`;
  const stamp = (share: number): string =>
    ms(firstTokenMs[Math.floor((firstTokenMs.length - 1) * share)] ?? NaN);
  const rows = (words: string, rounds: readonly Smoothness[]): string[][] => [
    [`${words}: longest frame`, "≤ 50 ms", ms(Math.min(...rounds.map((of) => of.longestMs)))],
    [
      `${words}: longest task, processor time`,
      "",
      ms(Math.min(...rounds.map((of) => of.longestTaskCpuMs))),
    ],
  ];
  const characters = FLOOD.events * FLOOD.charactersEach;
  return {
    title: "Live runs on the page",
    note:
      `VS Code 1.139, its extension host, the packaged VSIX, a headless browser, and a server in its own thread, all on this machine. First token: from the server writing its first bytes to the frame of the page that draws them, ${STAMPS} runs on two models, ${STAMP_AFTER_MS} ms after the request. ` +
      `Frames are measured with requestAnimationFrame in the panel, by wall-clock time. Tasks are those of the page's main thread, between which frames are drawn, in processor time. Of ${ROUNDS} rounds, the quietest counts, because other work on the machine can only add time. ` +
      `Streams: ${formatTokens(RATE.eventsPerSecond)} events per second on each side for ${RATE.seconds} s, with the Markdown formatted as it arrives. Long answers: ${formatTokens(characters)} characters on each side as fast as they are read, one round.`,
    columns: ["Measured", "Target", "Value"],
    rows: [
      ["First token drawn after the first byte, median", "≤ 20 ms", stamp(0.5)],
      ["the same, 95th percentile", "", stamp(0.95)],
      ...rows("Panel at rest", rest),
      ...rows("Two streams", streams),
      ...rows("Two long answers", [longAnswers]),
      [
        "Two long answers: heap of the window's page, before and after",
        "",
        `${formatDecimals(heapBeforeMb, 1)} and ${formatDecimals(heapAfterMb, 1)} MB`,
      ],
    ],
    json: figures,
  };
}
