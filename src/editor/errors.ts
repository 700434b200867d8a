import * as vscode from "vscode";
import { COMMANDS } from "./ids";
import type { Log } from "./log";

/** An error whose message is already the sentence that the user is to read. */
export class UserError extends Error {}

/** Logs an error and tells the user; one that is made for the user is only told. */
export async function showError(what: string, log: Log, error: unknown): Promise<void> {
  if (error instanceof UserError) {
    void vscode.window.showWarningMessage(error.message);
    return;
  }
  log.error(what, error);
  const openLog = vscode.l10n.t("Open Log");
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t("Tokenscale failed. The file is untouched; details are in the log."),
    openLog,
  );
  if (chosen === openLog) await vscode.commands.executeCommand(COMMANDS.openLog);
}
