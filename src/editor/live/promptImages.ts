import * as vscode from "vscode";
import type { ImageFiles } from "../../core/ports";
import { resolveFile } from "../store/resolveFile";

/** The API accepts no larger image. */
const MAX_IMAGE_BYTES = 50 * 1024 * 1024;

/** Reads the images that a prompt names, never outside the workspace. */
export function promptImages(promptUri: vscode.Uri): ImageFiles {
  return {
    read: async (source) => {
      const uri = await resolveFile(promptUri, source);
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
