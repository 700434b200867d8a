import * as vscode from "vscode";
import type { Currency } from "../../core/cost/currency";
import type { PicoUsd } from "../../core/cost/money";
import { localDay } from "../../core/run/day";
import { decideSpending, type PlannedCost } from "../../core/run/spending";
import type { SettingsService } from "../settings";
import type { RunStores } from "./runStores";

/** What is about to be spent. */
export interface Spending {
  /** One entry for each model, in the order of the pair. */
  readonly planned: readonly PlannedCost[];
  readonly runsEach: number;
  /** What runs of this window that the ledger does not know of yet can cost at most. */
  readonly underWayAtMost: PicoUsd;
  readonly currency: Currency;
}

/** Whether a run may start: asks above the limit for asking, says why above the month's budget. */
export async function maySpend(
  spending: Spending,
  stores: RunStores,
  settings: SettingsService,
): Promise<boolean> {
  const { budgetUsdPerMonth, confirmAboveUsd } = settings.current;
  const today = localDay(new Date());
  const { underWayAtMost, ...planned } = spending;
  const decision = decideSpending({
    ...planned,
    today,
    spentThisMonth: (await stores.ledger.spentInMonthOf(today)) + underWayAtMost,
    budgetUsdPerMonth,
    confirmAboveUsd,
  });
  switch (decision.kind) {
    case "go":
      return true;
    case "ask": {
      const run = vscode.l10n.t("Run");
      const options = { modal: true };
      return (await vscode.window.showWarningMessage(decision.sentence, options, run)) === run;
    }
    case "block":
      void offerBudget(decision.sentence);
      return false;
  }
}

async function offerBudget(sentence: string): Promise<void> {
  const change = vscode.l10n.t("Change the Budget");
  if ((await vscode.window.showWarningMessage(sentence, change)) !== change) return;
  const setting = "@id:tokenscale.budget.usdPerMonth";
  await vscode.commands.executeCommand("workbench.action.openSettings", setting);
}
