import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { VSCode, type VSCodeOptions } from "./vscode";

const failureFolder = path.join(projectRoot, "test-results", "failures");

/**
 * One VS Code for the tests of a file or a `describe`, with the packaged VSIX installed. A test fails when
 * the extension logged an error meanwhile; of a failed test a picture is kept in `test-results/failures`.
 */
export function useVSCode(options: Omit<VSCodeOptions, "vsix"> = {}): VSCode {
  const vscode = new VSCode({ ...options, vsix: inject("vsix") });
  beforeAll(() => vscode.start());
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepEvidence(vscode, task.name);
    await failOnErrors(vscode);
  });
  afterAll(async () => {
    try {
      await failOnErrors(vscode);
    } finally {
      await vscode.stop();
    }
  });
  return vscode;
}

async function failOnErrors(vscode: VSCode): Promise<void> {
  const errors = await vscode.takeErrors();
  if (errors.length > 0) throw new Error(`The extension logged errors:\n${errors.join("\n")}`);
}

async function keepEvidence(vscode: VSCode, testName: string): Promise<void> {
  const name = testName.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 80);
  await mkdir(failureFolder, { recursive: true });
  await vscode.page.screenshot({ path: path.join(failureFolder, `${name}.png`) });
  await writeFile(path.join(failureFolder, `${name}.log`), await vscode.ownLog());
}
