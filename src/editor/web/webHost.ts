import * as vscode from "vscode";
import type { Host } from "../host";
import { createWebTextFiles } from "./webTextFiles";
import { webLock } from "./webLock";

/** The worker in which VS Code for the Web runs extensions: files through VS Code, requests by `fetch`. */
export function createWebHost(extensionUri: vscode.Uri): Host {
  const bundled = new Map<string, Promise<unknown>>();
  return {
    environment: {},
    pathStyle: { hasDrives: false, ignoresCase: false },
    textFiles: createWebTextFiles,
    lock: (file) => webLock(file.toString()),
    loadBundled: (name) => {
      const loading = bundled.get(name) ?? loadCommonJs(extensionUri, name);
      bundled.set(name, loading);
      return loading;
    },
    fetchThrough: () => (url, init) => fetch(url, init),
  };
}

/** As VS Code loads the entry point itself: the worker has no `require` for a second file. */
async function loadCommonJs(extensionUri: vscode.Uri, name: string): Promise<unknown> {
  const file = vscode.Uri.joinPath(extensionUri, "dist", name);
  const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const module: { exports: unknown } = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a file of this extension, as it was built.
  const run = new Function("module", "exports", source) as (...args: unknown[]) => void;
  run(module, module.exports);
  return module.exports;
}
