import * as vscode from "vscode";
import type { Surroundings } from "../../core/estimate/readWithDependencies";
import type { ImageSizes } from "./imageSizes";
import { fileBeside } from "./fileBeside";

/** No prompt that is sent to a model with 128,000 tokens of context is larger. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** What stands around the prompt at `uri`: files of its folder or its workspace, never others. */
export function surroundingsOf(uri: vscode.Uri, imageSizes: ImageSizes): Surroundings {
  return {
    imageSize: (source) => imageSizes.sizeOf(source, uri),
    readText: (path) => readTextBeside(uri, path),
  };
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
