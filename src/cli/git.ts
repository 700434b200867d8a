import { execFile } from "node:child_process";
import { constants } from "node:buffer";
import { promisify } from "node:util";
import { InputError } from "./usage";

const run = promisify(execFile);

/** A file that the working tree changes, by its paths from the working folder. */
export interface ChangedFile {
  readonly path: string;
  /** Where it stood at the revision: elsewhere for a renamed file; undefined for a new one. */
  readonly basePath?: string;
}

/** Reads a repository as it was at one revision. */
export class GitRevision {
  private constructor(
    private readonly folder: string,
    /** The commit's id: an option could pass for a revision, an id can't. */
    private readonly commit: string,
  ) {}

  /** Throws an `InputError` where there is no such revision. */
  static async open(revision: string, folder: string): Promise<GitRevision> {
    await git(["rev-parse", "--git-dir"], folder).catch((error: unknown) => {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      throw new InputError(
        isMissing ? "git is not installed." : "This folder is in no git repository.",
      );
    });
    const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
    const id = await git(words, folder).catch(() => {
      throw new InputError(`git knows no revision "${revision}" here.`);
    });
    return new GitRevision(folder, id.toString("utf8").trim());
  }

  /** Files that differ between the revision and the working tree, untracked ones included; sorted. */
  async changedFiles(): Promise<readonly ChangedFile[]> {
    const changes = [
      "diff",
      "--name-status",
      "-z",
      "--find-renames",
      "--relative",
      this.commit,
      "--",
    ];
    const fields = textFields(await git(changes, this.folder));
    const files = new Map<string, ChangedFile>();
    for (let at = 0; at < fields.length; at += 2) {
      const status = fields[at] ?? "";
      const basePath = fields[at + 1] ?? "";
      if (status.startsWith("R")) at += 1;
      const path = fields[at + 1] ?? "";
      files.set(path, status === "A" ? { path } : { path, basePath });
    }
    const untracked = await git(["ls-files", "--others", "--exclude-standard", "-z"], this.folder);
    for (const path of textFields(untracked)) if (!files.has(path)) files.set(path, { path });
    return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** A file's bytes at the revision, with the line ends that a checkout would give it. */
  async bytesOf(path: string): Promise<Buffer> {
    return git(["cat-file", "--filters", `${this.commit}:./${path}`], this.folder);
  }
}

async function git(words: readonly string[], folder: string): Promise<Buffer> {
  const { stdout } = await run("git", [...words], {
    cwd: folder,
    encoding: "buffer",
    maxBuffer: constants.MAX_LENGTH,
  });
  return stdout;
}

function textFields(output: Buffer): string[] {
  return output.toString("utf8").split("\0").slice(0, -1);
}
