/**
 * `npm run test:suites [-- NAME…]`: runs the Mocha suites of `suites/NAME/` in a real extension host, each
 * folder in a VS Code of its own, with a copy of `fixtures/NAME/` as its workspace where that exists.
 *
 * The VS Code is a desktop one where `VSCODE_EXECUTABLE` names its executable, or where it says `download`
 * or the packages do not run and a download works; else the one of the packages, through `standIn/code`.
 * `VSCODE_VERSION` names the version to download, such as `1.106.0`; without it, the newest stable one.
 */
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from "@vscode/test-electron";
import { build } from "esbuild";
import { buildExtension } from "../../scripts/packageExtension";
import { projectRoot } from "../../scripts/projectRoot";
import { findBrowser } from "./harness/browser";
import { HumanError, runMain } from "./harness/humanError";
import { runsHere } from "./harness/installation";
import { createWorkspace } from "./harness/workspace";

const suitesFolder = path.join(projectRoot, "test", "vscode", "suites");

/** An extension of ours that uses the interface for other extensions. */
const apiUserFolder = path.join(projectRoot, "test", "vscode", "extensions", "apiUser");

await runMain(async () => {
  const all = await testFiles();
  const wanted = process.argv.slice(2);
  const names = wanted.length > 0 ? wanted : [...new Set(all.map(suiteOf))].sort();
  const unknown = names.filter((name) => !all.some((file) => suiteOf(file) === name));
  if (unknown.length > 0) throw new HumanError(`No suite is called ${unknown.join(", ")}.`);

  const vscodeExecutablePath = await findVSCode();
  await buildExtension();
  const failed: string[] = [];
  for (const name of names) {
    console.log(`\nSuite ${name}`);
    const files = all.filter((file) => suiteOf(file) === name);
    if (!(await runSuite(name, files, vscodeExecutablePath))) failed.push(name);
  }
  console.log(
    `\n${names.length} ${names.length === 1 ? "suite" : "suites"}: ${failed.length === 0 ? "all passed" : `failed: ${failed.join(", ")}`}`,
  );
  if (failed.length > 0) process.exitCode = 1;
});

/** The test files, relative to the suites' folder. */
async function testFiles(): Promise<readonly string[]> {
  const files = await readdir(suitesFolder, { recursive: true });
  return files.filter((file) => file.endsWith(".test.ts"));
}

function suiteOf(file: string): string {
  return file.split(path.sep)[0] ?? file;
}

async function findVSCode(): Promise<string> {
  const named = process.env["VSCODE_EXECUTABLE"] ?? (runsHere ? "" : "download");
  if (named === "") {
    // Says what is missing before anything is built.
    await findBrowser();
    return path.join(projectRoot, "test", "vscode", "standIn", "code");
  }
  if (named !== "download") {
    if (existsSync(named)) return named;
    throw new HumanError(`VSCODE_EXECUTABLE names ${named}, which is missing.`);
  }
  try {
    return await downloadAndUnzipVSCode(process.env["VSCODE_VERSION"]);
  } catch (error) {
    throw new HumanError(
      `VS Code could not be downloaded (${error instanceof Error ? error.message : String(error)}): set VSCODE_EXECUTABLE to the executable of an installed one.`,
    );
  }
}

/** Bundles one suite and runs it; false if a test failed. */
async function runSuite(
  name: string,
  files: readonly string[],
  vscodeExecutablePath: string,
): Promise<boolean> {
  const outdir = path.join(projectRoot, "out", "suites", name);
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: ["runMocha.ts", ...files].map((file) => ({
      in: path.join(suitesFolder, file),
      out: path.basename(file, ".ts"),
    })),
    outdir,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });

  const temporary = await mkdtemp(path.join(tmpdir(), "tokenscale-"));
  try {
    const fixture = path.join("test", "vscode", "fixtures", name);
    // Below a folder whose name searches pass over inside a workspace: above it, the name means nothing.
    const workspace = await createWorkspace(
      path.join(temporary, "vendor"),
      existsSync(path.join(projectRoot, fixture)) ? { copyOf: fixture } : {},
    );
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: [projectRoot, apiUserFolder],
      extensionTestsPath: path.join(outdir, "runMocha.js"),
      launchArgs: [workspace],
    });
    return true;
  } catch (error) {
    if (error instanceof TestRunFailedError) return false;
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
