import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { packageExtension } from "../../scripts/packageExtension";
import type { VSCode } from "../vscode/harness/vscode";
import type { BenchSection } from "./benchSection";
import { buildProbe } from "./host/buildProbe";
import {
  FIRST_FILE,
  type HostFigures,
  KEY_PAUSE_MS,
  LARGE_FILE,
  type TokenscaleFigures,
  TYPED_KEYS,
} from "./host/hostFigures";
import { measureWindow, QUIET_SETTINGS } from "./host/measuredWindow";
import { keyTimesMs, panelTimesMs } from "./host/pageTimes";
import type { Stalls } from "./host/stallWatch";
import { quantile } from "./quantile";

/** Noise only ever adds: of the rounds the quietest counts. */
const ROUNDS = 2;
const KEYS = 30;
const PANELS = 6;

/** The selectors to wait for on the page of a window. */
interface PageFigures {
  readonly panelMs: readonly number[];
  readonly emptyPanelMs: readonly number[];
  readonly smallKeyMs: readonly number[];
  readonly largeKeyMs: readonly number[];
}

interface Round {
  /** VS Code and the probe, with VS Code's default settings and with the quiet ones. */
  readonly alone: { readonly usual: HostFigures; readonly quiet: HostFigures };
  readonly with: { readonly usual: HostFigures; readonly quiet: HostFigures };
  readonly tokenscale: TokenscaleFigures;
  readonly page: PageFigures;
}

/** The cost of Tokenscale in a real VS Code: packs it, unless `TOKENSCALE_VSIX` names a package. */
export async function benchHost(): Promise<BenchSection> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-bench-"));
  try {
    const probe = path.join(folder, "probe.vsix");
    await buildProbe(probe);
    const finished = process.env["TOKENSCALE_VSIX"];
    const vsix = finished ?? path.join(folder, "tokenscale.vsix");
    if (finished === undefined) await packageExtension(vsix);
    const rounds: Round[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      console.log(`Round ${round} of ${ROUNDS} in VS Code`);
      rounds.push(await measureRound(probe, vsix));
    }
    return sectionOf(rounds, (await stat(vsix)).size);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureRound(probe: string, tokenscale: string): Promise<Round> {
  const alone = { vsix: probe, hasTokenscale: false };
  const both = { vsix: tokenscale, hasTokenscale: true };
  const figures = (each: HostFigures): Promise<HostFigures> => Promise.resolve(each);
  const aloneQuiet = await measureWindow({ ...alone, settings: QUIET_SETTINGS }, figures);
  const withQuiet = await measureWindow({ ...both, settings: QUIET_SETTINGS }, figures);
  const aloneUsual = await measureWindow({ ...alone, settings: {} }, figures);
  const [withUsual, page] = await measureWindow({ ...both, settings: {} }, async (each, vscode) => {
    return [each, await measurePage(vscode)] as const;
  });
  if (withUsual.tokenscale === undefined) throw new Error("Tokenscale was not there.");
  return {
    alone: { usual: aloneUsual, quiet: aloneQuiet },
    with: { usual: withUsual, quiet: withQuiet },
    tokenscale: withUsual.tokenscale,
    page,
  };
}

async function measurePage(vscode: VSCode): Promise<PageFigures> {
  const item = / tok/;
  await vscode.openFile(LARGE_FILE);
  await vscode.statusBarText(/M tok/);
  await vscode.goToLine(30_000);
  await vscode.clickBehind("Order");
  const largeKeyMs = await keyTimesMs(vscode.page, KEYS);
  await vscode.openFile(FIRST_FILE);
  await vscode.statusBarText(/\d tok · /);
  await vscode.clickBehind("Order");
  const smallKeyMs = await keyTimesMs(vscode.page, KEYS);
  const emptyPanelMs = await panelTimesMs(vscode, /Empty panel/, PANELS);
  const panelMs = await panelTimesMs(vscode, item, PANELS);
  return { panelMs, emptyPanelMs, smallKeyMs, largeKeyMs };
}

function sectionOf(rounds: readonly Round[], vsixBytes: number): BenchSection {
  const best = (figure: (round: Round) => number): string =>
    `${Math.min(...rounds.map(figure)).toFixed(1)} ms`;
  const own = (words: string, target: string, figure: (round: Round) => number): string[] => [
    words,
    target,
    "",
    best(figure),
  ];
  const both = (
    words: string,
    settings: "usual" | "quiet",
    figure: (figures: HostFigures) => number,
  ): string[] => [
    words,
    "",
    best(({ alone }) => figure(alone[settings])),
    best((round) => figure(round.with[settings])),
  ];
  const stalls = (words: string, of: (figures: HostFigures) => Stalls): string[][] => [
    both(`${words}: longest stall`, "usual", (figures) => of(figures).longestMs),
    both(`${words}, quiet settings: longest stall`, "quiet", (figures) => of(figures).longestMs),
    both(
      `${words}, quiet settings: longest turn, processor time`,
      "quiet",
      (figures) => of(figures).longestCpuMs,
    ),
  ];
  const keys = (words: string, of: (page: PageFigures) => readonly number[]): string[][] => [
    own(`${words}, median`, "", ({ page }) => quantile(of(page), 0.5)),
    own(`${words}, 95th percentile`, "", ({ page }) => quantile(of(page), 0.95)),
  ];
  return {
    title: "In VS Code",
    note:
      `VS Code 1.139 and its extension host from npm packages, a headless browser, and the packaged VSIX; ${ROUNDS} rounds of four windows each, alternately with and without Tokenscale. The quietest round counts, because other work on the machine can only add time. ` +
      `Another extension measures in the same extension host: stalls with perf_hooks.monitorEventLoopDelay, and the longest turn of the event loop in its thread's processor time. ` +
      `The 10 MB file is plain text (${LARGE_FILE}); typing is ${TYPED_KEYS} keys, one every ${KEY_PAUSE_MS} ms or more. ` +
      `Quiet settings turn off the parts of VS Code that read whole documents in the extension host on each edit: links, Git, and the search for merge conflicts. ` +
      `VS Code reports activation in its "Startup Performance" by wall-clock time. Processor time is measured by loading the bundle under another name. ` +
      `Keys and panels are measured by the page's clock, and the panel from the click on the status bar item to the frame that draws its first state. The column for VS Code alone shows the same with an extension whose panel contains one word.`,
    columns: ["Measured", "Target", "VS Code alone", "With Tokenscale"],
    rows: [
      ["VSIX", "≤ 4 MB", "", `${(vsixBytes / 2 ** 20).toFixed(2)} MB`],
      own(
        "Activation: processor time to load the code and activate",
        "≤ 50 ms",
        ({ tokenscale }) => tokenscale.loadCodeCpuMs + tokenscale.activateMs,
      ),
      own(
        "The same as VS Code reports it, while VS Code itself starts",
        "",
        ({ tokenscale }) => tokenscale.loadCodeMs + tokenscale.activateMs,
      ),
      own(
        "First prompt of a window, from opened to read, engine included",
        "",
        ({ tokenscale }) => tokenscale.firstReadingMs,
      ),
      own("Later prompts, from opened to read, median", "", ({ tokenscale }) =>
        quantile(tokenscale.laterReadingMs, 0.5),
      ),
      own("10 MB, from opened to read", "", ({ tokenscale }) => tokenscale.largeReadingMs),
      ...stalls("10 MB opened", ({ opening }) => opening),
      ...stalls("10 MB typed into", ({ typing }) => typing),
      both(
        "10 MB typed into, quiet settings: processor time per key",
        "quiet",
        ({ typing }) => typing.totalCpuMs / TYPED_KEYS,
      ),
      ...keys("From the key to the status bar's new number, 2 KB", (page) => page.smallKeyMs),
      ...keys("From the key to the status bar's new number, 10 MB", (page) => page.largeKeyMs),
      [
        "From the click to the panel's first state, first panel",
        "< 300 ms",
        best(({ page }) => page.emptyPanelMs[0] ?? NaN),
        best(({ page }) => page.panelMs[0] ?? NaN),
      ],
      [
        "From the click to the panel's first state, later panels, median",
        "< 300 ms",
        best(({ page }) => quantile(page.emptyPanelMs.slice(1), 0.5)),
        best(({ page }) => quantile(page.panelMs.slice(1), 0.5)),
      ],
    ],
    json: { vsixBytes, rounds },
  };
}
