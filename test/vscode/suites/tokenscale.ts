import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { TestHooks } from "../../../src/extension";
import type { ReadyReading } from "../../../src/editor/store/reading";

const id = "tokenscale.tokenscale";

/** The extension as VS Code knows it. */
export function tokenscaleExtension(): vscode.Extension<TestHooks> {
  const extension = vscode.extensions.getExtension<TestHooks>(id);
  assert.ok(extension, `${id} is not installed`);
  return extension;
}

/** The reading of the document's current text, as soon as there is one. */
export async function currentReading(
  { store }: TestHooks,
  document: vscode.TextDocument,
): Promise<ReadyReading> {
  const ready = (): ReadyReading | undefined => {
    const reading = store.reading(document.uri);
    return reading?.kind === "ready" && reading.version === document.version ? reading : undefined;
  };
  return (
    ready() ??
    new Promise((resolve) => {
      const subscription = store.onDidChange(() => {
        const reading = ready();
        if (reading === undefined) return;
        subscription.dispose();
        resolve(reading);
      });
    })
  );
}
