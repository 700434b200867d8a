import * as vscode from "vscode";
import { COMMANDS } from "../ids";
import { type ClassifierServices, classifyKind } from "../live/kindClassifier";
import { promptInPanel } from "../live/panelPrompt";
import type { PanelController } from "../panel/panelController";
import { registerCommand } from "../registerCommand";
import { nothingOpen } from "../errors";

/** "Classify This Prompt with GPT-4o mini", for the active prompt or the one in the panel. */
export function registerClassifyCommand(
  panel: PanelController,
  services: ClassifierServices,
): vscode.Disposable {
  return registerCommand(COMMANDS.classify, services.log, async () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    if (uri !== undefined) panel.show({ kind: "document", uri });
    await panel.whenShown();
    const prompt = promptInPanel(panel);
    if (prompt === undefined) throw nothingOpen();
    await classifyKind(prompt, services);
  });
}
