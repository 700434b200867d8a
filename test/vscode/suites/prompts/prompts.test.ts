import { strict as assert } from "node:assert";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import type { PromptIndex } from "../../../../src/editor/prompts/promptIndex";
import { tokenscaleExtension } from "../tokenscale";

const FILES = 10_000;
const FOLDERS = 40;

describe("the prompts view over 10,000 files", function () {
  this.timeout(120_000);
  let index: PromptIndex;
  let folder: string;

  before(async () => {
    folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
    for (let number = 0; number < FOLDERS; number += 1) {
      mkdirSync(path.join(folder, `area-${number}`), { recursive: true });
    }
    for (let number = 0; number < FILES; number += 1) {
      const file = path.join(folder, `area-${number % FOLDERS}`, `task-${number}.prompt`);
      writeFileSync(file, `Summarize ticket ${number} in two sentences: {{ticket}}\n`);
    }
    ({ index } = await tokenscaleExtension().activate());
  });

  it("can be stopped while it is read, and keeps what it has", async () => {
    await vscode.commands.executeCommand("tokenscale.prompts.focus");
    await until(() => index.rows().length > 100);
    index.stop();
    await until(() => !index.progress.isReading);
    const { readFiles, allFiles } = index.progress;
    assert.equal(allFiles, FILES);
    assert.ok(readFiles < allFiles);
    assert.ok(index.rows().length >= 100);
  });

  it("lists every file", async () => {
    await index.readAgain();
    assert.equal(index.rows().length, FILES);
    assert.equal(index.progress.readFiles, FILES);
  });

  it("reads a changed file again, and no other", async () => {
    // The events of all files that were written above arrive before that of a later one.
    const last = path.join(folder, "last.prompt");
    writeFileSync(last, "Summarize this ticket: {{ticket}}\n");
    await until(() => index.row(vscode.Uri.file(last).toString()) !== undefined);
    const file = path.join(folder, "area-7", "task-7.prompt");
    const row = index.row(vscode.Uri.file(file).toString());
    const other = index.row(
      vscode.Uri.file(path.join(folder, "area-8", "task-8.prompt")).toString(),
    );
    assert.ok(row && other);
    writeFileSync(
      file,
      "Summarize this ticket in two sentences, and say who must act: {{ticket}}\n",
    );
    await until(() => index.row(row.id) !== row);
    assert.ok((index.row(row.id)?.tokens ?? 0) > row.tokens);
    assert.equal(index.row(other.id), other);
  });

  function until(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!isTrue()) return;
        subscription.dispose();
        resolve();
      };
      const subscription = index.onDidChange(check);
      queueMicrotask(check);
    });
  }
});
