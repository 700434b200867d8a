import * as vscode from "vscode";
import { planCsv } from "../../core/migrate/planCsv";
import { type MoveMonth, monthJson, moveMonth } from "../../core/migrate/moveCosts";
import { planMarkdown } from "../../core/migrate/planMarkdown";
import { placeJson } from "../../core/migrate/placeJson";
import type { MoveFormat } from "../../core/panel/contract/panelAction";
import { saveText } from "../saveText";
import type { MovePlan } from "./movePlan";

/** Copies the plan as Markdown, or saves it, with each call made `requestsPerMonth` times a month. */
export async function exportPlan(
  { places, today }: MovePlan,
  format: MoveFormat,
  requestsPerMonth: number,
): Promise<void> {
  const month = moveMonth(places, () => requestsPerMonth);
  switch (format) {
    case "markdown":
      await vscode.env.clipboard.writeText(planMarkdown({ places, today, month }));
      void vscode.window.showInformationMessage(vscode.l10n.t("Copied as Markdown."));
      return;
    case "csv":
      return saveText("move-plan.csv", planCsv(places, month));
    case "json":
      return saveText("move-plan.json", planJson(places, month));
  }
}

function planJson(places: MovePlan["places"], month: MoveMonth): string {
  const all = places.map((place) => ({ ...placeJson(place), ...monthJson(month, place) }));
  return `${JSON.stringify(all, undefined, 2)}\n`;
}

/** Asks for the format first. */
export async function chooseExport(plan: MovePlan, requestsPerMonth: number): Promise<void> {
  const formats: readonly (vscode.QuickPickItem & { readonly format: MoveFormat })[] = [
    {
      label: "Markdown",
      description: vscode.l10n.t("to the clipboard: a pull request’s description or a ticket"),
      format: "markdown",
    },
    { label: "CSV", format: "csv" },
    { label: "JSON", format: "json" },
  ];
  const chosen = await vscode.window.showQuickPick(formats, {
    placeHolder: vscode.l10n.t("Export the move plan as"),
  });
  if (chosen) await exportPlan(plan, chosen.format, requestsPerMonth);
}
