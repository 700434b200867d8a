import * as vscode from "vscode";
import { SKIPPED_FOLDERS } from "../core/skippedFolders";

/**
 * Whether the file is in a folder of others' or generated files. Folders above the workspace don't count:
 * a project that is itself in a folder named `vendor` is read as any other.
 */
export function isInSkippedFolder(uri: vscode.Uri): boolean {
  const folders = vscode.workspace.asRelativePath(uri, false).split("/");
  return SKIPPED_FOLDERS.some((name) => folders.includes(name));
}
