import * as vscode from "vscode";
import type { ImageFiles } from "../../core/ports";
import { fileBeside } from "../store/fileBeside";

/** No picture that the API takes is larger. */
const MAX_IMAGE_BYTES = 50 * 1024 * 1024;

/** The images that a prompt names, read beside it and nowhere outside what the user opened. */
export function imagesBeside(promptUri: vscode.Uri): ImageFiles {
  return {
    read: async (source) => {
      const uri = await fileBeside(promptUri, source);
      if (uri === undefined) return undefined;
      try {
        const { size } = await vscode.workspace.fs.stat(uri);
        return size > MAX_IMAGE_BYTES ? undefined : await vscode.workspace.fs.readFile(uri);
      } catch {
        return undefined; // The run says that the image can't be read.
      }
    },
  };
}
