import type * as vscode from "vscode";

/** Of the cells of a notebook, which have the notebook's path. */
export const CELL_SCHEME = "vscode-notebook-cell";

/** The path by which a prompt is read. */
export function promptPath(document: vscode.TextDocument): string {
  return document.uri.scheme === CELL_SCHEME ? documentPath(document) : document.uri.path;
}

/** The path by which a document is read: one that is no file itself has a name by its language. */
export function documentPath({ uri, languageId, isUntitled }: vscode.TextDocument): string {
  const hasOwnName = !isUntitled && uri.scheme !== CELL_SCHEME;
  return hasOwnName ? uri.path : `${uri.path}.${EXTENSIONS.get(languageId) ?? languageId}`;
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["dotenv", "env"],
  ["javascript", "js"],
  ["javascriptreact", "jsx"],
  ["python", "py"],
  ["shellscript", "sh"],
  ["typescript", "ts"],
  ["typescriptreact", "tsx"],
]);
