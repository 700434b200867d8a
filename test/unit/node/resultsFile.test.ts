import { existsSync } from "node:fs";
import { readFile, symlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readResultLines, ResultsFile } from "../../../src/node/resultsFile";
import { acquireRunLock } from "../../../src/node/runLock";
import { temporaryFolder } from "../cli/temporaryFolder";

/** More than any process has. */
const NO_PROCESS = 2 ** 30;

async function linesOf(file: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of readResultLines(file)) lines.push(line);
  return lines;
}

test("lines are in the file once their append has resolved, in order", async () => {
  const file = path.join(await temporaryFolder(), "deep", "results.jsonl");
  const results = await ResultsFile.open(file);
  await results.append("\nfirst");
  expect(await readFile(file, "utf8")).toBe("\nfirst");
  await Promise.all(["a", "b", "c"].map((line) => results.append(`\n${line}`)));
  await results.close();
  expect(await linesOf(file)).toEqual(["", "first", "a", "b", "c"]);
});

test("a file that is missing has no lines", async () => {
  expect(await linesOf(path.join(await temporaryFolder(), "none.jsonl"))).toEqual([]);
});

test.skipIf(!existsSync("/dev/full"))("an append to a full disk rejects", async () => {
  const file = path.join(await temporaryFolder(), "results.jsonl");
  await symlink("/dev/full", file);
  const results = await ResultsFile.open(file);
  await expect(results.append("\nline")).rejects.toMatchObject({ code: "ENOSPC" });
  await results.close();
});

test("a lock is held by one, and free once released", async () => {
  const file = path.join(await temporaryFolder(), "results.lock");
  const first = await acquireRunLock(file);
  expect(first).toBeDefined();
  expect(await acquireRunLock(file)).toBeUndefined();
  await first?.release();
  const second = await acquireRunLock(file);
  expect(second).toBeDefined();
  await second?.release();
});

test.each([
  ["whose process is gone", NO_PROCESS, 0],
  ["that has been silent", process.pid, 60_000],
])("a lock %s is replaced", async (_name, pid, ageMs) => {
  const file = path.join(await temporaryFolder(), "results.lock");
  await writeFile(file, `${pid} ${hostname()}`);
  const then = new Date(Date.now() - ageMs);
  await utimes(file, then, then);
  const lock = await acquireRunLock(file);
  expect(lock).toBeDefined();
  expect(await readFile(file, "utf8")).toBe(`${process.pid} ${hostname()}`);
  await lock?.release();
});

test("a lock of another machine holds as long as it gives signs of life", async () => {
  const file = path.join(await temporaryFolder(), "results.lock");
  await writeFile(file, `${NO_PROCESS} another-machine`);
  expect(await acquireRunLock(file)).toBeUndefined();
});
