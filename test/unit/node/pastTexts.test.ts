import { execFileSync } from "node:child_process";
import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readPastTexts, textAtCommit } from "../../../src/node/pastTexts";
import { temporaryFolder, writeFiles } from "../cli/temporaryFolder";

const FILE = "pro mpts/[a] ü.prompty";

function git(folder: string, ...words: readonly string[]): string {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...identity, ...words], {
    cwd: folder,
    stdio: "pipe",
    encoding: "utf8",
  }).trim();
}

/** Commits the files, and returns the commit. */
async function commit(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  await writeFiles(folder, files);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "Change");
  return git(folder, "rev-parse", "HEAD");
}

test("the texts of a file after its last commits, oldest first, without those of other files", async () => {
  const folder = await temporaryFolder();
  git(folder, "init", "--quiet");
  const first = await commit(folder, { [FILE]: "one" });
  const second = await commit(folder, { [FILE]: "two" });
  await commit(folder, { "pro mpts/a ü.prompty": "another that a glob would match" });
  await rm(path.join(folder, FILE));
  await commit(folder, {});
  const third = await commit(folder, { [FILE]: "three" });
  const file = { folder, path: FILE, commit: third };

  const past = await readPastTexts(file, 20);
  expect(past.map(({ commit, text }) => [commit, text])).toEqual([
    [first, "one"],
    [second, "two"],
    [third, "three"],
  ]);
  const seconds = git(folder, "show", "--no-patch", "--format=%ct", first);
  expect(past[0]?.committedAtMs).toBe(Number(seconds) * 1000);
  expect((await readPastTexts(file, 1)).map(({ text }) => text)).toEqual(["three"]);
  expect((await readPastTexts({ ...file, commit: second }, 20)).map(({ text }) => text)).toEqual([
    "one",
    "two",
  ]);
  expect(await readPastTexts({ ...file, path: "never.prompty" }, 20)).toEqual([]);
});

test("no program that the repository names is run", async () => {
  const outside = await temporaryFolder();
  const marks = path.join(outside, "marks");
  await mkdir(marks);
  const program = path.join(outside, "program.sh");
  await writeFile(program, `#!/bin/sh\ntouch "${marks}/ran-$$"\nexit 1\n`);
  await chmod(program, 0o755);
  const folder = await temporaryFolder();
  git(folder, "init", "--quiet");
  const head = await commit(folder, {
    "a.prompty": "kept",
    ".gitattributes": "*.prompty filter=evil diff=evil\n",
  });
  for (const key of ["filter.evil.smudge", "diff.evil.textconv", "diff.external", "gpg.program"]) {
    git(folder, "config", key, program);
  }
  git(folder, "config", "log.showSignature", "true");
  const file = { folder, path: "a.prompty", commit: head };
  expect((await readPastTexts(file, 20)).map(({ text }) => text)).toEqual(["kept"]);
  expect(await textAtCommit(file)).toBe("kept");
  expect(await readdir(marks)).toEqual([]);
});
