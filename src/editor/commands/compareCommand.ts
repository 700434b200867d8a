import * as vscode from "vscode";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { PanelController } from "../panel/panelController";
import type { PanelSubjectRef } from "../panel/panelSubject";
import { findPromptFiles } from "../panel/findPromptFiles";
import type { PromptDocuments } from "../store/promptDocuments";
import { placeOf } from "../surfaces/surfaceCommands";
import { registerCommand } from "../registerCommand";
import { nothingOpen, UserError } from "../errors";

/**
 * "Compare 4o vs mini": on the selection, the active file, or the files from the explorer's or the
 * editor title's menu, which pass the clicked file and all selected ones.
 */
export function registerCompareCommand(
  panel: PanelController,
  documents: PromptDocuments,
  log: Log,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(COMMANDS.compare, log, (clicked, selected) =>
      compare(panel, clicked, selected),
    ),
    registerCommand(COMMANDS.routeWorkspace, log, async () => {
      const uris = await findPromptFiles(documents, new AbortController().signal);
      if (uris.length === 0) {
        throw new UserError(
          vscode.l10n.t("No prompt files found here. Name them in tokenscale.promptFiles."),
          {
            title: vscode.l10n.t("Name Prompt Files…"),
            command: "workbench.action.openSettings",
            argument: "tokenscale.promptFiles",
          },
        );
      }
      panel.show({ kind: "files", uris });
    }),
  );
}

async function compare(panel: PanelController, clicked: unknown, selected: unknown): Promise<void> {
  const uris = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  if (uris.length > 1) {
    panel.show({ kind: "files", uris });
    return;
  }
  const uri = uriOfArgument(clicked);
  if (uri !== undefined) await openUnlessShown(uri);
  const subject = uri ? subjectAt(uri) : subjectOf(vscode.window.activeTextEditor);
  if (subject !== undefined) {
    panel.show(subject);
    return;
  }
  throw nothingOpen();
}

/** A menu passes a URI, a hover or a lens passes its place. */
function uriOfArgument(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const place = placeOf(argument);
  return place && vscode.Uri.parse(place.uri, true);
}

/** The panel is next to the file that it compares, so that both can be seen. */
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
