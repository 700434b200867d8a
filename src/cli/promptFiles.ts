import { sep } from "node:path";
import type { PromptFormat } from "../core/prompt/prompt";
import { isGeneralFormat } from "../core/prompt/formats/promptFormats";
import { formatByNameOr, formatOfFile } from "./fileFormat";
import { globTest } from "./globs";
import type { Host } from "./host";
import { CONFIG_NAME, type ProjectConfig } from "./projectConfig";
import { findProjectFiles } from "./projectFiles";

/**
 * Which files are prompts of a project: as in the editor those whose name or text says so, those
 * that `promptFiles` takes in, and code, of which that without a prompt has no requests. Paths are
 * those from the working folder, with `/`.
 */
export class PromptFiles {
  private readonly isTakenIn: (path: string) => boolean;
  private readonly isExcluded: (path: string) => boolean;

  constructor(
    private readonly host: Host,
    { promptFiles }: ProjectConfig,
  ) {
    const isExclusion = (glob: string): boolean => glob.startsWith("!");
    this.isTakenIn = this.promptGlobTest(promptFiles.filter((glob) => !isExclusion(glob)));
    this.isExcluded = this.promptGlobTest(
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
  find(words: readonly string[]): Promise<readonly string[]> {
    return findProjectFiles(
      words,
      {
        inFolder: (path) => this.isPrompt(path, () => formatOfFile(path, this.host)),
        byGlob: async (path) => (await formatOfFile(path, this.host)) !== undefined,
      },
      this.host,
    );
  }

  private async isPrompt(
    path: string,
    formatOf: () => Promise<PromptFormat | undefined>,
  ): Promise<boolean> {
    if (this.isExcluded(path)) return false;
    if (this.isTakenIn(path)) return true;
    const format = await formatOf();
    return format !== undefined && (format === "code" || !isGeneralFormat(format));
  }

  /** As in the editor, a glob with `**` in front matches above the working folder too. */
  private promptGlobTest(globs: readonly string[]): (path: string) => boolean {
    const isMatch = globTest(globs, `${CONFIG_NAME}: promptFiles`);
    const folder = this.host.folder.split(sep).join("/").replace(/^\//, "");
    return (path) => isMatch(path) || isMatch(`${folder}/${path}`);
  }
}
