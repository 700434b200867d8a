import * as vscode from "vscode";
import { needsJudgment, planFile, type PlanOptions, safeEdits } from "../../core/migrate/planFile";
import { appliedWords, type EditTotals, safeEditsQuestion } from "../../core/migrate/planWords";
import type { TextEdit } from "../../core/migrate/textEdits";
import { UserError } from "../errors";
import { rangeIn } from "../surfaces/ranges";
import type { MovePlan } from "./movePlan";

/** A file of the plan in its current state, because the plan may be older. */
interface FileEdits {
  readonly document: vscode.TextDocument;
  readonly edits: readonly TextEdit[];
  readonly waiting: number;
}

/** Asks before it edits anything. Resolves to whether anything may have changed. */
export async function applySafeEdits(plan: MovePlan, options: PlanOptions): Promise<boolean> {
  const files = await readFiles(plan, options);
  const totals = totalsOf(files);
  if (totals.edits === 0) throw new UserError(vscode.l10n.t("There is no safe edit to make."));
  const apply = vscode.l10n.t("Apply");
  const preview = vscode.l10n.t("Preview Changes");
  const chosen = await vscode.window.showInformationMessage(
    safeEditsQuestion(totals),
    { modal: true },
    apply,
    preview,
  );
  if (chosen === preview) return previewEdits(files);
  if (chosen !== apply) return false;
  await applyEdits(files);
  void vscode.window.showInformationMessage(appliedWords(totals));
  return true;
}

async function readFiles(plan: MovePlan, options: PlanOptions): Promise<readonly FileEdits[]> {
  const uris = new Map(plan.places.map(({ uri }) => [uri.toString(), uri]));
  const files: FileEdits[] = [];
  for (const uri of uris.values()) {
    const document = await openIfPresent(uri);
    if (document === undefined) continue;
    const places = planFile(uri.path, document.getText(), options);
    const waiting = places.filter(needsJudgment).length;
    files.push({ document, edits: safeEdits(places), waiting });
  }
  return files;
}

/** A file may have been deleted since the plan was made. */
async function openIfPresent(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function totalsOf(files: readonly FileEdits[]): EditTotals {
  return {
    edits: files.reduce((sum, { edits }) => sum + edits.length, 0),
    files: files.filter(({ edits }) => edits.length > 0).length,
    waiting: files.reduce((sum, { waiting }) => sum + waiting, 0),
  };
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
