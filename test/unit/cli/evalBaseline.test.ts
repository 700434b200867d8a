import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StandInServer } from "../measure/standInServer";
import { temporaryFolder } from "./temporaryFolder";
import { run } from "./testHost";

let server: StandInServer;
beforeAll(async () => {
  server = await StandInServer.start();
});
afterAll(() => server.stop());

test("saved answers are compared with a later run of other models", async () => {
  const rows = Array.from({ length: 31 }, (_, row) => `t${row}`).join("\n");
  const folder = await temporaryFolder({
    "t.prompty": "---\nname: t\n---\nuser:\n{{text}}\n",
    "rows.csv": `text\n${rows}\n`,
    "t.asserts.yaml": "- {type: not-equals, value: nothing}\n",
  });
  const call = ["eval", "t.prompty", "--data", "rows.csv", "--base-url", server.baseUrl];
  const first = await run(folder, [...call, "--out", "a", "--save-baseline", "left"]);
  expect(first.stderr).toContain("The answers of gpt-4o are in t.baseline.jsonl.");
  const saved = (await readFile(path.join(folder, "t.baseline.jsonl"), "utf8")).trim().split("\n");
  expect(saved).toHaveLength(32);
  const models = ["--left", "gpt-4o", "--right", "gpt-6-luna@none"];
  const later = await run(folder, [
    ...call,
    ...models,
    "--out",
    "b",
    "--baseline",
    "t.baseline.jsonl",
  ]);
  expect(later.stdout).toContain(
    "Against the saved answers of gpt-4o, GPT-6 Luna · none passes 31 of 31, gpt-4o 31: no difference that 31 rows can show.",
  );
  const none = await run(folder, [...call, "--out", "c", "--baseline", "rows.csv"]);
  expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining("is no baseline")]);
});
