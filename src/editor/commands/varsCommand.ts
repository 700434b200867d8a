import * as vscode from "vscode";
import { varsFileName } from "../../core/estimate/readWithDependencies";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { EstimateStore } from "../store/estimateStore";
import { placeOrActive } from "./placeCommands";
import { registerCommand } from "../registerCommand";
import { UserError } from "../errors";

/**
 * "Add Sample Values": opens the `*.vars.json` next to a prompt, with every variable that has no value
 * yet. The file's existing content is kept.
 */
export function registerVarsCommand(store: EstimateStore, log: Log): vscode.Disposable {
  return registerCommand(COMMANDS.createVars, log, async (argument) => {
    const promptUri = vscode.Uri.parse(placeOrActive(argument).uri, true);
    if (promptUri.scheme === "untitled") {
      throw new UserError(
        vscode.l10n.t("Save the prompt first: sample values stand in a file beside it."),
      );
    }
    const reading = store.reading(promptUri);
    const names = new Set(
      reading?.kind === "ready"
        ? reading.estimate.estimates.flatMap(({ filled }) => filled.unknownVariables)
        : [],
    );
    if (names.size === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Every variable has a value."));
      return;
    }
    const uri = vscode.Uri.joinPath(promptUri, "..", varsFileName(promptUri.path));
    const kept = await readValues(uri);
    const missing = [...names].filter((name) => !Object.hasOwn(kept, name));
    if (missing.length > 0) {
      const values = { ...kept, ...Object.fromEntries(missing.map((name) => [name, ""])) };
      await vscode.workspace.fs.writeFile(
        uri,
        new TextEncoder().encode(`${JSON.stringify(values, undefined, 2)}\n`),
      );
    }
    const document = await vscode.workspace.openTextDocument(uri);
    // In the column of the prompt, not beside it, where the panel is.
    const promptEditor = vscode.window.visibleTextEditors.find(
      (editor) => editor.document.uri.toString() === promptUri.toString(),
    );
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: promptEditor?.viewColumn ?? vscode.ViewColumn.One,
    });
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "Fill in {0} in {1}. The count stays a lower bound (≥) until each has a text.",
        [...names].join(", "),
        varsFileName(promptUri.path).split("/").at(-1) ?? "",
      ),
    );
    const firstEmpty = document.getText().indexOf('""');
    if (firstEmpty < 0) return;
    const position = document.positionAt(firstEmpty + 1);
    editor.selection = new vscode.Selection(position, position);
  });
}

async function readValues(uri: vscode.Uri): Promise<Readonly<Record<string, unknown>>> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch {
    return {}; // Not there yet.
  }
  try {
    const values: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof values === "object" && values !== null && !Array.isArray(values)) {
      return values as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Reported below: the file is never overwritten.
  }
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
  throw new UserError(
    vscode.l10n.t(
      "{0} holds no single set of values. Add the missing ones by hand.",
      uri.path.split("/").at(-1) ?? "",
    ),
  );
}
