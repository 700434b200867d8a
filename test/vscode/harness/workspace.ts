import { execFile } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../../scripts/projectRoot";

const run = promisify(execFile);

/** The folder that VS Code opens: always a copy, so that a test may change it. */
export interface WorkspaceOptions {
  /** A folder of the project to copy, such as `sample-workspace`. */
  readonly copyOf?: string;
  /** Files to write, by their path in the workspace; over those that were copied. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Makes the files, as they are now, the first commit of a git repository. */
  readonly git?: boolean;
}

/** Creates the workspace below `parent`; returns its absolute path. */
export async function createWorkspace(parent: string, options: WorkspaceOptions): Promise<string> {
  const folder = path.join(parent, path.basename(options.copyOf ?? "workspace"));
  await mkdir(folder, { recursive: true });
  if (options.copyOf !== undefined) {
    await cp(path.join(projectRoot, options.copyOf), folder, { recursive: true });
  }
  for (const [name, content] of Object.entries(options.files ?? {})) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  if (options.git === true) await commitAll(folder);
  return folder;
}

async function commitAll(folder: string): Promise<void> {
  const identity = [
    "-c",
    "user.name=Tokenscale tests",
    "-c",
    "user.email=tests@tokenscale.invalid",
  ];
  for (const args of [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "--all"],
    [...identity, "commit", "--quiet", "--no-gpg-sign", "--message=Start"],
  ]) {
    await run("git", args, { cwd: folder });
  }
}
