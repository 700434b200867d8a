import * as vscode from "vscode";
import type { FixAction, QuickFix } from "../../core/estimate/diagnostic";
import { COMMANDS } from "../ids";
import { PromptDiagnostic } from "./diagnosticsView";
import { rangeIn } from "./ranges";
import type { PlaceArgument } from "./surfaceCommands";

/** Offers the quick fixes of Tokenscale's own problems. */
export function registerQuickFixes(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, _range, { diagnostics }) {
      return diagnostics.flatMap((diagnostic) =>
        diagnostic instanceof PromptDiagnostic
          ? diagnostic.finding.fixes.map((fix) => codeActionOf(fix, diagnostic, document))
          : [],
      );
    },
  };
  return vscode.languages.registerCodeActionsProvider({ pattern: "**" }, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

function codeActionOf(
  fix: QuickFix,
  diagnostic: PromptDiagnostic,
  document: vscode.TextDocument,
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  if (fix.kind === "edit" || fix.kind === "edits") {
    const edits = fix.kind === "edits" ? fix.edits : [{ range: fix.range, text: fix.newText }];
    action.edit = new vscode.WorkspaceEdit();
    for (const { range, text } of edits)
      action.edit.replace(document.uri, rangeIn(document, range), text);
  } else {
    action.command = { title: fix.title, ...commandOf(fix.action, document.uri) };
  }
  return action;
}

function commandOf(
  action: FixAction,
  uri: vscode.Uri,
): { readonly command: string; readonly arguments?: unknown[] } {
  const place: PlaceArgument = {
    uri: uri.toString(),
    ...("range" in action && { range: action.range }),
  };
  switch (action.type) {
    case "openSetting":
      return {
        command: "workbench.action.openSettings",
        arguments: [`@id:tokenscale.${action.setting}`],
      };
    case "compare":
    case "planMove":
      return { command: COMMANDS[action.type] };
    case "goTo":
    case "setImageSize":
    case "createVars":
      return { command: COMMANDS[action.type], arguments: [place] };
  }
}
