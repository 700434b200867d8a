import * as vscode from "vscode";
import { CONTEXT_KEYS } from "../ids";
import type { EstimateStore } from "../store/estimateStore";

/** Keeps `tokenscale.isPromptFile` true while the active editor shows a prompt, for menus. */
export function registerContextKeys(store: EstimateStore): vscode.Disposable {
  const update = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const isPrompt = uri !== undefined && store.isPrompt(uri);
    void vscode.commands.executeCommand("setContext", CONTEXT_KEYS.isPromptFile, isPrompt);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    store.onDidChange(update),
  );
}
