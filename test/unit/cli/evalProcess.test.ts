import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readRunLine, resultKey } from "../../../src/core/measure/engine/runLines";
import { StandInServer } from "../measure/standInServer";
import { type BuiltCommandLine, buildCommandLine } from "./buildCommandLine";
import { temporaryFolder } from "./temporaryFolder";

const ROWS = 200;
const PROMPT = "---\nname: t\n---\nuser:\nTicket: {{ticket}}\n";
const DATA = Array.from({ length: ROWS }, (_, at) =>
  JSON.stringify({ id: `r${at + 1}`, ticket: `late ${at + 1}` }),
).join("\n");

let built: BuiltCommandLine;
let server: StandInServer;
beforeAll(async () => {
  built = await buildCommandLine();
});
afterAll(() => built.remove());
afterEach(() => server.stop());

/** `tokenscale eval` in a process of its own. */
function start(folder: string, ...more: readonly string[]): ChildProcess {
  const words = ["eval", "t.prompty", "--data", "rows.jsonl", "--base-url", server.baseUrl];
  const all = [built.file, ...words, "--out", "run", ...more];
  const ledger = path.join(folder, "ledger");
  const own = { OPENAI_API_KEY: "", OPENAI_BASE_URL: "", TOKENSCALE_LEDGER: ledger };
  const environment = { ...process.env, ...own };
  return spawn(process.execPath, all, { cwd: folder, env: environment, stdio: "pipe" });
}

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function end(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, stdout, stderr };
}

/** The answers on disk, by row and side. */
async function onDisk(folder: string): Promise<readonly string[]> {
  const text = await readFile(path.join(folder, "run", "results.jsonl"), "utf8");
  return text.split("\n").flatMap((written) => {
    const line = readRunLine(written);
    return line?.kind === "result" && line.result.answer ? [resultKey(line.result)] : [];
  });
}

const MODELS = new Map([
  ["gpt-4o", "left"],
  ["gpt-4o-mini", "right"],
]);

function seenKeys(): readonly string[] {
  return server.seen.map(({ model, text }) => {
    return `${MODELS.get(model)} r${/\d+$/.exec(text)?.[0]}`;
  });
}

/** Resolves when this many requests have come. */
function requests(count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    server.onRequest = () => {
      seen += 1;
      if (seen === count) resolve();
    };
  });
}

test("a run that is killed loses and repeats no finished row", async () => {
  server = await StandInServer.start({ hasFaults: true });
  const folder = await temporaryFolder({ "t.prompty": PROMPT, "rows.jsonl": DATA });
  server.maxAnswers = 180;
  const first = start(folder);
  await requests(server.maxAnswers);
  first.kill("SIGKILL");
  await once(first, "close");
  const kept = await onDisk(folder);
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.length).toBeLessThan(2 * ROWS);

  server.seen.length = 0;
  server.maxAnswers = Infinity;
  const { exitCode, stderr } = await end(start(folder, "--resume"));
  expect(stderr).toContain(`${ROWS} of ${ROWS} rows on both models`);
  expect(exitCode).toBe(0);
  const again = new Set(kept);
  expect(seenKeys().filter((key) => again.has(key))).toEqual([]);
  const all = await onDisk(folder);
  expect(all).toHaveLength(2 * ROWS);
  expect(new Set(all).size).toBe(2 * ROWS);
});

test("a second process is kept off a run, and a run of other rows is not gone on with", async () => {
  server = await StandInServer.start();
  server.maxAnswers = 20;
  const folder = await temporaryFolder({ "t.prompty": PROMPT, "rows.jsonl": DATA });
  const first = start(folder);
  await requests(20);
  const second = await end(start(folder, "--resume"));
  expect(second.exitCode).toBe(2);
  expect(second.stderr).toContain("Another window or process is on the run");
  first.kill("SIGINT");
  const stopped = await end(first);
  expect(stopped.exitCode).toBe(2);
  expect(stopped.stderr).toContain("--resume");

  const third = await end(start(folder, "--resume", "--limit", "10"));
  expect(third.exitCode).toBe(2);
  expect(third.stderr).toContain("The rows of rows.jsonl have changed");
});
