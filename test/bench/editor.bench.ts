import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { packageExtension } from "../../scripts/packageExtension";
import { largePrompt } from "../vscode/harness/largePrompt";
import { VSCode } from "../vscode/harness/vscode";
import type { BenchSection } from "./benchSection";

const STARTS = 5;
const LARGE_BYTES = 9_900_000;
const TYPED = "Nobody has ever answered, and nobody will. ".repeat(4);

/** What a person waits for in VS Code, on the packaged VSIX. */
export async function benchEditor(): Promise<BenchSection> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-bench-"));
  try {
    const vsix = path.join(folder, "tokenscale.vsix");
    const vsixBytes = await packageExtension(vsix);
    const starts = [];
    for (let start = 0; start < STARTS; start += 1) starts.push(await measureStart(vsix));
    const activationMs = median(starts.map((each) => each.activationMs));
    const panelMs = median(starts.map((each) => each.panelMs));
    const large = await measureLargeFile(vsix);
    return {
      title: "In VS Code",
      note:
        `VS Code 1.139 in a headless browser on this machine, with the packaged VSIX. Activation: what VS Code shows under "Show Running Extensions", loading the code included, median of ${STARTS} starts. ` +
        `Panel: from the click on the status bar to its first figures, seen through the browser's driver, median of ${STARTS}. ` +
        `Stalls: the longest time that the extension host's event loop stood still, VS Code's own work included, with a prompt of ${megabytes(LARGE_BYTES)}.`,
      columns: ["Measured", "Value"],
      rows: [
        ["Activation", `${activationMs.toFixed(0)} ms`],
        ["Panel open", `${panelMs.toFixed(0)} ms`],
        [
          "Longest stall while the large prompt is opened and counted",
          `${large.openStallMs.toFixed(1)} ms`,
        ],
        [
          `Longest stall while ${TYPED.length} characters are typed into it`,
          `${large.typingStallMs.toFixed(1)} ms`,
        ],
        ["VSIX", megabytes(vsixBytes)],
      ],
      json: { activationMs, panelMs, ...large, vsixBytes },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One fresh VS Code: its activation time, and how long the panel takes when it is opened first. */
async function measureStart(
  vsix: string,
): Promise<{ readonly activationMs: number; readonly panelMs: number }> {
  const vscode = new VSCode({ vsix, workspace: { copyOf: "sample-workspace" } });
  await vscode.start();
  try {
    await vscode.openFile("triage.prompty");
    await vscode.statusBarText(/ tok/);
    const startMs = performance.now();
    await vscode.statusBarItem(/ tok/).click();
    await vscode.panel().getByText("This prompt").first().waitFor();
    const panelMs = performance.now() - startMs;

    await vscode.runCommand("Developer: Show Running Extensions");
    const row = vscode.page
      .locator(".runtime-extensions-editor .extension")
      .filter({ hasText: "Tokenscale" });
    const activation = /(\d+)\s*ms/.exec(await row.innerText())?.[1];
    if (activation === undefined) throw new Error("VS Code shows no activation time.");
    return { activationMs: Number(activation), panelMs };
  } finally {
    await vscode.stop();
  }
}

async function measureLargeFile(
  vsix: string,
): Promise<{ readonly openStallMs: number; readonly typingStallMs: number }> {
  const prompt = largePrompt(LARGE_BYTES);
  const vscode = new VSCode({
    vsix,
    workspace: { files: { "prompts/large.md": prompt.text } },
    extensionFolders: ["test/vscode/extensions/stallMeter"],
  });
  await vscode.start();
  try {
    await vscode.runCommand("Stall Meter: Start");
    await vscode.openFile("prompts/large.md");
    await vscode.statusBarText(/M tok/);
    const openStallMs = await reportedStallMs(vscode);

    await vscode.goToLine(prompt.middleLine);
    await vscode.runCommand("Stall Meter: Start");
    await vscode.press("Home");
    await vscode.type(TYPED);
    const typingStallMs = await reportedStallMs(vscode);
    return { openStallMs, typingStallMs };
  } finally {
    await vscode.stop();
  }
}

async function reportedStallMs(vscode: VSCode): Promise<number> {
  await vscode.runCommand("Stall Meter: Report");
  const text = await vscode.notificationText(/Longest stall/);
  await vscode.runCommand("Notifications: Clear All Notifications");
  return Number(/([\d.]+) ms/.exec(text)?.[1]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
