import { describe, expect, test } from "vitest";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const PROMPTY = "---\nname: a\n---\nsystem:\nBe brief.\nuser:\nHello\n";

describe("a call", () => {
  test("without words is explained on standard error", async () => {
    const { exitCode, stdout, stderr } = await run("/", []);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("tokenscale estimate FILE…");
  });

  test.each([["--help"], ["help"], ["help", "frob"], ["frob", "-h"]])(
    "for help (%s %s) is answered on standard output",
    async (...words) => {
      const { exitCode, stdout, stderr } = await run("/", words);
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(stdout).toContain("Exit codes: 0 done, 1 a budget is broken, 2 the call or a file");
    },
  );

  test.each([
    ["help", "route"],
    ["route", "-h"],
    ["route", "--help", "x"],
  ])("for help on a command (%s %s) is answered with its part alone", async (...words) => {
    const { exitCode, stdout, stderr } = await run("/", words);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(
      [
        "  tokenscale route FILE… [--format F] [--json] [--per-line] [--vars FILE] [--output-tokens N]",
        "      Which model, how likely mini is to be at least as good, and why.",
        "  tokenscale route --export typescript|python|litellm|json [--tolerance T]",
        "      The routing table of the pair as code or configuration.",
        "",
        "Options that commands share: tokenscale --help",
        "",
      ].join("\n"),
    );
  });

  test("for help lists every command, and each has a part of its own", async () => {
    const { stdout: all } = await run("/", ["--help"]);
    const names = new Set(
      [...all.matchAll(/^ {2}tokenscale (\w+)/gm)].map(([, name = ""]) => name),
    );
    expect([...names].sort().join(" ")).toBe(
      "batch check count diff estimate eval mcp migrate prices route traffic",
    );
    for (const name of names) {
      const { stdout } = await run("/", [name, "--help"]);
      const others = [...stdout.matchAll(/^ {2}tokenscale (\w+)/gm)].map(([, other]) => other);
      expect(new Set(others)).toEqual(new Set([name]));
      expect(stdout).toContain("\n      ");
    }
  });

  test("tells the version of the package", async () => {
    const { exitCode, stdout } = await run("/", ["--version"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [["frob"], 'There is no command "frob".'],
    [["toString"], 'There is no command "toString".'],
    [["count", "--bogus"], "Unknown option '--bogus'."],
    [["estimate"], "A file is needed."],
    [["route"], "A file is needed."],
    [["diff", "a.prompty"], "diff takes no files."],
    [["estimate", "a.prompty", "--format", "docx"], "--format docx is none of prompty,"],
    [["estimate", "a.prompty", "--output-tokens"], "argument missing"],
    [["estimate", "a.prompty", "--output-tokens", "-5"], "argument is ambiguous"],
    [["estimate", "a.prompty", "--output-tokens", "1.5"], 'whole number of tokens, not "1.5".'],
    [["estimate", "a.prompty", "--output-tokens="], 'whole number of tokens, not "".'],
    [["estimate", "a.prompty", "--tolerance", "2"], "a number from 0 to 1"],
    [["estimate", "a.prompty", "--left", "gpt-99"], "gpt-99 is not in the catalog."],
    [["estimate", "a.prompty", "--right", "gpt-4o"], "Both models are GPT-4o."],
    [["estimate", "a.prompty", "--per-line", "--format", "prompty"], "not prompty"],
    [["estimate", "a.prompty", "--per-line", "--vars", "v.json"], "--vars fills templates"],
  ])("that can't be understood is refused: %j", async (words, message) => {
    const folder = await temporaryFolder({ "a.prompty": PROMPTY });
    const { exitCode, stdout, stderr } = await run(folder, words);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\nSee tokenscale --help\.\n$/);
  });

  test("continues with the other files if one can't be used", async () => {
    const folder = await temporaryFolder({ "a.prompty": PROMPTY, "bin.prompty": "\0\u0001" });
    for (const command of ["estimate", "route"]) {
      const words = [command, "nope.txt", "a.prompty", ".", "bin.prompty", "--json"];
      const { exitCode, stdout, stderr } = await run(folder, words);
      expect(exitCode).toBe(2);
      expect(stdout.split("\n")).toHaveLength(2);
      expect(stdout).toContain('"file":"a.prompty"');
      expect(stderr).toBe("nope.txt: no such file\n.: a folder\nbin.prompty: not a text\n");
    }
  });

  test("has colors if the host has them, and nothing else steers the terminal", async () => {
    const name = "a\u001b[31m.prompty";
    const folder = await temporaryFolder({ [name]: PROMPTY });
    const plain = await run(folder, ["estimate", name]);
    expect(plain.stdout).not.toContain("\u001b");
    const coloured = await run(folder, ["estimate", name], { hasColors: true });
    expect(coloured.stdout).toContain("\u001b[1ma‹U+001B›[31m.prompty\u001b[0m");
    expect(coloured.stdout).not.toContain("\u001b[31m");
  });

  test("accepts a file whose name begins like an option after --", async () => {
    const folder = await temporaryFolder({ "--help": "one two" });
    const { exitCode, stdout } = await run(folder, ["count", "--json", "--", "--help"]);
    expect([exitCode, stdout]).toEqual([0, '{"file":"--help","tokens":2}\n']);
  });
});

test("a JSONL has totals of all lines, and lists the first of its requests and problems", async () => {
  const lines = 1_100;
  const line = `${JSON.stringify({ messages: [{ role: "user", content: "a" }] })}\n`;
  const folder = await temporaryFolder({ "a.jsonl": line.repeat(lines) + "{\n".repeat(lines) });
  const { exitCode, stdout } = await run(folder, ["estimate", "--json", "a.jsonl"]);
  expect(exitCode).toBe(0);
  const [json] = jsonLines(stdout);
  expect(json).toMatchObject({
    answers: lines,
    requestCount: lines,
    problemCount: lines,
    isLowerBound: true,
    basisReasons: ["1,100 lines can't be read"],
    models: { "gpt-4o": { inputTokens: 8 * lines } },
    recommendation: { requests: { "gpt-4o": 0, "gpt-4o-mini": lines } },
  });
  for (const list of ["requests", "messages", "problems"]) expect(json?.[list]).toHaveLength(1_000);
  const routed = jsonLines((await run(folder, ["route", "--json", "a.jsonl"])).stdout)[0];
  expect(routed).toMatchObject({ requestCount: lines, split: { requests: lines } });
  expect(routed?.["requests"]).toHaveLength(1_000);
});

describe("a file of more than 16 MB", () => {
  test("is counted and read line by line if it is a JSONL, and refused as a whole", async () => {
    const prompt = "word ".repeat(200_000);
    const line = `${JSON.stringify({ id: 1, prompt })}\n`;
    const folder = await temporaryFolder({
      "a.jsonl": line.repeat(17),
      "a.txt": prompt.repeat(17),
    });
    const exitCodeOf = async (...words: string[]) => (await run(folder, words)).exitCode;
    expect(await exitCodeOf("count", "a.jsonl")).toBe(0);
    expect(await exitCodeOf("estimate", "a.jsonl", "--json")).toBe(0);
    expect(await exitCodeOf("check", "a.jsonl")).toBe(1);
    const { exitCode, stderr } = await run(folder, ["estimate", "a.txt", "--json"]);
    expect([exitCode, stderr]).toEqual([
      2,
      "a.txt: more than 16 MB. Only a JSONL, and a text by count, can be larger.\n",
    ]);
  });
});
