import * as vscode from "vscode";
import { SpendingGate } from "../../core/runs/spending/spendingGate";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import type { SettingsService } from "../settings";
import type { RunStores } from "./runStores";

/** The gate of this window: asks above the confirmation limit, explains above the month's budget. */
export function createSpendingGate(
  { ledger, ledgerLock }: Pick<RunStores, "ledger" | "ledgerLock">,
  settings: SettingsService,
): SpendingGate {
  const dialogs = {
    ask: async (sentence: string): Promise<boolean> => {
      const run = vscode.l10n.t("Run");
      const change = vscode.l10n.t("Change the Limit");
      const modal = { modal: true };
      const chosen = await vscode.window.showWarningMessage(sentence, modal, run, change);
      if (chosen === change) await openSetting("run.confirmAboveUsd");
      return chosen === run;
    },
    showBlocked: (sentence: string): void => void offerBudget(sentence),
  };
  return new SpendingGate(ledger, SYSTEM_CLOCK, () => settings.readNow(), dialogs, ledgerLock);
}

async function offerBudget(sentence: string): Promise<void> {
  const change = vscode.l10n.t("Change the Budget");
  if ((await vscode.window.showWarningMessage(sentence, change)) !== change) return;
  await openSetting("budget.usdPerMonth");
}

async function openSetting(setting: string): Promise<void> {
  const query = `@id:tokenscale.${setting}`;
  await vscode.commands.executeCommand("workbench.action.openSettings", query);
}
