import { execFileSync } from "node:child_process";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { safeGit } from "../../../src/node/safeGit";
import { jsonLines, run } from "./testHost";
import { temporaryFolder, writeFiles } from "./temporaryFolder";

const PROMPTY = "---\nname: a\n---\nsystem:\nBe brief.\nuser:\nHello\n";

function git(folder: string, ...words: readonly string[]): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

/** A program that leaves a mark in `marks` each time it is run. */
async function markingProgram(marks: string): Promise<string> {
  const program = path.join(marks, "..", "program.sh");
  await writeFile(program, `#!/bin/sh\ntouch "${marks}/ran-$$"\nexit 1\n`);
  await chmod(program, 0o755);
  return program;
}

async function repositoryWithChange(attributes = ""): Promise<{
  readonly folder: string;
  readonly program: string;
  readonly marks: string;
}> {
  const outside = await temporaryFolder();
  const marks = path.join(outside, "marks");
  await mkdir(marks);
  const folder = await temporaryFolder({ "a.prompty": PROMPTY, ".gitattributes": attributes });
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "One");
  await writeFiles(folder, { "a.prompty": `${PROMPTY}more words\n`, "b.prompty": PROMPTY });
  return { folder, program: await markingProgram(marks), marks };
}

async function expectCountedWithoutRunning(folder: string, marks: string): Promise<void> {
  const { exitCode, stdout, stderr } = await run(folder, ["diff", "--json"]);
  expect(await readdir(marks)).toEqual([]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(jsonLines(stdout).map(({ file }) => file)).toEqual(["a.prompty", "b.prompty"]);
}

describe("diff in a hostile repository", () => {
  test.each([
    "core.fsmonitor",
    "core.pager",
    "core.sshCommand",
    "core.editor",
    "core.askPass",
    "core.alternateRefsCommand",
    "credential.helper",
    "diff.external",
    "gpg.program",
    "pager.diff",
    "alias.diff",
    "alias.rev-parse",
    "diff.evil.textconv",
    "diff.evil.command",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.evil.process",
    "filter.Evil=x.clean",
    "filter.evil.inner.clean",
  ])("never runs the program of %s", async (key) => {
    const driver = /^(?:filter|diff)\.(.+)\.\w+$/.exec(key)?.[1];
    const attributes = driver === undefined ? "" : `*.prompty filter=${driver} diff=${driver}\n`;
    const { folder, program, marks } = await repositoryWithChange(attributes);
    git(folder, "config", key, key.startsWith("alias.") ? `!${program}` : program);
    await expectCountedWithoutRunning(folder, marks);
  });

  test("runs no filter that is required, included from another file or set for this work tree", async () => {
    const { folder, program, marks } = await repositoryWithChange("*.prompty filter=evil\n");
    await writeFiles(folder, { "more.cfg": `[filter "evil"]\n\tclean = ${program}\n` });
    git(folder, "config", "include.path", "../more.cfg");
    git(folder, "config", "extensions.worktreeConfig", "true");
    git(folder, "config", "--worktree", "filter.evil.process", program);
    git(folder, "config", "filter.evil.required", "true");
    await expectCountedWithoutRunning(folder, marks);
  });

  test("runs no hook", async () => {
    const { folder, program, marks } = await repositoryWithChange();
    git(folder, "config", "core.hooksPath", path.dirname(program));
    for (const hook of ["post-index-change", "reference-transaction", "fsmonitor-watchman"]) {
      const source = `#!/bin/sh\ntouch "${marks}/${hook}"\n`;
      await writeFile(path.join(path.dirname(program), hook), source, { mode: 0o755 });
      await writeFile(path.join(folder, ".git/hooks", hook), source, { mode: 0o755 });
    }
    await expectCountedWithoutRunning(folder, marks);
  });

  test("fetches no object that a promisor keeps back", async () => {
    const { folder, program, marks } = await repositoryWithChange();
    git(folder, "config", "core.repositoryFormatVersion", "1");
    git(folder, "config", "extensions.partialClone", "evil");
    git(folder, "config", "remote.evil.promisor", "true");
    git(folder, "config", "remote.evil.url", `ext::${program}`);
    git(folder, "config", "remote.evil.uploadpack", program);
    git(folder, "config", "protocol.ext.allow", "always");
    const blob = execFileSync("git", ["rev-parse", "HEAD:a.prompty"], { cwd: folder })
      .toString()
      .trim();
    execFileSync("rm", ["-f", `.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`], {
      cwd: folder,
    });
    const { exitCode, stderr } = await run(folder, ["diff", "--json"]);
    expect(await readdir(marks)).toEqual([]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("git can't read this repository: unable to read");
  });

  test("takes no bare repository in a folder for one", async () => {
    const { program, marks } = await repositoryWithChange();
    const outer = await temporaryFolder({ "a.prompty": PROMPTY });
    git(outer, "init", "--quiet");
    const inner = path.join(outer, "inner");
    await mkdir(inner);
    git(inner, "init", "--quiet", "--bare");
    git(inner, "config", "core.bare", "false");
    git(inner, "config", "core.worktree", "..");
    git(inner, "config", "core.fsmonitor", program);
    const { exitCode, stderr } = await run(inner, ["diff"]);
    expect(await readdir(marks)).toEqual([]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("git repository");
  });

  test("passes no variable of git's on", async () => {
    const { folder, program, marks } = await repositoryWithChange();
    const hostile = {
      GIT_EXTERNAL_DIFF: program,
      GIT_SSH_COMMAND: program,
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: program,
      GIT_DIR: "/nowhere",
    };
    Object.assign(process.env, hostile);
    onTestFinished(() => {
      for (const name of Object.keys(hostile)) Reflect.deleteProperty(process.env, name);
    });
    await expectCountedWithoutRunning(folder, marks);
  });

  test("protocols stay closed", async () => {
    const { folder, program, marks } = await repositoryWithChange();
    git(folder, "config", "protocol.ext.allow", "always");
    await expect(safeGit(["ls-remote", `ext::${program}`], folder)).rejects.toThrow(/not allowed/);
    expect(await readdir(marks)).toEqual([]);
  });
});

describe("line ends", () => {
  test("a file that is checked out with CRLF differs by its new words alone", async () => {
    const folder = await temporaryFolder({ "a.prompty": PROMPTY });
    git(folder, "init", "--quiet");
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", "One");
    git(folder, "config", "core.autocrlf", "true");
    const before = jsonLines((await run(folder, ["diff", "--json"])).stdout);
    expect(before).toEqual([]);
    await writeFiles(folder, { "a.prompty": `${PROMPTY}more\n`.replaceAll("\n", "\r\n") });
    const [change] = jsonLines((await run(folder, ["diff", "--json"])).stdout);
    expect(change).toMatchObject({ models: { "gpt-4o": { tokens: 2 } } });
  });
});
