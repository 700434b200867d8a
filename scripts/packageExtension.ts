import { execFile } from "node:child_process";
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { HumanError } from "../test/vscode/harness/humanError";
import { projectRoot } from "./projectRoot";

const run = promisify(execFile);

/** The VSIX is downloaded with every update. */
const largestVsixBytes = 3 * 1024 * 1024;

/** Builds `dist/`; `--production` leaves out what only a debugger needs. */
export async function buildExtension(...flags: readonly "--production"[]): Promise<void> {
  await runNode(projectRoot, "esbuild.mjs", ...flags);
}

/**
 * Builds the extension as it ships and packs it into `vsixFile`.
 * @returns its size in bytes.
 * @throws {HumanError} when it is larger than {@link largestVsixBytes}, or with the failed tool's own words.
 */
export async function packageExtension(vsixFile: string): Promise<number> {
  await mkdir(path.dirname(vsixFile), { recursive: true });
  await buildExtension("--production");
  await packFolder(projectRoot, vsixFile);
  const { size } = await stat(vsixFile);
  if (size > largestVsixBytes) {
    throw new HumanError(
      `${vsixFile} has ${size} bytes, ${size - largestVsixBytes} more than the 3 MB allowed: \`npx vsce ls --no-dependencies\` lists what is in it.`,
    );
  }
  return size;
}

/** Packs the extension in `folder`, built already, into `vsixFile`; both absolute. */
export async function packFolder(folder: string, vsixFile: string): Promise<void> {
  await runNode(
    folder,
    path.join(projectRoot, "node_modules", "@vscode", "vsce", "vsce"),
    ...["package", "--no-dependencies", "--allow-missing-repository", "--skip-license"],
    ...["--no-rewrite-relative-links", "--out", vsixFile],
  );
}

/** Runs a program of Node. @throws {HumanError} with its own words if it fails. */
export async function runNode(
  cwd: string,
  script: string,
  ...args: readonly string[]
): Promise<void> {
  try {
    await run(process.execPath, [script, ...args], { cwd });
  } catch (error) {
    const output =
      error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    // What the tool printed itself; Node's own report of the crash begins with a file and a line.
    const [words = output] = output.split(/\n\S+:\d+\n/);
    throw new HumanError(`${path.basename(script)} failed:\n${words.trim()}`);
  }
}
