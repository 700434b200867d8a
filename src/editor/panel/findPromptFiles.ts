import * as vscode from "vscode";
import { Cancelled } from "../../core/estimate/pace";
import { expandBraces } from "../../core/glob";
import {
  codeFileGlobs,
  isDecidedByText,
  promptFileGlobs,
} from "../../core/prompt/formats/promptFileNames";
import { excludedGlobs } from "../excludedGlobs";
import type { PromptDocuments } from "../store/promptDocuments";

/** How many files are considered by name; of these, only so many are taken. */
const MAX_CANDIDATES = 20_000;
const MAX_FILES = 500;

/**
 * The workspace's prompt files that are known by name, sorted, then its code. Files that the settings
 * files.exclude and search.exclude hide are left out. Prompts and code have separate limits: most code
 * contains no prompt, and must not crowd out the prompts.
 */
export function findPromptFiles(
  documents: PromptDocuments,
  signal: AbortSignal,
): Promise<readonly vscode.Uri[]> {
  return findFilesNamed((uri) => documents.isNamedPrompt(uri), documents, signal, MAX_FILES);
}

/** The same with all files whose text must be read to tell whether they are prompts. */
export function findPossiblePrompts(
  documents: PromptDocuments,
  signal: AbortSignal,
): Promise<readonly vscode.Uri[]> {
  const mayBePrompt = (uri: vscode.Uri): boolean =>
    isDecidedByText(uri.path) || documents.isNamedPrompt(uri);
  return findFilesNamed(mayBePrompt, documents, signal, MAX_CANDIDATES);
}

async function findFilesNamed(
  isPrompt: (uri: vscode.Uri) => boolean,
  documents: PromptDocuments,
  signal: AbortSignal,
  maxFiles: number,
): Promise<readonly vscode.Uri[]> {
  const globs = [
    ...promptFileGlobs().map((glob) => `**/${ignoringCase(glob)}`),
    ...documents.includedGlobs().flatMap((glob) => expandBraces(glob) ?? []),
  ];
  const codeGlobs = codeFileGlobs().map((glob) => `**/${ignoringCase(glob)}`);
  const prompts = (await findFiles(globs, signal)).filter(isPrompt).slice(0, maxFiles);
  const taken = new Set(prompts.map(String));
  const code = (await findFiles(codeGlobs, signal))
    .filter((uri) => !taken.has(uri.toString()) && isPrompt(uri))
    .slice(0, maxFiles);
  return [...prompts, ...code];
}

async function findFiles(
  globs: readonly string[],
  signal: AbortSignal,
): Promise<readonly vscode.Uri[]> {
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = (): void => cancellation.cancel();
  signal.addEventListener("abort", cancel);
  const found = new Map<string, vscode.Uri>();
  try {
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      if (signal.aborted) throw new Cancelled();
      const uris = await vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, `{${globs.join(",")}}`),
        excludedGlobs(folder.uri),
        MAX_CANDIDATES - found.size,
        cancellation.token,
      );
      for (const uri of uris) found.set(uri.toString(), uri);
      if (found.size >= MAX_CANDIDATES) break;
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    cancellation.dispose();
  }
  if (signal.aborted) throw new Cancelled();
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, uri]) => uri);
}

/** `*.md` → `*.[mM][dD]`: file searches are case-sensitive. */
function ignoringCase(glob: string): string {
  return glob.replaceAll(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
