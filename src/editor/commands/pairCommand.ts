import * as vscode from "vscode";
import { CATALOGUE } from "../../core/models/catalogue";
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
}

/** "Choose Another Pair": both models, one after the other, out of all whose price is known. */
export function registerPairCommand(settings: SettingsService, log: Log): vscode.Disposable {
  return registerCommand(COMMANDS.choosePair, log, async () => {
    const items = await modelItems(settings);
    const left = await pickModel(items, vscode.l10n.t("First model of the pair"));
    if (left === undefined) return;
    const others = items.filter(({ id }) => id !== left);
    const right = await pickModel(others, vscode.l10n.t("Second model of the pair"));
    if (right === undefined) return;
    await settings.update("models.left", left);
    await settings.update("models.right", right);
  });
}

async function pickModel(items: readonly ModelItem[], title: string): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return picked?.id;
}

async function modelItems(settings: SettingsService): Promise<readonly ModelItem[]> {
  const others = await loadOtherModels(new Date());
  const custom = readCustomModels(settings.current.customModels).models;
  const known = new Set(CATALOGUE.map(({ id }) => id));
  const listed = others.list("openai").filter(({ id }) => !known.has(id));
  return [...CATALOGUE, ...custom, ...listed].map(itemOf);
}

function itemOf({ id, label, prices }: Model): ModelItem {
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
  return { id, label: escapeIcons(label), description };
}
