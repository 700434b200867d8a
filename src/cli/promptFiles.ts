import { readdir, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { PromptFormat } from "../core/prompt/prompt";
import { isGeneralFormat } from "../core/prompt/formats/promptFormats";
import { formatByNameOr, formatOfFile } from "./fileFormat";
import { globTest } from "./globs";
import type { Host } from "./host";
import { unreadable } from "./input";
import { CONFIG_NAME, type ProjectConfig } from "./projectConfig";
import { InputError } from "./usage";

/** Folders that hold others' files, or generated ones. */
export const SKIPPED_FOLDERS = new Set(["node_modules", ".git", "dist", "out", ".venv"]);

/**
 * Which files are prompts of a project: as in the editor those whose name or text says so, those
 * that `promptFiles` takes in, and code, of which that without a prompt has no requests. Paths are
 * those from the working folder, with `/`.
 */
export class PromptFiles {
  private readonly isTakenIn: (path: string) => boolean;
  private readonly isTakenOut: (path: string) => boolean;

  constructor(
    private readonly host: Host,
    { promptFiles }: ProjectConfig,
  ) {
    const isExclusion = (glob: string): boolean => glob.startsWith("!");
    this.isTakenIn = this.promptGlobTest(promptFiles.filter((glob) => !isExclusion(glob)));
    this.isTakenOut = this.promptGlobTest(
      promptFiles.filter(isExclusion).map((glob) => glob.slice(1)),
    );
  }

  /** `head` gives the beginning of the file's text. */
  has(path: string, head: () => Promise<string>): Promise<boolean> {
    return this.isPrompt(path, () => formatByNameOr(path, head));
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

  private async isPrompt(
    path: string,
    formatOf: () => Promise<PromptFormat | undefined>,
  ): Promise<boolean> {
    if (this.isTakenOut(path)) return false;
    if (this.isTakenIn(path)) return true;
    const format = await formatOf();
    return format !== undefined && (format === "code" || !isGeneralFormat(format));
  }

  private async findWord(word: string): Promise<readonly string[]> {
    const path = resolve(this.host.folder, word);
    const named = await stat(path).catch(() => undefined);
    if (named?.isDirectory()) {
      return this.filesBelow(path, (file) =>
        this.isPrompt(file, () => formatOfFile(file, this.host)),
      );
    }
    if (named !== undefined) return [this.projectPath(path)];
    const isMatch = globTest([word], word);
    const known = await this.filesBelow(
      this.host.folder,
      async (file) => isMatch(file) && (await formatOfFile(file, this.host)) !== undefined,
    );
    if (known.length === 0) throw new InputError(`${word}: no such file.`);
    return known;
  }

  /** The files below a folder that are wanted, sorted. */
  private async filesBelow(
    folder: string,
    isWanted: (path: string) => Promise<boolean>,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    const walk = async (directory: string): Promise<void> => {
      const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
        throw unreadable(this.projectPath(directory), error);
      });
      for (const entry of entries) {
        const path = join(directory, entry.name);
        if (entry.isDirectory()) {
          if (!SKIPPED_FOLDERS.has(entry.name)) await walk(path);
        } else if (entry.isFile() && (await isWanted(this.projectPath(path)))) {
          found.push(this.projectPath(path));
        }
      }
    };
    await walk(folder);
    return found.sort();
  }

  /** As in the editor, a glob with `**` in front matches above the working folder too. */
  private promptGlobTest(globs: readonly string[]): (path: string) => boolean {
    const isMatch = globTest(globs, `${CONFIG_NAME}: promptFiles`);
    const folder = this.host.folder.split(sep).join("/").replace(/^\//, "");
    return (path) => isMatch(path) || isMatch(`${folder}/${path}`);
  }

  private projectPath(path: string): string {
    return relative(this.host.folder, path).split(sep).join("/");
  }
}
