import * as vscode from "vscode";
import { rangeIn } from "./ranges";
import type { PlaceArgument } from "./surfaceCommands";

/** Selects a range of a document and brings it into view. */
export async function goTo({ uri, range }: PlaceArgument): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
  });
  if (range === undefined) return;
  const target = rangeIn(document, range);
  editor.selection = new vscode.Selection(target.start, target.end);
  editor.revealRange(target, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
