import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { StandInServer } from "../measure/standInServer";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run } from "./testHost";

const FILES = {
  "t.prompty": "---\nname: t\n---\nuser:\nTicket: {{ticket}}\n",
  "rows.csv": "id,ticket\na,late 1\nb,late 2\nc\nd,late 4\n",
};

let server: StandInServer;
beforeAll(async () => {
  server = await StandInServer.start();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.seen.length = 0;
});

const evaluate = async (files: Readonly<Record<string, string>>, ...words: readonly string[]) => {
  const folder = await temporaryFolder({ ...FILES, ...files });
  const call = ["eval", "t.prompty", "--data", "rows.csv", "--base-url", server.baseUrl];
  return { folder, ...(await run(folder, [...call, ...words])) };
};

describe("tokenscale eval", () => {
  test("asks both models for every row, names what is left out, and says what came of it", async () => {
    const { exitCode, stdout, stderr } = await evaluate({});
    expect(exitCode).toBe(0);
    expect(server.seen).toHaveLength(6);
    expect(stderr).toContain("rows.csv: Line 4 has 1 cell, the heading 2. It is left out.");
    expect(stderr).toContain("3 of 3 rows on both models, $");
    expect(stdout).toContain("no assertion checks them: 3 of 3 answers are the same text.");
  });

  test("checks by the assertions beside the prompt, and by --fail-under", async () => {
    const asserts =
      '- type: contains\n  value: "{{ticket}}"\n- type: not-contains\n  value: late 4\n';
    const files = { "t.asserts.yaml": asserts };
    const passed = await evaluate(files, "--fail-under", "60%");
    expect(passed.exitCode).toBe(0);
    expect(passed.stdout).toMatch(/4o +2 of 3 +66\.7/);
    const failed = await evaluate(files, "--fail-under", "0.7", "--junit", "junit.xml");
    expect(failed.exitCode).toBe(1);
    expect(await readFile(path.join(failed.folder, "junit.xml"), "utf8")).toContain("<testsuites>");
  });

  test("writes every answer as a line of JSON, and the summary last", async () => {
    const { stdout } = await evaluate({ "t.asserts.yaml": "- type: is-json\n" }, "--json");
    const lines = jsonLines(stdout);
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatchObject({
      answer: { usage: { inputTokens: 20 }, costUsd: expect.stringMatching(/^0\.0/) as string },
      verdict: { passed: false },
    });
    expect(lines.at(-1)?.["summary"]).toMatchObject({
      rows: 3,
      left: { model: "gpt-4o", passed: 0, checked: 3 },
      paired: { rows: 3, neitherPasses: 3 },
    });
  });

  test("tells the cost without sending anything, and without a key", async () => {
    const folder = await temporaryFolder(FILES);
    const call = ["eval", "t.prompty", "--data", "rows.csv", "--dry-run", "--limit", "2"];
    const { exitCode, stdout, stderr } = await run(folder, call);
    expect([exitCode, stdout]).toEqual([0, ""]);
    expect(stderr).toMatch(
      /About \$0\.\d+, at most \$0\.\d+ for 2 rows on GPT-4o and GPT-4o mini\./,
    );
    expect(server.seen).toEqual([]);
  });

  test.each([
    ["a key is missing", [], "api.openai.com needs a key: set OPENAI_API_KEY"],
    ["the data is missing", ["--data", "none.csv"], "none.csv: no such file"],
    [
      "no row has the variable",
      ["--data", "other.csv"],
      "no row can be run with t.prompty. The rows",
    ],
  ])("sends nothing if %s", async (_name, words, message) => {
    const folder = await temporaryFolder({ ...FILES, "other.csv": "name\nAnn\n" });
    const call = ["eval", "t.prompty", "--data", "rows.csv", ...words];
    const { exitCode, stderr } = await run(folder, call);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test("sends a key only to the server it is for, and to none without encryption", async () => {
    const folder = await temporaryFolder(FILES);
    const call = ["eval", "t.prompty", "--data", "rows.csv", "--base-url"];
    const environment = { OPENAI_API_KEY: "sk-1", OPENAI_BASE_URL: "http://models.example.com/v1" };
    const { exitCode, stderr } = await run(folder, [...call, "http://models.example.com/v1"], {
      environment,
    });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining("would get the key without encryption"),
    ]);
  });

  test("refuses a second run in the folder of a first, and resumes a finished one without a request", async () => {
    const { folder } = await evaluate({}, "--out", "run");
    const call = ["eval", "t.prompty", "--data", "rows.csv", "--base-url", server.baseUrl];
    const second = await run(folder, [...call, "--out", "run"]);
    expect(second.stderr).toContain("holds a run already");
    expect(second.exitCode).toBe(2);
    server.seen.length = 0;
    const resumed = await run(folder, [...call, "--out", "run", "--resume"]);
    expect(resumed.exitCode).toBe(0);
    expect(server.seen).toEqual([]);
  });
});
