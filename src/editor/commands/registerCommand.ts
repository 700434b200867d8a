import * as vscode from "vscode";
import { COMMANDS, type CommandId } from "../ids";
import type { Log } from "../log";

/** An error whose message is already the sentence that the user is to read. */
export class UserError extends Error {}

/**
 * The one way to register a command: its arguments are unknown until the handler has checked them,
 * and whatever it throws is logged and shown with what to do.
 */
export function registerCommand(
  id: CommandId,
  log: Log,
  handler: (...args: readonly unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
    try {
      return await handler(...args);
    } catch (error) {
      await showError(id, log, error);
      return undefined;
    }
  });
}

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
