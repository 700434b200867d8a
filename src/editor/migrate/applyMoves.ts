import * as vscode from "vscode";
import { needsJudgment, planFile, type PlanOptions, safeEdits } from "../../core/migrate/planFile";
import { appliedWords, type EditTotals, safeEditsQuestion } from "../../core/migrate/planWords";
import { UserError } from "../errors";
import { applyOrPreview, type FileEdits } from "../surfaces/fileEdits";
import type { MovePlan } from "./movePlan";

/** A file of the plan in its current state, because the plan may be older. */
interface PlannedFile extends FileEdits {
  readonly waiting: number;
}

/** Asks before it edits anything. Resolves to whether anything may have changed. */
export async function applySafeEdits(plan: MovePlan, options: PlanOptions): Promise<boolean> {
  const files = await readFiles(plan, options);
  const totals = totalsOf(files);
  if (totals.edits === 0) throw new UserError(vscode.l10n.t("There is no safe edit to make."));
  const outcome = await applyOrPreview(files, safeEditsQuestion(totals));
  if (outcome === "applied") void vscode.window.showInformationMessage(appliedWords(totals));
  return outcome !== "canceled";
}

async function readFiles(plan: MovePlan, options: PlanOptions): Promise<readonly PlannedFile[]> {
  const uris = new Map(plan.places.map(({ uri }) => [uri.toString(), uri]));
  const files: PlannedFile[] = [];
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

function totalsOf(files: readonly PlannedFile[]): EditTotals {
  return {
    edits: files.reduce((sum, { edits }) => sum + edits.length, 0),
    files: files.filter(({ edits }) => edits.length > 0).length,
    waiting: files.reduce((sum, { waiting }) => sum + waiting, 0),
  };
}
