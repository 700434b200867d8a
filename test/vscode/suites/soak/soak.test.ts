import { strict as assert } from "node:assert";
import process from "node:process";
import * as vscode from "vscode";
import { countByTiktoken } from "../../harness/oracle";
import { currentReading, tokenscaleExtension } from "../tokenscale";

/** `SOAK_FILES` makes the run longer than the ordinary tests have time for. */
const FILES = Number(process.env["SOAK_FILES"] ?? 20);
const ROUNDS = 2;

/** The tokens that one message of plain text is billed in addition to its text. */
const FRAMING_TOKENS = 7;

describe(`${FILES} prompt files opened, edited and closed, again and again`, function () {
  this.timeout(60_000 + FILES * ROUNDS * 1_000);
  const heapMegabytes: number[] = [];

  for (let round = 1; round <= ROUNDS; round += 1) {
    it(`counts each right, and forgets it once it is closed (round ${round})`, async () => {
      const api = await tokenscaleExtension().activate();
      const uris: vscode.Uri[] = [];
      for (let number = 0; number < FILES; number += 1) {
        const editor = await openNew(round, number);
        const { document } = editor;
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `Number ${number}. `));
        const { estimate } = await currentReading(api, document);
        assert.equal(
          estimate.estimates[0]?.left.count.inputTokens,
          countByTiktoken(document.getText()) + FRAMING_TOKENS,
        );
        uris.push(document.uri);
        await document.save();
      }
      const closed = allClosed(uris);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await closed;
      assert.deepEqual(
        uris.filter((uri) => api.store.reading(uri) !== undefined),
        [],
      );
      heapMegabytes.push(process.memoryUsage().heapUsed / 2 ** 20);
    });
  }

  it("does not grow from round to round", () => {
    const [first = 0] = heapMegabytes;
    const last = heapMegabytes.at(-1) ?? 0;
    // The host collects its garbage when it likes: only a leak of whole documents is as large as this.
    assert.ok(last < first + 100, `heap after each round: ${heapMegabytes.join(", ")} MB`);
  });
});

/**
 * Opens a new file as a click in the explorer does. `openTextDocument` would keep it open for minutes
 * after its editor is closed.
 */
async function openNew(round: number, number: number): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, `soak-${round}-${number}.prompt`);
  const text =
    `Sort this ticket. It broke after ${number} days; what does the customer want?\n`.repeat(50);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.commands.executeCommand("vscode.open", uri);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.uri.toString(), uri.toString());
  return editor;
}

/** Resolves when VS Code has closed all of these documents. */
function allClosed(uris: readonly vscode.Uri[]): Promise<void> {
  const open = new Set(uris.map(String));
  return new Promise((resolve) => {
    const closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      open.delete(uri.toString());
      if (open.size > 0) return;
      closing.dispose();
      resolve();
    });
  });
}
