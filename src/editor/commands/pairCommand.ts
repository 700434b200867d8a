import * as vscode from "vscode";
import type { Model } from "../../core/models/model";
import { loadOtherModels } from "../../core/models/otherModels";
import { formatUnitPrice } from "../../core/format";
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

interface ModelItem extends vscode.QuickPickItem {
  readonly id: string;
  /** Empty for a model that does not reason. */
  readonly efforts: readonly string[];
  readonly defaultEffort?: string;
}

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
    const models = livingModels(custom, listed.list("openai"), today).map(itemOf);
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

function heading(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, id: "", efforts: [] };
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

async function withEffort(picked: ModelItem): Promise<string | undefined> {
  if (picked.efforts.length === 0) return picked.id;
  const effort = await pickEffort(picked);
  return effort && `${picked.id}@${effort}`;
}

/** The efforts that the model accepts, from least to most. */
async function pickEffort({
  label,
  efforts,
  defaultEffort,
}: ModelItem): Promise<string | undefined> {
  const items = efforts.map((effort) => ({
    label: effort,
    ...(effort === defaultEffort && { description: vscode.l10n.t("default") }),
  }));
  const title = vscode.l10n.t("Reasoning effort of {0}", label);
  return (await vscode.window.showQuickPick(items, { title }))?.label;
}

function itemOf({ id, label, prices, reasoning }: Model): ModelItem {
  const price = prices[0]?.tiers.standard;
  const perMillion =
    price === undefined
      ? vscode.l10n.t("no price")
      : vscode.l10n.t(
          "{0} in, {1} out, USD per 1M tokens",
          formatUnitPrice(price.usdPerMillionInput),
          formatUnitPrice(price.usdPerMillionOutput),
        );
  const description = label === id ? perMillion : `${escapeIcons(id)} · ${perMillion}`;
  const { efforts = [], defaultEffort } = reasoning ?? {};
  return {
    id,
    label: escapeIcons(label),
    description,
    efforts,
    ...(defaultEffort !== undefined && { defaultEffort }),
  };
}
