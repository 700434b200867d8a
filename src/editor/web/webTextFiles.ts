import * as vscode from "vscode";
import type { TextFiles } from "../../core/ports";
import { webLock } from "./webLock";

/** A folder of VS Code's file systems, which can't append: a file is read and written again. */
export function createWebTextFiles(folder: vscode.Uri): TextFiles {
  const { fs } = vscode.workspace;
  const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  const read = async (name: string): Promise<string | undefined> => {
    const bytes = await ifPresent(fs.readFile(uriOf(name)));
    return bytes && new TextDecoder().decode(bytes);
  };
  return {
    list: async () => {
      const entries = (await ifPresent(fs.readDirectory(folder))) ?? [];
      return Promise.all(
        entries
          .filter(([, type]) => type === vscode.FileType.File)
          .map(async ([name]) => ({ name, bytes: (await fs.stat(uriOf(name))).size })),
      );
    },
    read,
    append: (name, text) =>
      webLock(uriOf(name).toString())(async () => {
        const before = (await read(name)) ?? "";
        await fs.writeFile(uriOf(name), new TextEncoder().encode(before + text));
      }),
    remove: async (name) => {
      await ifPresent(fs.delete(uriOf(name)));
    },
  };
}

/** Undefined if the file or folder is missing; every other failure is thrown. */
async function ifPresent<Value>(work: Thenable<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
