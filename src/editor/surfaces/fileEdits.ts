import * as vscode from "vscode";
import type { SourceRange } from "../../core/sourceRange";
import { UserError } from "../errors";
import { rangeIn } from "./ranges";

/** The edits of one file, which are offered together. */
export interface FileEdits {
  readonly document: vscode.TextDocument;
  readonly edits: readonly {
    readonly range: SourceRange;
    readonly text: string;
    /** Names the kind of edit in the preview. */
    readonly label: string;
  }[];
}

/** Asks, then applies all edits as one undo step, or shows them for the user to check. */
export async function applyOrPreview(
  files: readonly FileEdits[],
  question: string,
): Promise<"applied" | "previewed" | "canceled"> {
  const apply = vscode.l10n.t("Apply");
  const preview = vscode.l10n.t("Preview Changes");
  const chosen = await vscode.window.showInformationMessage(
    question,
    { modal: true },
    apply,
    preview,
  );
  if (chosen === preview) return (await previewEdits(files)) ? "previewed" : "canceled";
  if (chosen !== apply) return "canceled";
  await applyEdits(files);
  return "applied";
}

async function applyEdits(files: readonly FileEdits[]): Promise<void> {
  const clean = files
    .filter(({ document, edits }) => edits.length > 0 && !document.isDirty)
    .map(({ document }) => document);
  if (!(await vscode.workspace.applyEdit(workspaceEdit(files, false), { isRefactoring: true })))
    throw new UserError(
      vscode.l10n.t("VS Code did not apply the edits, so no file has changed. Try again."),
    );
  await saveRefactored(clean);
}

/** VS Code saves a refactoring only if it changes several files. */
async function saveRefactored(documents: readonly vscode.TextDocument[]): Promise<void> {
  if (!vscode.workspace.getConfiguration("files").get("refactoring.autoSave", true)) return;
  for (const document of documents) if (document.isDirty) await document.save();
}

/** VS Code applies the edits that the user checks; resolves to false if they discard the preview. */
async function previewEdits(files: readonly FileEdits[]): Promise<boolean> {
  return vscode.workspace.applyEdit(workspaceEdit(files, true), { isRefactoring: true });
}

function workspaceEdit(
  files: readonly FileEdits[],
  needsConfirmation: boolean,
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, edits } of files)
    for (const { range, text, label } of edits)
      edit.replace(
        document.uri,
        rangeIn(document, range),
        text,
        needsConfirmation ? { needsConfirmation, label } : undefined,
      );
  return edit;
}
