import * as vscode from "vscode";
import { isInside, pathInside } from "../../core/pathInside";
import { getHost } from "../host";

/**
 * The file that a prompt names, or undefined if it is outside the workspace or can't be found. All
 * files that a prompt uses are found by this rule: both the path and the target of its links must be
 * inside the workspace folder, or inside the prompt's own folder if there is none.
 */
export async function resolveFile(
  promptUri: vscode.Uri,
  written: string,
): Promise<vscode.Uri | undefined> {
  const uri = resolveUri(promptUri, written);
  return uri && (await isReallyInside(rootOf(promptUri), uri)) ? uri : undefined;
}

/** By its path only, for callers that don't read the file. */
export function resolveUri(promptUri: vscode.Uri, written: string): vscode.Uri | undefined {
  if (promptUri.scheme === "untitled") return undefined;
  const folder = vscode.Uri.joinPath(promptUri, "..");
  const path = pathInside(rootOf(promptUri).path, folder.path, written, getHost().pathStyle);
  return path === undefined ? undefined : promptUri.with({ path, query: "", fragment: "" });
}

function rootOf(promptUri: vscode.Uri): vscode.Uri {
  return (
    vscode.workspace.getWorkspaceFolder(promptUri)?.uri ?? vscode.Uri.joinPath(promptUri, "..")
  );
}

/** File systems other than the disk have no real paths: there the path decides. */
async function isReallyInside(root: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  const { machine, pathStyle } = getHost();
  if (uri.scheme !== "file" || machine === undefined) return true;
  try {
    const [realRoot, realFile] = await Promise.all([
      machine.realPath(root.fsPath),
      machine.realPath(uri.fsPath),
    ]);
    return isInside(vscode.Uri.file(realRoot).path, vscode.Uri.file(realFile).path, pathStyle);
  } catch {
    return false; // No such file.
  }
}
