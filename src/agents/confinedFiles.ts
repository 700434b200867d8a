import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { ToolError, type AgentHost } from "./agentTools";

const MAX_MEGABYTES = 4;

/**
 * Reads files inside the roots and nowhere else: a link that leads out of them, or a `..`, is refused
 * after everything is resolved on disk. Relative paths start at the first root that has such a file.
 */
export function confinedFiles(
  roots: () => Promise<readonly string[]>,
): Pick<AgentHost, "readFile"> {
  return {
    readFile: async (path, from) => {
      const folders = await realFolders(await roots());
      if (folders.length === 0) {
        throw new ToolError(`${path}: there is no open folder to read files from. Give text.`);
      }
      for (const folder of folders) {
        const base = from === undefined ? folder : dirname(resolve(folder, from));
        const file = await realpath(resolve(base, path)).catch(() => undefined);
        if (file === undefined) continue;
        if (!folders.some((root) => isBelow(root, file))) {
          throw new ToolError(`${path}: outside the open folders. Only files in them can be read.`);
        }
        return readWhole(path, file);
      }
      return undefined;
    },
  };
}

async function realFolders(roots: readonly string[]): Promise<readonly string[]> {
  const folders = await Promise.all(roots.map((root) => realpath(root).catch(() => undefined)));
  return folders.filter((folder) => folder !== undefined);
}

function isBelow(root: string, file: string): boolean {
  const path = relative(root, file);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

async function readWhole(path: string, file: string): Promise<Uint8Array> {
  const found = await stat(file);
  if (!found.isFile()) throw new ToolError(`${path}: not a file.`);
  if (found.size > MAX_MEGABYTES * 1024 * 1024)
    throw new ToolError(`${path}: more than ${MAX_MEGABYTES} MB.`);
  return readFile(file);
}
