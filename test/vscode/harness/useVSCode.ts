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
export function useVSCode(options: VSCodeOptions = {}): VSCode {
  const vscode = new VSCode({ vsix: inject("vsix"), ...options });
  beforeAll(() => vscode.start());
  afterEach(async ({ task }) => {
    const errors = await vscode.takeErrors();
    if (task.result?.state === "fail") {
      await keepEvidence(vscode, task.name);
    }
    if (errors.length > 0) throw new Error(`The extension logged errors:\n${errors.join("\n")}`);
  });
  afterAll(() => vscode.stop());
  return vscode;
}

async function keepEvidence(vscode: VSCode, testName: string): Promise<void> {
  const name = testName.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 80);
  await mkdir(failureFolder, { recursive: true });
  await vscode.page.screenshot({ path: path.join(failureFolder, `${name}.png`) });
  await writeFile(path.join(failureFolder, `${name}.log`), await vscode.ownLog());
}
