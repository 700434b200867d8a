/**
 * Does what desktop VS Code does for `@vscode/test-electron`: opens the folder with the extension under
 * development, has the extension host run the tests, and exits with their code.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { launchBrowser } from "../harness/browser";
import { HumanError, runMain } from "../harness/humanError";
import { startServer } from "../harness/server";
import { windowAddress } from "../harness/windowAddress";
import { SuiteOutput } from "./suiteOutput";

/** A suite that takes longer hangs. */
const longestRunMs = 5 * 60 * 1000;

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: {
      extensionDevelopmentPath: { type: "string", multiple: true },
      extensionTestsPath: { type: "string" },
    },
    // Desktop VS Code gets many more flags, which mean nothing here.
    strict: false,
    allowPositionals: true,
  });
  const [extensionFolder = "", ...others] = (values.extensionDevelopmentPath ?? []).map(String);
  const development = { extensionFolder, tests: String(values.extensionTestsPath) };
  const [folder = process.cwd()] = positionals;

  const dataFolder = await mkdtemp(path.join(tmpdir(), "tokenscale-suite-"));
  const cleanUps = [() => rm(dataFolder, { recursive: true, force: true, maxRetries: 5 })];
  try {
    // A window on a server develops one extension: the others are installed.
    for (const other of others) {
      await cp(other, path.join(dataFolder, "extensions", path.basename(other)), {
        recursive: true,
      });
    }
    const server = await startServer({
      dataFolder,
      env: suiteEnvironment(),
      isForDevelopment: true,
    });
    cleanUps.unshift(() => server.stop());
    const browser = await launchBrowser();
    cleanUps.unshift(() => browser.close());
    const page = await browser.newPage();
    const output = new SuiteOutput();

    const exitCode = new Promise<number>((resolve, reject) => {
      const stopped = (signal: NodeJS.Signals): void =>
        reject(new HumanError(`Stopped by ${signal}.`));
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stopped);
      setTimeout(
        () => reject(new HumanError(`No result within ${longestRunMs / 60_000} minutes.`)),
        longestRunMs,
      ).unref();
      // VS Code's page calls these two when it has been told to run tests.
      void page.exposeFunction("codeAutomationExit", resolve);
      void page.exposeFunction("codeAutomationLog", (type: string, args: readonly unknown[]) =>
        output.print(type, args),
      );
    });
    await page.goto(windowAddress(server, folder, development));
    process.exitCode = await exitCode;
    output.end(await exitCode);
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
  }
});

/** Values from the caller for the suites, by the prefix of its name. */
function suiteEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[0].startsWith("TOKENSCALE_") && entry[1] !== undefined,
    ),
  );
}
