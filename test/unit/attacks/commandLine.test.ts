import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { temporaryFolder, writeFiles } from "../cli/temporaryFolder";
import { jsonLines, run } from "../cli/testHost";
import { attackedFiles } from "./attackedFiles";
import { expectHarmless, expectTables } from "./harmless";
import { CONTROLS, HIDDEN, PAYLOADS } from "./payloads";

/** A request, a Batch file and a Prompty file have every place of which a command shows a text. */
const SHOWN_FORMATS = 3;

/** Every payload at every place of the first `formats` of the formats, in a folder of its own. */
function filesOf(formats: number, suffix = "", model?: string): Readonly<Record<string, string>> {
  const files = PAYLOADS.flatMap(({ text }, index) =>
    attackedFiles(text + suffix, model)
      .slice(0, formats)
      .map((file) => [`${index}/${file.path}`, file.text] as const),
  );
  return Object.fromEntries([[".tokenscale.json", '{"budget":{"inputTokens":1}}'], ...files]);
}

/** A request in a file that a payload names, as far as a file can be named so. */
function namedFiles(): Readonly<Record<string, string>> {
  const body = JSON.stringify({ model: "gpt-4o", messages: [{ role: "user", content: "Hi" }] });
  const names = PAYLOADS.map(({ text }) =>
    text.replaceAll(/[\0/\\]|\p{Cs}/gu, "").slice(0, 60),
  ).filter((name) => !/^[\s.]*$/.test(name));
  return Object.fromEntries(names.map((name) => [`${name}.request.json`, body]));
}

/** Nothing steers the terminal; tabs separate the columns of a table. */
function expectQuiet(text: string): void {
  expect(text.replaceAll("\t", "")).not.toMatch(CONTROLS);
  expect(text).not.toMatch(HIDDEN);
}

function git(folder: string, ...words: readonly string[]): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder(files);
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "One");
  return folder;
}

describe("the command line is safe from every attack", () => {
  test.each([
    ["estimate", SHOWN_FORMATS, [0]],
    ["route", SHOWN_FORMATS, [0]],
    ["check", SHOWN_FORMATS, [1]],
    ["migrate", SHOWN_FORMATS, [0]],
  ] as const)("%s", async (command, formats, exitCodes) => {
    const files = filesOf(formats, "", command === "migrate" ? "gpt-4o" : undefined);
    const folder = await temporaryFolder(files);
    const paths = Object.keys(files).slice(1);
    for (const options of [[], ["--json"]]) {
      const { exitCode, stdout, stderr } = await run(folder, [command, ...options, "--", ...paths]);
      const isBinary = stderr.includes(": not a text\n");
      expect(isBinary ? [2, ...exitCodes] : exitCodes).toContain(exitCode);
      expectQuiet(stdout);
      expectQuiet(stderr);
      if (options.length > 0) expect(jsonLines(stdout).length).toBeGreaterThan(0);
    }
  });

  test("estimate --json of every format", async () => {
    const files = filesOf(Infinity);
    const folder = await temporaryFolder(files);
    const paths = Object.keys(files).slice(1);
    const { stdout, stderr } = await run(folder, ["estimate", "--json", "--", ...paths]);
    expectQuiet(stdout);
    expectQuiet(stderr);
    expect(jsonLines(stdout).length).toBeGreaterThan(7 * PAYLOADS.length);
  });

  test.each(["estimate", "route"])("%s --per-line", async (command) => {
    const files = filesOf(SHOWN_FORMATS - 1);
    const folder = await temporaryFolder(files);
    const paths = Object.keys(files).filter((path) => path.endsWith(".jsonl"));
    for (const options of [[], ["--json"]]) {
      const words = [command, "--per-line", ...options, "--", ...paths];
      const { exitCode, stdout, stderr } = await run(folder, words);
      expect(exitCode).toBe(0);
      expectQuiet(stdout);
      expectQuiet(stderr);
    }
  });

  test.each([
    ["estimate", []],
    ["estimate", ["--json"]],
    ["count", []],
    ["count", ["--json"]],
    ["route", []],
    ["check", []],
    ["migrate", ["--markdown"]],
  ])("%s %j with names of files", async (command, options) => {
    const files = namedFiles();
    const folder = await temporaryFolder(files);
    const { stdout, stderr } = await run(folder, [
      command,
      ...options,
      "--",
      ...Object.keys(files),
    ]);
    expectQuiet(stdout);
    expectQuiet(stderr);
    if (options.includes("--markdown")) expectHarmless(stdout, 0);
  });

  test("migrate --markdown", async () => {
    const files = filesOf(SHOWN_FORMATS, "", "gpt-4o");
    const folder = await temporaryFolder(files);
    const paths = Object.keys(files).slice(1);
    const { stdout } = await run(folder, ["migrate", "--markdown", "--", ...paths]);
    expectQuiet(stdout);
    expectHarmless(stdout, 0);
    expect(stdout.match(/^- \[ \] Line/gm)?.length).toBeGreaterThan(PAYLOADS.length);
  });

  test.each([
    ["as text", []],
    ["as JSON", ["--json"]],
    ["as Markdown", ["--markdown"]],
  ])("diff %s", async (_, options) => {
    const folder = await repository({ "a.request.json": "{}" });
    git(folder, "branch", "b`<b>x</b>`|c");
    await writeFiles(folder, { ...filesOf(1), ...namedFiles() });
    const words = ["diff", "--base", "b`<b>x</b>`|c", ...options];
    const { exitCode, stdout, stderr } = await run(folder, words);
    expect(exitCode).toBe(0);
    expectQuiet(stdout);
    expectQuiet(stderr);
    expect(stdout.split("\n").length).toBeGreaterThan(PAYLOADS.length);
    if (!options.includes("--markdown")) return;
    expectTables(stdout);
    expectHarmless(stdout, 0);
  });

  test("a name in the call", async () => {
    const folder = await temporaryFolder({ "a.txt": "Hi" });
    // No program can be called with a NUL in a word.
    const texts = PAYLOADS.map(({ text }) => text).filter((text) => !text.includes("\0"));
    const all = texts.join(" ");
    const calls = [
      ["estimate", "--", ...texts],
      ["estimate", "--model", all, "a.txt"],
      ["diff", "--base", all],
      ...texts.flatMap((text) => [
        [text],
        ["estimate", "--format", text, "a.txt"],
        ["route", "--tolerance", text, "a.txt"],
        ["route", `--export=${text}`],
      ]),
    ];
    for (const words of calls) {
      const { exitCode, stdout, stderr } = await run(folder, words);
      expect([0, 2]).toContain(exitCode);
      expectQuiet(stdout);
      expectQuiet(stderr);
    }
  });
});
