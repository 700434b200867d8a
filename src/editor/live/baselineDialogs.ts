import * as vscode from "vscode";
import type { StoredRun } from "../../core/runs/records/storedRun";

/** Of several. Undefined if the user turns back. */
export async function chooseBaseline(
  baselines: readonly StoredRun[],
): Promise<StoredRun | undefined> {
  const items = baselines.map((baseline) => ({
    label: baseline.models.left ?? "",
    description: new Date(baseline.startedAt).toLocaleString(),
    baseline,
  }));
  const title = vscode.l10n.t("Baseline to compare with");
  return (await vscode.window.showQuickPick(items, { title }))?.baseline;
}

/** Nothing brings back the answers of a model that is gone. */
export async function isDeletionWanted({ models }: StoredRun): Promise<boolean> {
  const remove = vscode.l10n.t("Delete");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Delete this baseline of {0}?", models.left ?? ""),
    {
      modal: true,
      detail: vscode.l10n.t("Once the model is shut down, its answers can't be made again."),
    },
    remove,
  );
  return chosen === remove;
}
