import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { VSCode, type VSCodeOptions } from "./vscode";

const failureFolder = path.join(projectRoot, "test-results", "failures");

/**
 * One VS Code for the tests of a file or a `describe`, with the packaged VSIX installed. A test fails when
 * the extension logged an error meanwhile; of a failed test a picture is kept in `test-results/failures`.
 */
export function useVSCode(options: Omit<VSCodeOptions, "vsix"> = {}): VSCode {
  const vscode = new VSCode({ ...options, vsix: inject("vsix") });
  let isBroken = false;
  const failOnErrors = async (): Promise<void> => {
    const errors = (await vscode.takeErrors()).join("\n");
    if (errors === "") return;
    isBroken ||= errors.includes("Activating extension");
    throw new Error(`The extension logged errors:\n${errors}`);
  };

  beforeAll(() => vscode.start());
  beforeEach(() => {
    // Every wait of the tests that follow would run into its timeout.
    if (isBroken) throw new Error("The extension could not be activated, see the first test.");
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepEvidence(vscode, task.name);
    await failOnErrors();
  });
  afterAll(async () => {
    try {
      await failOnErrors();
    } finally {
      await vscode.stop();
    }
  });
  return vscode;
}

async function keepEvidence(vscode: VSCode, testName: string): Promise<void> {
  const name = testName.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 80);
  await mkdir(failureFolder, { recursive: true });
  await vscode.page.screenshot({ path: path.join(failureFolder, `${name}.png`) });
  await writeFile(path.join(failureFolder, `${name}.log`), await vscode.ownLog());
}
