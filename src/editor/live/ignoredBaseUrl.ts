import { parse } from "jsonc-parser";
import * as vscode from "vscode";

/**
 * Whether this workspace sets a base URL that VS Code withholds because the workspace is not trusted.
 * The configuration API does not show such a setting at all, so this reads the files.
 */
export async function ignoredBaseUrl(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return false;
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const ofFolders = workspaceFolders.map(({ uri }) =>
    vscode.Uri.joinPath(uri, ".vscode", "settings.json"),
  );
  const settings = await Promise.all([
    ...ofFolders.map(readObject),
    ...(workspaceFile ? [readObject(workspaceFile).then((file) => file["settings"])] : []),
  ]);
  return settings.some(
    (each) => typeof each === "object" && each !== null && "tokenscale.openai.baseUrl" in each,
  );
}

async function readObject(uri: vscode.Uri): Promise<Readonly<Record<string, unknown>>> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const value: unknown = parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {}; // Most workspaces have no such file.
  }
}
