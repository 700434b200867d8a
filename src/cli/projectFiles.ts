import { readdir, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { globTest } from "./globs";
import type { Host } from "./host";
import { unreadable } from "./input";
import { SKIPPED_FOLDERS } from "./promptFiles";
import { InputError } from "./usage";

/**
 * The files of some kind that words of a call name: files as they are, and those below a folder or
 * of a glob that are of the kind. Without words those below the working folder. Sorted, each once.
 */
export async function findProjectFiles(
  words: readonly string[],
  isWanted: (path: string) => boolean,
  host: Host,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const word of words.length > 0 ? words : ["."])
    for (const path of await filesOfWord(word, isWanted, host)) found.add(path);
  return [...found];
}

async function filesOfWord(
  word: string,
  isWanted: (path: string) => boolean,
  host: Host,
): Promise<readonly string[]> {
  const path = resolve(host.folder, word);
  const named = await stat(path).catch(() => undefined);
  if (named?.isDirectory() === true) return filesBelow(path, isWanted, host);
  if (named !== undefined) return [projectPath(path, host)];
  const isMatch = globTest([word], word);
  const matching = await filesBelow(host.folder, (file) => isMatch(file) && isWanted(file), host);
  if (matching.length === 0) throw new InputError(`${word}: no such file.`);
  return matching;
}

async function filesBelow(
  folder: string,
  isWanted: (path: string) => boolean,
  host: Host,
): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(projectPath(folder, host), error);
  });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) found.push(...(await filesBelow(path, isWanted, host)));
    } else if (entry.isFile() && isWanted(projectPath(path, host)))
      found.push(projectPath(path, host));
  }
  return found.sort();
}

function projectPath(path: string, { folder }: Host): string {
  return relative(folder, path).split(sep).join("/");
}
