import * as vscode from "vscode";

/** Asks where to save a text and writes it; reports the file, with a button to open it. */
export async function saveText(
  name: string,
  text: string,
  folder = vscode.workspace.workspaceFolders?.[0]?.uri,
): Promise<void> {
  const extension = name.split(".").at(-1) ?? "txt";
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  void offerToOpen(uri, name);
}

/** Not awaited: the message can stay for a long time. */
async function offerToOpen(uri: vscode.Uri, name: string): Promise<void> {
  const open = vscode.l10n.t("Open");
  const saved = vscode.l10n.t("Saved {0}.", uri.path.split("/").at(-1) ?? name);
  const chosen = await vscode.window.showInformationMessage(saved, open);
  if (chosen === open) await vscode.commands.executeCommand("vscode.open", uri);
}
