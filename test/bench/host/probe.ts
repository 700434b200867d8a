/**
 * An extension that measures from within the extension host: once VS Code has come to rest it opens and
 * edits files, and writes what it has seen into the file that the benchmark waits for.
 */
import { appendFile, copyFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import * as vscode from "vscode";
import type { TestHooks } from "../../../src/extension";
import { currentReading } from "../../vscode/suites/tokenscale";
import {
  FILE_VARIABLE,
  FIRST_FILE,
  type HostFigures,
  KEY_PAUSE_MS,
  LARGE_FILE,
  LATER_FILES,
  type TokenscaleFigures,
  TYPED_KEYS,
} from "./hostFigures";
import { threadCpuMs, watchStalls } from "./stallWatch";

type Tokenscale = vscode.Extension<TestHooks>;

/** Resolves when nothing that was begun before is still running. */
const REST_MS = 2_000;

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(...emptyPanel());
  // VS Code waits for an activation; the measurements begin when all is at rest.
  void measure().then(report);
}

async function report(figures: object): Promise<void> {
  const file = process.env[FILE_VARIABLE];
  if (file === undefined) throw new Error(`${FILE_VARIABLE} is not set.`);
  // Whoever waits for the file shall not find the half of it.
  await writeFile(`${file}.new`, JSON.stringify(figures));
  await rename(`${file}.new`, file);
}

async function measure(): Promise<HostFigures | { readonly error: string }> {
  try {
    const tokenscale = vscode.extensions.getExtension<TestHooks>("tokenscale.tokenscale");
    const api = await tokenscale?.activate();
    await setTimeout(2 * REST_MS);
    const small = tokenscale && api && (await measureSmallFiles(tokenscale, api));

    let largeReadingMs = NaN;
    const opening = await watchStalls(async () => {
      if (api) largeReadingMs = await readingMs(api, LARGE_FILE);
      await vscode.window.showTextDocument(uriOf(LARGE_FILE));
      await setTimeout(REST_MS);
    });
    const typing = await watchStalls(typeInTheMiddle);
    return { opening, typing, ...(small && { tokenscale: { ...small, largeReadingMs } }) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function measureSmallFiles(
  tokenscale: Tokenscale,
  api: TestHooks,
): Promise<Omit<TokenscaleFigures, "largeReadingMs">> {
  const activation = await activationMs(tokenscale.id);
  const loadCodeCpuMs = await loadingCpuMs(tokenscale);
  const firstReadingMs = await readingMs(api, FIRST_FILE);
  const laterReadingMs: number[] = [];
  for (const file of LATER_FILES) laterReadingMs.push(await readingMs(api, file));
  return { ...activation, loadCodeCpuMs, firstReadingMs, laterReadingMs };
}

/** The figures of "Developer: Startup Performance" for an extension. */
async function activationMs(
  id: string,
): Promise<Pick<TokenscaleFigures, "loadCodeMs" | "activateMs">> {
  await vscode.commands.executeCommand("perfview.show");
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "perf");
    const row = new RegExp(`^\\| ${id} +\\|.*$`, "m").exec(document?.getText() ?? "")?.[0];
    if (row !== undefined) {
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      const [, , , load, call, finish] = row.split("|").map(Number);
      return { loadCodeMs: load ?? NaN, activateMs: (call ?? NaN) + (finish ?? NaN) };
    }
    await setTimeout(100);
  }
  throw new Error(`VS Code's startup performance says nothing of ${id}.`);
}

/** Of the bundle under another name and with other contents, so that nothing of it is cached. */
async function loadingCpuMs({ extensionPath }: Tokenscale): Promise<number> {
  const bundle = path.join(extensionPath, "dist", "extension.js");
  const copy = path.join(extensionPath, "dist", "extension-copy.js");
  await copyFile(bundle, copy);
  await appendFile(copy, `\n// ${Date.now()}\n`);
  const startMs = threadCpuMs();
  createRequire(bundle)(copy);
  const endMs = threadCpuMs();
  await rm(copy);
  return endMs - startMs;
}

/** From the moment at which the host knows the document to its figures. */
async function readingMs(api: TestHooks, file: string): Promise<number> {
  let openedMs = performance.now();
  const subscription = vscode.workspace.onDidOpenTextDocument(({ uri }) => {
    if (uri.toString() === uriOf(file).toString()) openedMs = performance.now();
  });
  const document = await vscode.workspace.openTextDocument(uriOf(file));
  await currentReading(api, document);
  subscription.dispose();
  return performance.now() - openedMs;
}

async function typeInTheMiddle(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error("No editor is open.");
  const middle = Math.floor(editor.document.lineCount / 2);
  editor.selection = new vscode.Selection(middle, 0, middle, 0);
  for (let key = 0; key < TYPED_KEYS; key += 1) {
    await vscode.commands.executeCommand("type", { text: key % 2 === 0 ? "7" : ";" });
    await setTimeout(KEY_PAUSE_MS);
  }
  await setTimeout(REST_MS / 2);
}

/** A status bar item that opens a panel with a word in it: what a panel takes at least. */
function emptyPanel(): readonly vscode.Disposable[] {
  const item = vscode.window.createStatusBarItem("empty", vscode.StatusBarAlignment.Right);
  item.text = "Empty panel";
  item.command = "bench.emptyPanel";
  item.show();
  const command = vscode.commands.registerCommand("bench.emptyPanel", () => {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("bench.empty", "Empty", column);
    panel.webview.html = "<!DOCTYPE html><main>Empty</main>";
  });
  return [item, command];
}

function uriOf(file: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("No folder is open.");
  return vscode.Uri.joinPath(folder.uri, file);
}
