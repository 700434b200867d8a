import * as vscode from "vscode";
import type { Secrets } from "../../core/ports";
import { apiKeyProblem, forgetApiKey, storeApiKey } from "../../openai/apiKey";
import { registerCommand } from "../registerCommand";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { ServerConnections } from "./serverConnections";

/** "Set OpenAI API Key" and "Forget OpenAI API Key", only for the server in the settings. */
export function registerKeyCommands(
  connections: ServerConnections,
  secrets: Secrets,
  log: Log,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(COMMANDS.setApiKey, log, async () => {
      const server = connections.server();
      const key = await vscode.window.showInputBox({
        title: vscode.l10n.t("API key for {0}", server.host),
        prompt: vscode.l10n.t("It is kept in VS Code's secret storage and sent there only."),
        password: true,
        ignoreFocusOut: true,
        validateInput: apiKeyProblem,
      });
      if (key === undefined) return false;
      await storeApiKey(server, secrets, key);
      void vscode.window.showInformationMessage(vscode.l10n.t("Key stored for {0}.", server.host));
      return true; // The caller continues.
    }),
    registerCommand(COMMANDS.forgetApiKey, log, async () => {
      const server = connections.server();
      const wasStored = await forgetApiKey(server, secrets);
      const words = wasStored
        ? vscode.l10n.t("Key for {0} forgotten.", server.host)
        : vscode.l10n.t("No key stored for {0}.", server.host);
      void vscode.window.showInformationMessage(words);
    }),
  );
}
