import { open, readdir, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { detectFormat, isGeneralFormat } from "../core/prompt/promptFormats";
import type { Host } from "./host";
import { unreadable } from "./input";
import type { ProjectConfig } from "./projectConfig";
import { InputError } from "./usage";

/** Folders that hold others' files, or generated ones. */
const SKIPPED_FOLDERS = new Set(["node_modules", ".git", "dist", "out", ".venv"]);

/** Kinds of file whose text tells whether they are prompts, and how much of it is needed. */
const TOLD_BY_TEXT = /\.(?:jsonl?|ndjson|ya?ml)$/i;
const HEAD_BYTES = 16 * 1024;

/** A path from the working folder, with `/`. */
export function projectPath(path: string, { folder }: Host): string {
  return relative(folder, resolve(folder, path)).split(sep).join("/");
}

/**
 * Which files are prompts of a project: as in the editor those whose name or text says so, those
 * that `promptFiles` takes in, and code, of which those that hold no prompt have no requests.
 */
export class PromptFiles {
  private readonly isTakenIn: (path: string) => boolean;
  private readonly isTakenOut: (path: string) => boolean;

  constructor(
    private readonly host: Host,
    { promptFiles }: ProjectConfig,
  ) {
    const isExclusion = (glob: string): boolean => glob.startsWith("!");
    const [takenIn, takenOut] = [
      promptFiles.filter((glob) => !isExclusion(glob)),
      promptFiles.filter(isExclusion).map((glob) => glob.slice(1)),
    ];
    this.isTakenIn = this.globTest(takenIn);
    this.isTakenOut = this.globTest(takenOut);
  }

  /** `head` gives the beginning of the text, where the name does not say enough. */
  async has(path: string, head: (path: string) => Promise<string>): Promise<boolean> {
    if (this.isTakenOut(path)) return false;
    if (this.isTakenIn(path)) return true;
    const format = await formatOf(path, head);
    return format !== undefined && (format === "code" || !isGeneralFormat(format));
  }

  /**
   * The files that words of a call name: files as they are, of a folder its prompt files, of a glob
   * all files of a known format. Without words the prompt files of the working folder.
   */
  async find(words: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const word of words.length > 0 ? words : ["."]) {
      found.push(...(await this.findWord(word)));
    }
    return [...new Set(found)];
  }

  /** As in the editor, a glob with `**` in front matches above the working folder too. */
  private globTest(globs: readonly string[]): (path: string) => boolean {
    const isMatch = picomatch([...globs], { dot: true });
    const folder = this.host.folder.split(sep).join("/").replace(/^\//, "");
    return (path) => isMatch(path) || isMatch(`${folder}/${path}`);
  }

  private async findWord(word: string): Promise<readonly string[]> {
    const { folder } = this.host;
    const head = (path: string): Promise<string> => this.readHead(path);
    const named = await stat(resolve(folder, word)).catch(() => undefined);
    if (named?.isDirectory()) {
      return filterAsync(await filesBelow(resolve(folder, word), this.host), (path) =>
        this.has(path, head),
      );
    }
    if (named !== undefined) return [projectPath(word, this.host)];
    const isMatch = picomatch(word, { dot: true });
    const known = await filterAsync(
      await filesBelow(folder, this.host),
      async (path) => isMatch(path) && (await formatOf(path, head)) !== undefined,
    );
    if (known.length === 0) throw new InputError(`${word}: no such file.`);
    return known;
  }

  private async readHead(path: string): Promise<string> {
    const file = await open(resolve(this.host.folder, path)).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  }
}

async function formatOf(
  path: string,
  head: (path: string) => Promise<string>,
): Promise<ReturnType<typeof detectFormat>> {
  return (
    detectFormat({ path, text: "" }) ??
    (TOLD_BY_TEXT.test(path) ? detectFormat({ path, text: await head(path) }) : undefined)
  );
}

/** All files below a folder, sorted, by their paths from the working folder. */
async function filesBelow(folder: string, host: Host): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = async (directory: string): Promise<void> => {
    const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
      throw unreadable(projectPath(directory, host), error);
    });
    for (const entry of entries) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) await walk(path);
      } else if (entry.isFile()) found.push(projectPath(path, host));
    }
  };
  await walk(folder);
  return found.sort();
}

async function filterAsync<Value>(
  values: readonly Value[],
  isWanted: (value: Value) => Promise<boolean>,
): Promise<readonly Value[]> {
  const wanted: Value[] = [];
  for (const value of values) if (await isWanted(value)) wanted.push(value);
  return wanted;
}
