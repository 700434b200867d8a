import * as vscode from "vscode";
import { compileGlob } from "../../core/glob";
import { CELL_SCHEME, promptPath } from "./documentPath";
import type { Log } from "../log";
import type { PromptFormat } from "../../core/prompt/prompt";
import { detectFormat, isGeneralFormat } from "../../core/prompt/formats/promptFormats";
import type { SettingsService } from "../settings";

/** Schemes of documents with prompts outside the workspace, too. */
const WORKING_SCHEMES: ReadonlySet<string> = new Set([
  "file",
  "untitled",
  "vscode-remote",
  "vscode-vfs",
  "vscode-userdata",
  "memfs",
  CELL_SCHEME,
]);

const HEAD_CHARACTERS = 16 * 1024;
const HEAD_LINES = 400;

/** Whether a document can hold a prompt: no output channel, other side of a diff or the like. */
export function isWorkingUri(uri: vscode.Uri): boolean {
  return WORKING_SCHEMES.has(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** A glob of the setting, compiled because it is tested at every edit. */
interface PromptGlob {
  /** Written with a leading `!`. */
  readonly isExclusion: boolean;
  matches(path: string): boolean;
}

/** Decides which documents are prompts: by name or content, or because a setting names them. */
export class PromptDocuments {
  private compiled: { readonly from: readonly string[]; readonly globs: readonly PromptGlob[] } = {
    from: [],
    globs: [],
  };

  constructor(
    private readonly settings: SettingsService,
    private readonly log: Log,
  ) {}

  /** How to read the document, or undefined if it is not a prompt. */
  formatOf(document: vscode.TextDocument): PromptFormat | undefined {
    const { uri, languageId } = document;
    return this.format(uri, { path: promptPath(document), text: headOf(document), languageId });
  }

  /** Whether the name alone makes the file a prompt: for files whose text VS Code withholds. */
  isNamedPrompt(uri: vscode.Uri): boolean {
    return this.format(uri, { path: uri.path, text: "" }) !== undefined;
  }

  /** Whether a file that is not open is a prompt, by its name and the start of its text. */
  isPromptText(uri: vscode.Uri, text: string): boolean {
    return this.format(uri, { path: uri.path, text: text.slice(0, HEAD_CHARACTERS) }) !== undefined;
  }

  /** The globs with which the user makes files prompts, without invalid ones. */
  includedGlobs(): readonly string[] {
    return this.settings.current.promptFiles.filter(
      (glob) => !glob.startsWith("!") && compileGlob(glob).kind === "glob",
    );
  }

  private format(
    uri: vscode.Uri,
    file: Parameters<typeof detectFormat>[0],
  ): PromptFormat | undefined {
    if (!isWorkingUri(uri)) return undefined;
    const globs = this.globs().filter((glob) => isMatch(uri, glob));
    if (globs.some(({ isExclusion }) => isExclusion)) return undefined;
    const format = detectFormat(file);
    // A Markdown file is a prompt only if the user says so; code, if it contains a prompt.
    if (format !== undefined && (format === "code" || !isGeneralFormat(format))) return format;
    return globs.length > 0 ? (format ?? "text") : undefined;
  }

  private globs(): readonly PromptGlob[] {
    const from = this.settings.current.promptFiles;
    if (this.compiled.from !== from) {
      this.compiled = { from, globs: from.map((glob) => this.promptGlob(glob)) };
    }
    return this.compiled.globs;
  }

  /** An invalid glob matches nothing, and the log says why. */
  private promptGlob(glob: string): PromptGlob {
    const isExclusion = glob.startsWith("!");
    const compiled = compileGlob(isExclusion ? glob.slice(1) : glob);
    if (compiled.kind === "glob") return { isExclusion, matches: compiled.matches };
    this.log.info(`tokenscale.promptFiles: the glob "${glob}" is not used: ${compiled.reason}.`);
    return { isExclusion, matches: () => false };
  }
}

/** Enough to detect the format; never the whole of a large document. */
function headOf(document: vscode.TextDocument): string {
  const end = document.validatePosition(new vscode.Position(HEAD_LINES, 0));
  return document
    .getText(new vscode.Range(0, 0, end.line, end.character))
    .slice(0, HEAD_CHARACTERS);
}

/** `**` globs match anywhere on the disk; others are relative to the workspace's folders. */
function isMatch(uri: vscode.Uri, glob: PromptGlob): boolean {
  return (
    glob.matches(uri.path.replace(/^\//, "")) ||
    glob.matches(vscode.workspace.asRelativePath(uri, false))
  );
}
