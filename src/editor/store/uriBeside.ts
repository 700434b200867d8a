import * as vscode from "vscode";

/** The URI of a path that a prompt names, or undefined where it leads out of what the user opened. */
export function uriBeside(promptUri: vscode.Uri, path: string): vscode.Uri | undefined {
  if (promptUri.scheme === "untitled") return undefined;
  const folder = vscode.Uri.joinPath(promptUri, "..");
  const slashed = path.replaceAll("\\", "/");
  const target = slashed.startsWith("/")
    ? promptUri.with({ path: slashed })
    : vscode.Uri.joinPath(folder, slashed);
  const root = vscode.workspace.getWorkspaceFolder(promptUri)?.uri ?? folder;
  return target.path.startsWith(`${root.path.replace(/\/$/, "")}/`) ? target : undefined;
}
