import picomatch from "picomatch";
import * as vscode from "vscode";
import type { PromptFormat } from "../../core/prompt/prompt";
import { detectFormat, isGeneralFormat } from "../../core/prompt/promptFormats";
import type { SettingsService } from "../settings";

/** Where prompts live. Output channels, diffs' other sides, notebook cells and the like are none. */
const PROMPT_SCHEMES: ReadonlySet<string> = new Set([
  "file",
  "untitled",
  "vscode-remote",
  "vscode-vfs",
  "vscode-userdata",
  "memfs",
]);

const HEAD_CHARACTERS = 16 * 1024;
const HEAD_LINES = 400;

/** Tells which documents are prompts: by name or content, or because a setting names them. */
export class PromptDocuments {
  constructor(private readonly settings: SettingsService) {}

  /** How to read the document, or undefined where it is no prompt. */
  formatOf(document: vscode.TextDocument): PromptFormat | undefined {
    return this.format(document.uri, headOf(document), document.languageId);
  }

  /** Whether the name alone makes the file a prompt: for files whose text VS Code withholds. */
  isNamedPrompt(uri: vscode.Uri): boolean {
    return this.format(uri, "") !== undefined;
  }

  private format(uri: vscode.Uri, head: string, languageId?: string): PromptFormat | undefined {
    if (!PROMPT_SCHEMES.has(uri.scheme)) return undefined;
    const globs = this.settings.current.promptFiles;
    const isTakenOut = globs.some(
      (glob) => glob.startsWith("!") && matchesGlob(uri, glob.slice(1)),
    );
    if (isTakenOut) return undefined;
    const format = detectFormat({ path: uri.path, text: head, languageId });
    // A Markdown file is a prompt only where the user says so; code, where a prompt stands in it.
    if (format !== undefined && (format === "code" || !isGeneralFormat(format))) return format;
    const isTakenIn = globs.some((glob) => !glob.startsWith("!") && matchesGlob(uri, glob));
    return isTakenIn ? (format ?? "text") : undefined;
  }
}

/** Enough to tell the format; never the whole of a large document. */
export function headOf(document: vscode.TextDocument): string {
  const end = document.validatePosition(new vscode.Position(HEAD_LINES, 0));
  return document
    .getText(new vscode.Range(0, 0, end.line, end.character))
    .slice(0, HEAD_CHARACTERS);
}

/** `**` globs match anywhere on the disk; others are relative to the workspace's folders. */
function matchesGlob(uri: vscode.Uri, glob: string): boolean {
  const isMatch = picomatch(glob.replace(/^\//, ""), { dot: true });
  return (
    isMatch(uri.path.replace(/^\//, "")) || isMatch(vscode.workspace.asRelativePath(uri, false))
  );
}
