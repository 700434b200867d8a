import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { VSCode } from "../../vscode/harness/vscode";
import { largeText, ticketText } from "../../vscode/pages/largeContent";
import { PROBE_FOLDER } from "./buildProbe";
import {
  FILE_VARIABLE,
  FIRST_FILE,
  type HostFigures,
  LARGE_FILE,
  LATER_FILES,
} from "./hostFigures";

/** Switches off what in VS Code itself reads whole documents in the extension host. */
export const QUIET_SETTINGS = {
  "editor.links": false,
  "git.enabled": false,
  "merge-conflict.codeLens.enabled": false,
  "merge-conflict.decorators.enabled": false,
};

/** The extensions in a window: only the probe, or Tokenscale too. */
interface MeasuredWindow {
  /** The first extension to install, packed: the probe, or Tokenscale beside which the probe comes. */
  readonly vsix: string;
  readonly hasTokenscale: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** No measurement takes so long. */
const MAX_MS = 10 * 60_000;

/** Starts a VS Code, waits for what the probe measures in it, and lets `then` go on in that window. */
export async function measureWindow<Result>(
  { vsix, hasTokenscale, settings }: MeasuredWindow,
  then: (figures: HostFigures, vscode: VSCode) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-bench-"));
  const file = path.join(folder, "figures.json");
  const vscode = new VSCode({
    vsix,
    extensionFolders: hasTokenscale ? [PROBE_FOLDER] : [],
    settings,
    env: { [FILE_VARIABLE]: file },
    workspace: { files: measuredFiles() },
  });
  try {
    await vscode.start();
    return await then(await figuresIn(file), vscode);
  } finally {
    await vscode.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function figuresIn(file: string): Promise<HostFigures> {
  const deadlineMs = Date.now() + MAX_MS;
  while (!existsSync(file)) {
    if (Date.now() > deadlineMs) throw new Error("The probe in the extension host never reported.");
    await setTimeout(200);
  }
  const figures = JSON.parse(await readFile(file, "utf8")) as
    HostFigures | { readonly error: string };
  if ("error" in figures) throw new Error(figures.error);
  return figures;
}

function measuredFiles(): Readonly<Record<string, string>> {
  const small = [FIRST_FILE, ...LATER_FILES].map((file, index) => {
    const text = Array.from({ length: 15 }, (_, line) => ticketText(100 * index + line)).join("\n");
    return [file, text] as const;
  });
  return { [LARGE_FILE]: largeText(), ...Object.fromEntries(small) };
}
