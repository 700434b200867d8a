import { type Dirent, readdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { SKIPPED_FOLDERS } from "../core/skippedFolders";
import { globTest } from "./globs";
import type { Host } from "./host";
import { unreadable } from "./input";
import { InputError } from "./usage";

type PathTest = (path: string) => boolean | Promise<boolean>;

/** Which files a command reads: of those below a folder, and of those that a glob matches. */
interface FileChoice {
  readonly inFolder: PathTest;
  readonly byGlob: PathTest;
}

/**
 * The files that a call's words name: files directly, and those below a folder or matched by a glob
 * that the command reads. Without words, those of the working folder. Each file once; sorted within
 * each word. Paths are relative to the working folder, with `/`.
 */
export async function findProjectFiles(
  words: readonly string[],
  choice: FileChoice,
  host: Host,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const word of words.length > 0 ? words : ["."])
    for (const path of await filesOfWord(word, choice, host)) found.add(path);
  return [...found];
}

async function filesOfWord(
  word: string,
  { inFolder, byGlob }: FileChoice,
  host: Host,
): Promise<readonly string[]> {
  const path = resolve(host.folder, word);
  const named = await stat(path).catch(() => undefined);
  if (named?.isDirectory() === true) return filesBelow(path, inFolder, host);
  if (named !== undefined) return [projectPath(path, host)];
  const isMatch = globTest([word], word);
  const matching = await filesBelow(host.folder, (file) => isMatch(file) && byGlob(file), host);
  if (matching.length === 0) throw new InputError(`${word}: no such file.`);
  return matching;
}

async function filesBelow(
  folder: string,
  isWanted: PathTest,
  host: Host,
): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = async (directory: string): Promise<void> => {
    for (const entry of entriesOf(directory, host)) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.includes(entry.name)) await walk(path);
      } else if (entry.isFile() && (await isWanted(projectPath(path, host)))) {
        found.push(projectPath(path, host));
      }
    }
  };
  await walk(folder);
  return found.sort();
}

function entriesOf(directory: string, host: Host): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    throw unreadable(projectPath(directory, host), error);
  }
}

function projectPath(path: string, { folder }: Host): string {
  return relative(folder, path).split(sep).join("/");
}
