import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StandInServer } from "../measure/standInServer";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run } from "./testHost";

let server: StandInServer;
beforeAll(async () => {
  server = await StandInServer.start();
});
afterAll(() => server.stop());

test("what eval shows shifts what estimate recommends, by one file that can be deleted", async () => {
  const rows = Array.from({ length: 30 }, (_, row) => `t${row}`).join("\n");
  const folder = await temporaryFolder({
    "t.prompty": "---\nname: t\n---\nuser:\nWho wrote {{book}}?\n",
    "rows.csv": `book\n${rows}\n`,
    "t.asserts.yaml": "- {type: not-equals, value: nothing}\n",
  });
  const pair = ["--left", "gpt-4o", "--right", "gpt-6-luna@none"];
  const estimate = async (...more: readonly string[]) =>
    jsonLines((await run(folder, ["estimate", "t.prompty", "--json", ...pair, ...more])).stdout);
  expect(JSON.stringify(await estimate())).not.toContain("your measurements");
  const evaluated = await run(folder, [
    ...["eval", "t.prompty", "--data", "rows.csv", "--base-url", server.baseUrl],
    ...["--outcomes", "own.jsonl", ...pair],
  ]);
  expect(evaluated.exitCode).toBe(0);
  const recorded = await readFile(path.join(folder, "own.jsonl"), "utf8");
  expect(JSON.parse(recorded)).toMatchObject({
    file: "t.prompty",
    models: { left: "gpt-4o", right: "gpt-6-luna@none" },
    rows: 30,
    scoreSums: { left: 30, right: 30 },
  });
  expect(recorded).not.toContain("wrote");
  const after = JSON.stringify(await estimate("--outcomes", "own.jsonl"));
  expect(after).toContain('"your measurements"');
  expect(after).toContain("Your 30 rows: GPT-6 Luna · none won or tied 30; gap 0.00 ±");
});
