import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import picomatch from "picomatch";

const SKIPPED_FOLDERS = new Set(["node_modules", ".git", "dist", "out", ".venv"]);

/** Files below `folder` that one of the globs matches (a glob that starts with `!` takes out), sorted. */
export async function findFiles(folder: string, globs: readonly string[]): Promise<string[]> {
  const wanted = picomatch(
    globs.filter((glob) => !glob.startsWith("!")),
    { dot: true },
  );
  const unwanted = picomatch(
    globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1)),
    { dot: true },
  );
  const found: string[] = [];
  const walk = async (directory: string): Promise<void> => {
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) await walk(path);
        continue;
      }
      const name = relative(folder, path).split(sep).join("/");
      if (entry.isFile() && wanted(name) && !unwanted(name)) found.push(name);
    }
  };
  await walk(folder);
  return found.sort();
}

/** Whether there is such a file or folder. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
