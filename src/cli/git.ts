import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { InputError } from "./usage";

const run = promisify(execFile);
const MAX_BYTES = 64 * 1024 * 1024;

async function git(words: readonly string[]): Promise<string> {
  const { stdout } = await run("git", [...words], { maxBuffer: MAX_BYTES });
  return stdout;
}

/** Files that differ between a revision and the working tree, untracked ones included; sorted. */
export async function changedFiles(revision: string): Promise<readonly string[]> {
  try {
    await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  } catch {
    throw new InputError(`git knows no revision "${revision}" here.`);
  }
  const changed = await git([
    "diff",
    "--name-only",
    "--relative",
    "-z",
    "--end-of-options",
    revision,
    "--",
  ]);
  const untracked = await git(["ls-files", "--others", "--exclude-standard", "-z"]);
  const names = `${changed}${untracked}`.split("\0").filter((name) => name !== "");
  return [...new Set(names)].sort();
}

/** The text of a file at a revision; undefined where it is not in it. */
export async function textAt(revision: string, path: string): Promise<string | undefined> {
  try {
    return await git(["show", "--end-of-options", `${revision}:./${path}`]);
  } catch {
    return undefined;
  }
}
