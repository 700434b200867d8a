import * as vscode from "vscode";
import { dependencyPaths, type Surroundings } from "../../core/estimate/readWithDependencies";
import type { PromptFile } from "../../core/prompt/prompt";
import type { ImageSizes } from "./imageSizes";
import { fileBeside, uriBeside } from "./fileBeside";

/** Kinds of files beside prompts that change without an editor, too. */
const SURROUNDING_FILES = "**/*.{vars.json,png,jpg,jpeg,gif,webp}";

/** No prompt that is sent to a model with 128,000 tokens of context is larger. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** What stands around the prompt at `uri`: files of its folder or its workspace, never others. */
export function surroundingsOf(uri: vscode.Uri, imageSizes: ImageSizes): Surroundings {
  return {
    imageSize: (source) => imageSizes.sizeOf(source, uri),
    readText: (path) => readTextBeside(uri, path),
  };
}

/** The URIs, as texts, of the files that the figures of a prompt file depend on, existing or not. */
export function dependenciesOf(uri: vscode.Uri, file: PromptFile): readonly string[] {
  return dependencyPaths(uri.path, file).flatMap((path) => uriBeside(uri, path)?.toString() ?? []);
}

/** Tells of every saved document, and of every file beside prompts that was changed, by whomever. */
export function watchDependencies(changed: (uri: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(SURROUNDING_FILES);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => changed(uri)),
  );
}

async function readTextBeside(promptUri: vscode.Uri, path: string): Promise<string | undefined> {
  const uri = await fileBeside(promptUri, path);
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
    return undefined; // No such file: what takes text from it is shown as written.
  }
}
