import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localDay } from "../../../src/core/day";
import { type BuiltCommandLine, buildCommandLine } from "./buildCommandLine";
import { run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const FILES = 1_100;

let built: BuiltCommandLine;
beforeAll(async () => {
  built = await buildCommandLine();
});
afterAll(() => built.remove());

/** Prompts of three formats, some over a budget, some broken, and a few that are no text. */
function promptFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let number = 0; number < FILES; number += 1) {
    const words = "word ".repeat(1 + (number % 40));
    const name = `area-${number % 7}/task-${number}`;
    if (number % 101 === 0) files[`${name}.prompty`] = "\0binary";
    else if (number % 5 === 0)
      files[`${name}.prompty`] = `---\nmodel: gpt-4o\n---\nuser:\n${words}`;
    else if (number % 17 === 0) files[`${name}.prompt.yml`] = `messages: [${words}`;
    else files[`${name}.prompt`] = `${words}{{value}}\n`;
  }
  return files;
}

test("threads print the same bytes as one thread, in the same order", async () => {
  const folder = await temporaryFolder({
    ...promptFiles(),
    ".tokenscale.json": JSON.stringify({ budget: { inputTokens: 30 }, failOn: ["retiring<900d"] }),
  });
  const words = ["check", "--format", "json"];
  const one = await run(folder, words, { today: localDay(new Date()) });
  const threads = await promisify(execFile)(process.execPath, [built.file, ...words], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: unknown) => error as { code: number; stdout: string; stderr: string });
  expect(one.exitCode).toBe(1);
  expect(one.stdout.split("\n").length).toBeGreaterThan(300);
  expect(one.stderr).toContain("area-0/task-0.prompty");
  expect(threads).toMatchObject({ code: 1, stdout: one.stdout, stderr: one.stderr });
});
