import { realpath } from "node:fs/promises";
import * as vscode from "vscode";
import { isInside, pathInside, type PathStyle } from "../../core/pathInside";

const PATH_STYLE: PathStyle = {
  hasDrives: process.platform === "win32",
  ignoresCase: process.platform === "win32" || process.platform === "darwin",
};

/**
 * The file that a prompt names, or undefined if it is outside what the user opened or can't be found.
 * Every file that a prompt takes something from is found by this one rule: by its name it is inside the
 * workspace folder (the prompt's own folder without one), and so is what its links lead to.
 */
export async function fileBeside(
  promptUri: vscode.Uri,
  written: string,
): Promise<vscode.Uri | undefined> {
  const uri = uriBeside(promptUri, written);
  return uri && (await isReallyInside(rootOf(promptUri), uri)) ? uri : undefined;
}

/** By its name alone, for whoever doesn't read the file. */
export function uriBeside(promptUri: vscode.Uri, written: string): vscode.Uri | undefined {
  if (promptUri.scheme === "untitled") return undefined;
  const folder = vscode.Uri.joinPath(promptUri, "..");
  const path = pathInside(rootOf(promptUri).path, folder.path, written, PATH_STYLE);
  return path === undefined ? undefined : promptUri.with({ path, query: "", fragment: "" });
}

function rootOf(promptUri: vscode.Uri): vscode.Uri {
  return (
    vscode.workspace.getWorkspaceFolder(promptUri)?.uri ?? vscode.Uri.joinPath(promptUri, "..")
  );
}

/** Other file systems than the disk tell no real paths: there the name decides. */
async function isReallyInside(root: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== "file") return true;
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root.fsPath), realpath(uri.fsPath)]);
    return isInside(vscode.Uri.file(realRoot).path, vscode.Uri.file(realFile).path, PATH_STYLE);
  } catch {
    return false; // No such file.
  }
}
