import * as vscode from "vscode";
import { planFile, safeEdits } from "../../core/migrate/planFile";
import { UserError } from "../errors";
import type { EstimateContext } from "../store/estimateContext";
import { rangeIn } from "../surfaces/ranges";
import type { MovePlan } from "./movePlan";

/** Shows all safe edits of a plan in VS Code's refactoring preview; nothing is written before. */
export async function applySafeEdits(plan: MovePlan, { settings }: EstimateContext): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const uris = new Map(plan.places.map(({ uri }) => [uri.toString(), uri]));
  for (const uri of uris.values()) await addEdits(edit, uri, settings.today);
  if (edit.size === 0) throw new UserError(vscode.l10n.t("There is no safe edit to make."));
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

/** Of the text as it is now: the plan may be older. */
async function addEdits(edit: vscode.WorkspaceEdit, uri: vscode.Uri, today: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  for (const { range, text, label } of safeEdits(
    planFile(uri.path, document.getText(), { today }),
  )) {
    edit.replace(uri, rangeIn(document, range), text, {
      needsConfirmation: true,
      label,
    });
  }
}
