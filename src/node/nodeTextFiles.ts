import { appendFile, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { TextFileEntry, TextFiles } from "../core/ports";

/** A folder of the file system. Several processes can append to its files at once. */
export function createNodeTextFiles(folder: string): TextFiles {
  return {
    list: async () => {
      const names = (await ifPresent(readdir(folder))) ?? [];
      const entries = await Promise.all(names.map((name) => entryOf(folder, name)));
      return entries.filter((entry) => entry !== undefined);
    },
    read: (name) => ifPresent(readFile(join(folder, name), "utf8")),
    append: async (name, text) => {
      await mkdir(folder, { recursive: true });
      await appendFile(join(folder, name), text, "utf8");
    },
    remove: (name) => rm(join(folder, name), { force: true }),
  };
}

async function entryOf(folder: string, name: string): Promise<TextFileEntry | undefined> {
  const stats = await ifPresent(stat(join(folder, name)));
  return stats?.isFile() ? { name, bytes: stats.size } : undefined;
}

/** Undefined if the file or folder is missing; every other failure is thrown. */
async function ifPresent<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
