import * as vscode from "vscode";
import type { CommandId } from "./ids";
import type { Log } from "./log";
import { showError } from "./errors";

/**
 * The only way to register a command: its arguments are unknown until the handler has checked them,
 * and anything it throws is logged and shown with what to do.
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
