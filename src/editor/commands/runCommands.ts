import * as vscode from "vscode";
import { ledgerCsv } from "../../core/run/ledgerReport";
import { COMMANDS } from "../ids";
import type { LiveController } from "../live/liveController";
import type { RunStores } from "../live/runStores";
import type { Log } from "../log";
import type { PanelController } from "../panel/panelController";
import { saveText } from "../saveText";
import { placeOf } from "../surfaces/surfaceCommands";
import { registerCommand, UserError } from "./registerCommand";

/** "Run on both", "Verify the Count" and the export of what was spent. */
export function registerRunCommands(
  panel: PanelController,
  live: LiveController,
  stores: RunStores,
  log: Log,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(COMMANDS.run, log, async (place) => {
      await showPrompt(panel, place);
      await live.run();
    }),
    registerCommand(COMMANDS.verifyCount, log, async (place) => {
      await showPrompt(panel, place);
      await live.verify("left");
    }),
    registerCommand(COMMANDS.exportLedger, log, async () => {
      const { entries } = await stores.ledger.readAll();
      if (entries.length === 0) throw new UserError(vscode.l10n.t("Nothing was spent yet."));
      await saveText("tokenscale-spent.csv", ledgerCsv(entries));
    }),
  );
}

/** Opens the panel on the prompt that a lens or a hover stands over, else on the active one. */
async function showPrompt(panel: PanelController, argument: unknown): Promise<void> {
  const place = placeOf(argument);
  const uri = place
    ? vscode.Uri.parse(place.uri, true)
    : vscode.window.activeTextEditor?.document.uri;
  if (uri !== undefined) panel.show({ kind: "document", uri });
  if (!panel.isOpen) throw new UserError(vscode.l10n.t("Nothing to run. Open a prompt file."));
  await panel.whenShown();
}
