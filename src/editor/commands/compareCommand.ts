import * as vscode from "vscode";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { PanelController } from "../panel/panelController";
import type { PanelSubjectRef } from "../panel/panelSubject";
import { registerCommand, UserError } from "./registerCommand";

/**
 * "Compare on 4o vs mini": on the selection, the active file, or the files of the explorer's or the
 * editor title's menu, which hand in the clicked file and all that are selected.
 */
export function registerCompareCommand(panel: PanelController, log: Log): vscode.Disposable {
  return registerCommand(COMMANDS.compare, log, async (clicked, selected) => {
    const uris = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
    if (uris.length > 1) {
      panel.show({ kind: "files", uris });
      return;
    }
    if (clicked instanceof vscode.Uri) await openUnlessShown(clicked);
    const subject =
      clicked instanceof vscode.Uri
        ? subjectAt(clicked)
        : subjectOf(vscode.window.activeTextEditor);
    if (subject !== undefined) {
      panel.show(subject);
      return;
    }
    const openSample = vscode.l10n.t("Open a Sample");
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t("Nothing to compare. Open a prompt file or select text."),
      openSample,
    );
    if (chosen === openSample) await vscode.commands.executeCommand(COMMANDS.openSample);
  });
}

/** The panel stands beside the file that it compares, so that both can be seen. */
async function openUnlessShown(uri: vscode.Uri): Promise<void> {
  const isShown = vscode.window.visibleTextEditors.some(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  if (isShown) return;
  try {
    await vscode.window.showTextDocument(uri, { preview: true });
  } catch {
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    throw new UserError(
      vscode.l10n.t("{0} can't be opened as text: it is binary, too large or gone.", name),
    );
  }
}

function subjectAt(uri: vscode.Uri): PanelSubjectRef {
  const active = vscode.window.activeTextEditor;
  const isActive = active?.document.uri.toString() === uri.toString();
  return (isActive && subjectOf(active)) || { kind: "document", uri };
}

function subjectOf(editor: vscode.TextEditor | undefined): PanelSubjectRef | undefined {
  if (editor === undefined) return undefined;
  const { uri } = editor.document;
  const hasSelection = editor.selections.some((selection) => !selection.isEmpty);
  return { kind: hasSelection ? "selection" : "document", uri };
}
