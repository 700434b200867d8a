/**
 * `npm test`: every check there is. One that fails does not stop the others, except those that rest on it;
 * the last lines say how each one ended.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { findBrowser } from "../test/vscode/harness/browser";
import { HumanError, runMain } from "../test/vscode/harness/humanError";
import { runsHere } from "../test/vscode/harness/installation";
import packageJson from "../package.json";
import { LastLines } from "./lastLines";
import { projectRoot } from "./projectRoot";

interface CheckResult {
  readonly name: string;
  readonly ending: "passed" | "failed" | "left out";
  readonly seconds: number;
  /** The end of its output, which is where the tools list what failed. */
  readonly lastLines: readonly string[];
}

interface CheckOutcome {
  readonly passed: boolean;
  readonly lastLines: readonly string[];
}

const vsix = path.join(projectRoot, `${packageJson.name}-${packageJson.version}.vsix`);

await runMain(async () => {
  const installed = runsHere ? [await check("VS Code and browser", prepareVSCode)] : [];
  const built = await check("build", npmScript("build"));
  const results = [...installed, built];
  for (const [name, script] of [
    ["types", "typecheck"],
    ["lint", "lint"],
    ["format", "format:check"],
    ["unit tests", "test:unit"],
  ] as const) {
    results.push(await check(name, npmScript(script)));
  }
  const packaged = await check("package", npmScript("package"), built);
  results.push(
    packaged,
    await check("suites in VS Code", npmScript("test:suites"), ...installed, built),
  );
  if (runsHere) {
    const pages = npmScript("test:pages", { TOKENSCALE_VSIX: vsix });
    results.push(await check("page tests", pages, ...installed, packaged));
  }

  const width = Math.max(...results.map(({ name }) => name.length));
  for (const { name, lastLines } of results.filter(({ ending }) => ending === "failed")) {
    console.log(`\n── the end of ${name}, which failed ──\n${lastLines.join("\n")}`);
  }
  console.log("");
  for (const { name, ending, seconds } of results) {
    console.log(`${name.padEnd(width)}  ${ending.padEnd(8)}  ${seconds.toFixed(0).padStart(4)} s`);
  }
  if (!runsHere) console.log("NOT TESTED: the page tests need Linux on x64.");
  if (results.some(({ ending }) => ending !== "passed")) process.exitCode = 1;
});

/** Runs one check, unless one of those that it rests on did not pass. */
async function check(
  name: string,
  work: () => Promise<CheckOutcome>,
  ...groundwork: readonly CheckResult[]
): Promise<CheckResult> {
  if (groundwork.some(({ ending }) => ending !== "passed")) {
    return { name, ending: "left out", seconds: 0, lastLines: [] };
  }
  console.log(`\n── ${name} ──`);
  const startMs = Date.now();
  const { passed, lastLines } = await work();
  const seconds = (Date.now() - startMs) / 1000;
  return { name, ending: passed ? "passed" : "failed", seconds, lastLines };
}

async function prepareVSCode(): Promise<CheckOutcome> {
  try {
    const { path: browser } = await findBrowser();
    console.log(`Browser: ${browser}`);
    return { passed: true, lastLines: [] };
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    console.error(error.message);
    return { passed: false, lastLines: [error.message] };
  }
}

/** An npm script of this project as a check that passes with exit code 0. */
function npmScript(script: string, env: Readonly<Record<string, string>> = {}) {
  return (): Promise<CheckOutcome> =>
    new Promise((resolve, reject) => {
      const child = spawn("npm", ["run", "--silent", script], {
        cwd: projectRoot,
        stdio: ["inherit", "pipe", "pipe"],
        env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }), ...env },
      });
      const output = new LastLines();
      for (const [from, to] of [
        [child.stdout, process.stdout],
        [child.stderr, process.stderr],
      ] as const) {
        from.setEncoding("utf8").on("data", (text: string) => {
          to.write(text);
          output.add(text);
        });
      }
      child.once("error", reject);
      child.once("close", (code) => resolve({ passed: code === 0, lastLines: output.lines() }));
    });
}
