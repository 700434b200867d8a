import { sep } from "node:path";
import type { PromptFormat } from "../core/prompt/prompt";
import { isGeneralFormat } from "../core/prompt/formats/promptFormats";
import { formatByNameOr, formatOfFile } from "./fileFormat";
import { globTest } from "./globs";
import type { Host } from "./host";
import { CONFIG_NAME, type ProjectConfig } from "./projectConfig";
import { findProjectFiles } from "./projectFiles";

/**
 * Decides which files of a project are prompts: as in the editor, those with a matching name or text,
 * those that `promptFiles` includes, and code (code without a prompt has no requests). Paths are
 * relative to the working folder, with `/`.
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

  /** `head` returns the beginning of the file's text. */
  has(path: string, head: () => Promise<string>): Promise<boolean> {
    return this.isPrompt(path, () => formatByNameOr(path, head));
  }

  /**
   * The files that a call's words name: files directly, the prompt files of a folder, and all files of a
   * known format that match a glob. Without words, the prompt files of the working folder.
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

  /** As in the editor, a glob that begins with `**` also matches above the working folder. */
  private promptGlobTest(globs: readonly string[]): (path: string) => boolean {
    const isMatch = globTest(globs, `${CONFIG_NAME}: promptFiles`);
    const folder = this.host.folder.split(sep).join("/").replace(/^\//, "");
    return (path) => isMatch(path) || isMatch(`${folder}/${path}`);
  }
}
