import * as vscode from "vscode";
import { expandBraces } from "../core/glob";
import { SKIPPED_FOLDERS } from "../core/skippedFolders";

/**
 * The globs that a search in a folder of the workspace leaves out: third-party files, generated ones, and those
 * that the setting search.exclude hides. VS Code adds files.exclude itself.
 */
export function excludedGlobs(folder: vscode.Uri): string {
  const hidden = vscode.workspace
    .getConfiguration("search", folder)
    .get<Readonly<Record<string, unknown>>>("exclude", {});
  const globs = Object.entries(hidden).flatMap(([glob, isHidden]) =>
    isHidden === true ? (expandBraces(glob) ?? []) : [],
  );
  const skipped = SKIPPED_FOLDERS.map((name) => `**/${name}`);
  // A folder's name stands for its content.
  return `{${[...skipped, ...globs].flatMap((glob) => [glob, `${glob}/**`]).join(",")}}`;
}
