import * as vscode from "vscode";
import { chooseTarget } from "../../core/migrate/breaks/target";
import { targetRetirementWords } from "../../core/migrate/retiringTarget";
import type { SettingsService } from "../settings";

/** Asks for the model that all places move to and writes it into the settings. */
export async function chooseMoveTarget(settings: SettingsService, today: string): Promise<void> {
  const { moveTarget } = settings.current;
  const written = await vscode.window.showInputBox({
    title: vscode.l10n.t("Target of the Move"),
    prompt: vscode.l10n.t(
      "MODEL or MODEL@EFFORT. Leave it empty to move each place to the model that its vendor names.",
    ),
    placeHolder: "gpt-6-luna@none",
    value: moveTarget,
    validateInput: (text) => problemOf(text.trim(), today),
  });
  if (written === undefined || written.trim() === moveTarget) return;
  await settings.update("move.target", written.trim());
}

/** A refusal keeps the box open; a target that ends itself is taken with a warning. */
function problemOf(name: string, today: string): vscode.InputBoxValidationMessage | undefined {
  if (name === "") return undefined;
  const choice = chooseTarget(name, today);
  if (choice.kind === "refused")
    return { message: choice.reason, severity: vscode.InputBoxValidationSeverity.Error };
  const retiring = targetRetirementWords(choice.target.model, today);
  return retiring === undefined
    ? undefined
    : { message: retiring, severity: vscode.InputBoxValidationSeverity.Warning };
}
