import * as vscode from "vscode";
import { dependencyPaths, type DependencyReader } from "../../core/estimate/readWithDependencies";
import type { PromptFile } from "../../core/prompt/prompt";
import type { ImageSizes } from "./imageSizes";
import { resolveFile, resolveUri } from "./resolveFile";

/** Dependencies of prompts that can change without an editor. */
const WATCHED_FILES = "**/*.{vars.json,png,jpg,jpeg,gif,webp}";

/** No prompt for a model with 128,000 tokens of context is larger. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** Reads files of the folder or the workspace of the prompt at `uri`, never others. */
export function dependencyReader(uri: vscode.Uri, imageSizes: ImageSizes): DependencyReader {
  return {
    imageSize: (source) => imageSizes.sizeOf(source, uri),
    readText: (path) => readTextFile(uri, path),
  };
}

/** The URIs, as strings, of the files that a prompt file's figures depend on, existing or not. */
export function dependenciesOf(uri: vscode.Uri, file: PromptFile): readonly string[] {
  return dependencyPaths(uri.path, file).flatMap((path) => resolveUri(uri, path)?.toString() ?? []);
}

/** Reports every saved document, and every changed dependency of prompts, no matter who changed it. */
export function watchDependencies(changed: (uri: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(WATCHED_FILES);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => changed(uri)),
  );
}

async function readTextFile(promptUri: vscode.Uri, path: string): Promise<string | undefined> {
  const uri = await resolveFile(promptUri, path);
  if (uri === undefined) return undefined;
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
  if (open !== undefined) return open.getText();
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_TEXT_BYTES) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined; // No such file: references to it are shown as written.
  }
}
