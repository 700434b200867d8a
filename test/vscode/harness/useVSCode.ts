import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeEach, inject } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { VSCode, type VSCodeOptions } from "./vscode";

const failureFolder = path.join(projectRoot, "test-results", "failures");

/**
 * One VS Code for the tests of a file or a `describe`, with the packaged VSIX installed. Each test begins
 * with the window reset, and with a fresh VS Code if the test before it failed, so that no test can take
 * others with it. A test fails when the extension logged an error meanwhile; the picture, logs, and
 * console of a failed test are kept in `test-results/failures`.
 */
export function useVSCode(options: Omit<VSCodeOptions, "vsix"> = {}): VSCode {
  const vscode = new VSCode({ ...options, vsix: inject("vsix") });
  let state: "used" | "stopped" = "stopped";
  const loggedErrors = async (): Promise<Error | undefined> => {
    const errors = (await vscode.takeErrors()).join("\n");
    return errors === "" ? undefined : new Error(`The extension logged errors:\n${errors}`);
  };
  const stop = async (): Promise<void> => {
    state = "stopped";
    await vscode.stop();
  };

  beforeEach(async () => {
    if (state === "used") {
      // A window that can't be reset is replaced.
      await vscode.reset().catch(stop);
    }
    if (state === "stopped") await vscode.start();
    state = "used";
  }, 180_000);
  afterEach(async ({ task }) => {
    const errors = await loggedErrors();
    if (task.result?.state === "fail" || errors !== undefined) {
      await keepEvidence(vscode, task.name);
      await stop();
    }
    if (errors !== undefined) throw errors;
  });
  afterAll(async () => {
    const errors = await loggedErrors();
    await stop();
    if (errors !== undefined) throw errors;
  });
  return vscode;
}

async function keepEvidence(vscode: VSCode, testName: string): Promise<void> {
  const name = testName.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 80);
  const file = (extension: string): string => path.join(failureFolder, `${name}.${extension}`);
  await mkdir(failureFolder, { recursive: true });
  await vscode.page.screenshot({ path: file("png") });
  await writeFile(file("log"), await vscode.ownLog());
  await writeFile(file("host.log"), await vscode.hostLog());
  await writeFile(file("console.log"), vscode.consoleLines.join("\n"));
}
