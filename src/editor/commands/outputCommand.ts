import * as vscode from "vscode";
import { parseFigure } from "../../core/panel/scaleChoice";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { SettingsService } from "../settings";
import { registerCommand } from "../registerCommand";

/** "Set Expected Output": a number for every prompt, or empty for the estimate. */
export function registerOutputCommand(settings: SettingsService, log: Log): vscode.Disposable {
  return registerCommand(COMMANDS.setOutputTokens, log, async () => {
    const { output } = settings.current;
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t("Expected output"),
      prompt: vscode.l10n.t("Completion tokens of a request; empty for the estimate"),
      value: output.kind === "tokens" ? String(output.tokens) : "",
      validateInput: (value) =>
        value.trim() === "" || isTokens(value)
          ? undefined
          : vscode.l10n.t("A whole number of tokens, such as 350."),
    });
    if (text === undefined) return;
    const tokens = text.trim() === "" ? null : parseFigure(text, false);
    await settings.update("output.expectedTokens", tokens);
  });
}

function isTokens(text: string): boolean {
  const tokens = parseFigure(text, false);
  return tokens !== undefined && Number.isInteger(tokens);
}
