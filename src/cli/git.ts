import { safeGit } from "../node/safeGit";
import { InputError } from "./usage";

/** A file that differs in the working tree, with its paths from the working folder. */
export interface ChangedFile {
  readonly path: string;
  /** Its path at the revision: a different one for a renamed file; undefined for a new one. */
  readonly basePath?: string;
}

/**
 * Reads a repository as it was where HEAD left a revision: at their merge base, which is the revision
 * itself if HEAD comes after it. What others have changed since is not a change of this branch.
 */
export class GitRevision {
  private constructor(
    private readonly folder: string,
    /** The commit's id: an option could be mistaken for a revision, an id can't. */
    private readonly commit: string,
  ) {}

  /** Throws an `InputError` if there is no such revision. */
  static async open(revision: string, folder: string): Promise<GitRevision> {
    await safeGit(["rev-parse", "--git-dir"], folder).catch((error: unknown) => {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      throw new InputError(
        isMissing ? "git is not installed." : "This folder is in no git repository.",
      );
    });
    const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
    const id = await safeGit(words, folder).then(firstLine, () => undefined);
    if (id === undefined) {
      throw new InputError(`git knows no revision "${revision}" here.${await shallowHint(folder)}`);
    }
    const base = await safeGit(["merge-base", id, "HEAD"], folder).then(firstLine, () => undefined);
    if (base === undefined) {
      throw new InputError(
        `git finds no common commit of "${revision}" and HEAD.${await shallowHint(folder)}`,
      );
    }
    return new GitRevision(folder, base);
  }

  /** Files that differ between the revision and the working tree, untracked ones included; sorted. */
  async changedFiles(): Promise<readonly ChangedFile[]> {
    const changes = [
      "diff",
      "--name-status",
      "-z",
      "--find-renames",
      "--relative",
      "--no-ext-diff",
      "--no-textconv",
      "--ignore-submodules=all",
      this.commit,
      "--",
    ];
    const fields = textFields(await readGit(changes, this.folder));
    const files = new Map<string, ChangedFile>();
    for (let at = 0; at < fields.length; at += 2) {
      const status = fields[at] ?? "";
      const basePath = fields[at + 1] ?? "";
      if (status.startsWith("R")) at += 1;
      const path = fields[at + 1] ?? "";
      files.set(path, status === "A" ? { path } : { path, basePath });
    }
    const untracked = await readGit(
      ["ls-files", "--others", "--exclude-standard", "-z"],
      this.folder,
    );
    for (const path of textFields(untracked)) if (!files.has(path)) files.set(path, { path });
    return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** A file's bytes at the revision, as stored: no filter of the repository is run. */
  async bytesOf(path: string): Promise<Buffer> {
    return readGit(["cat-file", "blob", `${this.commit}:./${path}`], this.folder);
  }
}

function firstLine(output: Buffer): string {
  return output.toString("utf8").split("\n")[0]?.trim() ?? "";
}

/** Advice if the history is cut off, as it is by default on most CI systems. */
async function shallowHint(folder: string): Promise<string> {
  const words = ["rev-parse", "--is-shallow-repository"];
  const answer = await safeGit(words, folder).then(firstLine, () => "");
  return answer === "true"
    ? " This clone is shallow: fetch the whole history first (git fetch --unshallow; in GitHub Actions fetch-depth: 0)."
    : "";
}

/** Throws an `InputError` with git's own message, such as for an object that is only on a server. */
async function readGit(words: readonly string[], folder: string): Promise<Buffer> {
  return safeGit(words, folder).catch((error: unknown) => {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    const line = said.split("\n").at(-1) || String(error);
    throw new InputError(`git can't read this repository: ${line.replace(/^fatal: /, "")}.`);
  });
}

function textFields(output: Buffer): string[] {
  return output.toString("utf8").split("\0").slice(0, -1);
}
