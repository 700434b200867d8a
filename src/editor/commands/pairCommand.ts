import * as vscode from "vscode";
import type { Model } from "../../core/models/model";
import { loadOtherModels } from "../../core/models/otherModels";
import { livingModels } from "../../core/migrate/names/livingModels";
import { otherPairs } from "../../core/models/retirement";
import type { Pair } from "../../core/pair";
import type { EstimateContexts } from "../store/estimateContext";
import { readCustomModels } from "../../core/models/customModels";
import { escapeIcons } from "../../core/surfaces/segments";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { SettingsService } from "../settings";
import { registerCommand } from "../registerCommand";
import { heading, type ModelItem, modelItem, withEffort } from "./modelPicker";

interface PairItem extends vscode.QuickPickItem {
  readonly left: string;
  readonly right: string;
}

/** "Choose Another Pair": one that is suggested, or any two models whose price is known. */
export function registerPairCommand(
  settings: SettingsService,
  contexts: EstimateContexts,
  log: Log,
): vscode.Disposable {
  return registerCommand(COMMANDS.choosePair, log, async () => {
    const { pair, today } = (await contexts.get()).settings;
    const listed = await loadOtherModels(new Date());
    const custom = readCustomModels(settings.current.customModels).models;
    const models = livingModels(custom, listed.list("openai"), today).map(modelItem);
    const current = { ...pairItem(pair), description: vscode.l10n.t("in use") };
    const first = await vscode.window.showQuickPick(
      [
        heading(vscode.l10n.t("Current pair")),
        current,
        heading(vscode.l10n.t("Suggested")),
        ...otherPairs(listed, pair).map(pairItem),
        heading(vscode.l10n.t("First model of another pair")),
        ...models,
      ],
      { title: vscode.l10n.t("Choose Another Pair"), matchOnDescription: true },
    );
    const chosen = first && ("left" in first ? first : await pickOthers(first, models));
    if (chosen === undefined || chosen === current) return;
    await settings.update("models.left", chosen.left);
    await settings.update("models.right", chosen.right);
  });
}

function pairItem({ left, right }: Pair<Model>): PairItem {
  const [leftName, rightName] = [left, right].map(({ label }) => escapeIcons(label));
  return {
    label: vscode.l10n.t("{0} vs {1}", leftName ?? "", rightName ?? ""),
    left: choiceOf(left),
    right: choiceOf(right),
  };
}

/** As the settings name a model. */
function choiceOf({ id, effort }: Model): string {
  return effort === undefined ? id : `${id}@${effort}`;
}

/** The effort of the first model, then the second one. */
async function pickOthers(
  first: ModelItem,
  models: readonly ModelItem[],
): Promise<{ readonly left: string; readonly right: string } | undefined> {
  const left = await withEffort(first);
  if (left === undefined) return undefined;
  // A model that reasons can be compared with itself at another effort.
  const others = models.filter(({ id }) => id !== left);
  const title = vscode.l10n.t("Second model of the pair");
  const second = await vscode.window.showQuickPick(others, { title, matchOnDescription: true });
  const right = second && (await withEffort(second));
  return right === undefined ? undefined : { left, right };
}
