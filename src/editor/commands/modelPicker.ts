import * as vscode from "vscode";
import { formatUnitPrice } from "../../core/format";
import type { Model } from "../../core/models/model";
import { escapeIcons } from "../../core/surfaces/segments";

/** A model in a list to choose from. */
export interface ModelItem extends vscode.QuickPickItem {
  readonly id: string;
  /** Empty for a model that does not reason. */
  readonly efforts: readonly string[];
  readonly defaultEffort?: string;
}

/** A line between groups of models. */
export function heading(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, id: "", efforts: [] };
}

/** The model as settings name it, at the effort that is asked for; undefined if that was given up. */
export async function withEffort(picked: ModelItem): Promise<string | undefined> {
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

export function modelItem({ id, label, prices, reasoning }: Model): ModelItem {
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
