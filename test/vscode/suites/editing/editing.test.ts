import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { countByTiktoken } from "../../harness/oracle";
import { currentReading, tokenscaleExtension } from "../tokenscale";

/** The tokens that one message of plain text is billed in addition to its text. */
const framingTokens = 7;

const text = Array.from(
  { length: 200 },
  (_, line) => `Line ${line}: don't sort ticket #${line * 37} as "return" — it's damage 🏕️.`,
).join("\n");

describe("the count after an edit equals a fresh count", () => {
  let document: vscode.TextDocument;
  let editor: vscode.TextEditor;
  let files = 0;

  beforeEach(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    files += 1;
    const file = vscode.Uri.joinPath(folder.uri, `sort-${files}.prompt`);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    document = await vscode.workspace.openTextDocument(file);
    editor = await vscode.window.showTextDocument(document);
    await assertCounted();
  });

  afterEach(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));

  it("after end-of-line changes, both ways", async () => {
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    assert.ok(document.getText().includes("\r\n"));
    await assertCounted();
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.LF));
    await assertCounted();
  });

  it("after edits at several cursors at once", async () => {
    editor.selections = [3, 50, 120].map((line) => new vscode.Selection(line, 6, line, 12));
    await vscode.commands.executeCommand("type", { text: "déjà\u00a0vu" });
    assert.ok(document.lineAt(50).text.includes("déjà\u00a0vu"));
    await assertCounted();
  });

  it("after undo and redo", async () => {
    const before = document.getText();
    await editor.edit((edit) => edit.delete(new vscode.Range(10, 3, 60, 5)));
    await assertCounted();
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
    await assertCounted();
    await vscode.commands.executeCommand("redo");
    assert.notEqual(document.getText(), before);
    await assertCounted();
  });

  it("after replacing everywhere", async () => {
    const edit = new vscode.WorkspaceEdit();
    for (let line = 0; line < document.lineCount; line += 1) {
      const at = document.lineAt(line).text.indexOf("ticket");
      edit.replace(document.uri, new vscode.Range(line, at, line, at + 6), "Fahrschein");
    }
    await vscode.workspace.applyEdit(edit);
    assert.ok(!document.getText().includes("ticket"));
    await assertCounted();
  });

  it("after a change on disk", async () => {
    const changed = `${text}\nOne more line, from another program.`;
    const reloaded = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || document.getText() !== changed) return;
        subscription.dispose();
        resolve();
      });
    });
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(changed));
    await reloaded;
    await assertCounted();
  });

  it("after edits in a second editor on the same document", async () => {
    const second = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    assert.notEqual(second, editor);
    await second.edit((edit) => edit.insert(new vscode.Position(0, 0), "First of all:\r\n\r\n"));
    await assertCounted();
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  async function assertCounted(): Promise<void> {
    const api = await tokenscaleExtension().activate();
    const reading = await currentReading(api, document);
    const tokens = countByTiktoken(document.getText());
    assert.equal(reading.estimate.estimates[0]?.left.count.inputTokens, tokens + framingTokens);
    assert.equal(api.store.counter(document.uri)?.total, tokens);
  }
});
