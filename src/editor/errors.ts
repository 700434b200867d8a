import * as vscode from "vscode";
import { COMMANDS } from "./ids";
import type { Log } from "./log";

/** A button below the message: the command that fixes the problem. */
interface UserErrorButton {
  readonly title: string;
  readonly command: string;
  readonly argument?: string;
}

/** An error whose message is written for the user. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly button?: UserErrorButton,
  ) {
    super(message);
  }
}

/** Thrown by every command that works on a prompt when none is open. */
export function nothingOpen(): UserError {
  return new UserError(vscode.l10n.t("Open a prompt file first."), {
    title: vscode.l10n.t("Open a Sample"),
    command: COMMANDS.openSample,
  });
}

/** Logs an error and shows it; a `UserError` is only shown. */
export async function showError(what: string, log: Log, error: unknown): Promise<void> {
  if (error instanceof UserError) {
    await showUserError(error);
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

async function showUserError({ message, button }: UserError): Promise<void> {
  if (button === undefined) {
    void vscode.window.showWarningMessage(message);
    return;
  }
  const chosen = await vscode.window.showWarningMessage(message, button.title);
  if (chosen !== undefined) await vscode.commands.executeCommand(button.command, button.argument);
}
