import { spawn } from "node:child_process";
import { closeSync, createWriteStream, existsSync, openSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltCommandLine, buildCommandLine } from "./buildCommandLine";
import { temporaryFolder } from "./temporaryFolder";

let built: BuiltCommandLine;
beforeAll(async () => {
  built = await buildCommandLine();
});
afterAll(() => built.remove());

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface ProcessOptions {
  readonly input?: string;
  /** Closes the reading end of standard output after this much text. */
  readonly readCharacters?: number;
  readonly maxHeapMegabytes?: number;
  /** Where programs are looked for. */
  readonly programsFolder?: string;
}

async function start(
  folder: string,
  words: readonly string[],
  { input = "", readCharacters, maxHeapMegabytes, programsFolder }: ProcessOptions = {},
): Promise<Ended> {
  const limits = maxHeapMegabytes ? [`--max-old-space-size=${maxHeapMegabytes}`] : [];
  const child = spawn(process.execPath, [...limits, built.file, ...words], {
    cwd: folder,
    env: { ...process.env, ...(programsFolder !== undefined && { PATH: programsFolder }) },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (readCharacters !== undefined && stdout.length >= readCharacters) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.end(input);
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, stdout, stderr };
}

async function writeLargeJsonl(file: string, lines: number): Promise<void> {
  const text = "All work and no play makes a very dull prompt. ".repeat(400);
  const line = `${JSON.stringify({ id: "a", prompt: text })}\n`;
  const stream = createWriteStream(file);
  for (let written = 0; written < lines; written += 1) {
    if (!stream.write(line)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
}

describe("the process", () => {
  test.each([["diff"], ["check", "--base=HEAD"]])(
    "says that git is missing: %s",
    async (...words) => {
      const folder = await temporaryFolder({
        "a.prompty": "user:\nHello\n",
        ".tokenscale.json": '{"budget": {"maxIncrease": 1}}',
      });
      expect(await start(folder, words, { programsFolder: folder })).toEqual({
        exitCode: 2,
        stdout: "",
        stderr: "git is not installed.\n",
      });
    },
  );

  test("exits with the code of the call, without colors if the output is not a terminal", async () => {
    const folder = await temporaryFolder({
      "a.txt": "one two three",
      ".tokenscale.json": '{"budget": {"inputTokens": 1}}',
    });
    expect(await start(folder, ["count", "a.txt"])).toEqual({
      exitCode: 0,
      stdout: "a.txt  3\n",
      stderr: "",
    });
    expect((await start(folder, ["check", "a.txt"])).exitCode).toBe(1);
    expect((await start(folder, ["estimate", "nope.txt"])).exitCode).toBe(2);
    const { exitCode, stdout } = await start(folder, ["estimate", "a.txt"]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("\u001b");
  });

  test("reads standard input", async () => {
    const folder = await temporaryFolder();
    const { stdout } = await start(folder, ["count"], { input: "one two" });
    expect(stdout).toBe("-  2\n");
  });

  test("ends quietly when its reader has seen enough", async () => {
    const folder = await temporaryFolder();
    await writeLargeJsonl(path.join(folder, "a.jsonl"), 2_000);
    const words = ["estimate", "a.jsonl", "--per-line", "--json"];
    const { exitCode, stdout, stderr } = await start(folder, words, { readCharacters: 10 });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").length).toBeLessThan(2_000);
  });

  test.skipIf(!existsSync("/dev/full"))("fails where its output can't be written", async () => {
    const folder = await temporaryFolder({ "a.txt": "one two three" });
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [built.file, "count", "a.txt"], {
      cwd: folder,
      stdio: ["ignore", full, "pipe"],
    });
    const [exitCode] = (await once(child, "close")) as [number | null];
    closeSync(full);
    expect(exitCode).toBe(2);
  });

  test("reads a JSONL line by line with less memory than the file has bytes", async () => {
    const folder = await temporaryFolder();
    // 47 MB of one byte a character: held as a text, with what is read from it, it would not fit.
    await writeLargeJsonl(path.join(folder, "a.jsonl"), 2_500);
    const limits = { maxHeapMegabytes: 40 };
    const counted = await start(folder, ["count", "a.jsonl", "--json"], limits);
    expect([counted.exitCode, counted.stderr]).toEqual([0, ""]);
    const words = ["estimate", "a.jsonl", "--per-line", "--json"];
    const { exitCode, stdout, stderr } = await start(folder, words, limits);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n")).toHaveLength(2_500 + 1);
  });
});
