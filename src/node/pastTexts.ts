import { safeGit } from "./safeGit";

/** Longer files are not counted either. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** A file in a commit of a repository. */
export interface CommittedFile {
  /** The repository's folder. */
  readonly folder: string;
  /** In the repository, with slashes. */
  readonly path: string;
  readonly commit: string;
  /** The git program; that of the PATH by default. */
  readonly program?: string;
}

/** The text of a file after a commit that changed it. */
export interface PastText {
  readonly commit: string;
  /** Milliseconds since 1970. */
  readonly committedAtMs: number;
  readonly text: string;
}

/** Not by git's `show`: that runs programs named by the repository's configuration (textconv). */
export async function textAtCommit({
  folder,
  path,
  commit,
  program,
}: CommittedFile): Promise<string> {
  const bytes = await safeGit(["cat-file", "blob", `${commit}:${path}`], folder, {
    ...(program !== undefined && { program }),
    maxBytes: MAX_TEXT_BYTES,
  });
  return new TextDecoder().decode(bytes);
}

/**
 * The texts of a file after each of its last commits up to `file.commit`, oldest first. A commit that
 * deleted it, or holds too long a text, is left out; a rename begins a new file.
 */
export async function readPastTexts(
  file: CommittedFile,
  maxCommits: number,
): Promise<readonly PastText[]> {
  const { folder, path, commit, program } = file;
  const words = ["--literal-pathspecs", "rev-list", `--max-count=${maxCommits}`, "--timestamp"];
  const output = await safeGit([...words, commit, "--", path], folder, {
    ...(program !== undefined && { program }),
  });
  const texts: PastText[] = [];
  for (const line of output.toString("utf8").split("\n").reverse()) {
    const [seconds, past] = line.split(" ");
    if (past === undefined) continue;
    const text = await textAtCommit({ ...file, commit: past }).catch(() => undefined);
    if (text === undefined) continue;
    texts.push({ commit: past, committedAtMs: Number(seconds) * 1000, text });
  }
  return texts;
}
