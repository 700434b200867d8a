import * as vscode from "vscode";
import { CATALOG } from "../../core/models/catalog";
import type { Model } from "../../core/models/model";
import { loadOtherModels } from "../../core/models/otherModels";
import { formatUnitPrice } from "../../core/format";
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

/** "Choose Another Pair": both models, one after the other, out of all whose price is known. */
export function registerPairCommand(settings: SettingsService, log: Log): vscode.Disposable {
  return registerCommand(COMMANDS.choosePair, log, async () => {
    const items = await modelItems(settings);
    const left = await pickModel(items, vscode.l10n.t("First model of the pair"));
    if (left === undefined) return;
    // A model that reasons can be compared with itself at another effort.
    const others = items.filter(({ id }) => id !== left);
    const right = await pickModel(others, vscode.l10n.t("Second model of the pair"));
    if (right === undefined) return;
    await settings.update("models.left", left);
    await settings.update("models.right", right);
  });
}

async function pickModel(items: readonly ModelItem[], title: string): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (picked === undefined || picked.efforts.length === 0) return picked?.id;
  const effort = await pickEffort(picked);
  return effort && `${picked.id}@${effort}`;
}

/** The efforts that the model takes, from least to most. */
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

async function modelItems(settings: SettingsService): Promise<readonly ModelItem[]> {
  const others = await loadOtherModels(new Date());
  const custom = readCustomModels(settings.current.customModels).models;
  const known = new Set(CATALOG.map(({ id }) => id));
  const listed = others.list("openai").filter(({ id }) => !known.has(id));
  return [...CATALOG, ...custom, ...listed].map(itemOf);
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
