import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chatChunk, data, DONE, FaultServer, stream } from "../openai/faultServer";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run } from "./testHost";

const FILES = {
  "t.prompty":
    "---\nname: t\nmodel:\n  parameters:\n    max_tokens: 40\n---\nuser:\nTicket: {{ticket}}\n",
  "rows.csv": "id,ticket\na,late 1\nb,late 2\n",
  "t.asserts.yaml": "- {type: llm-rubric, value: 'names the {{ticket}}'}\n",
};

let server: FaultServer;
beforeAll(async () => {
  server = await FaultServer.start();
});
afterAll(() => server.stop());

const answer = (text: string) =>
  stream(
    chatChunk({ content: text }),
    chatChunk({}, "stop"),
    data({ choices: [], usage: { prompt_tokens: 100, completion_tokens: 20 } }),
    DONE,
  );

/** Both models name themselves; the judge passes each answer and prefers whatever comes first. */
const judged = async (...words: readonly string[]) => {
  server.answerWith((request, response) => {
    const { model, messages } = JSON.parse(request.body) as {
      readonly model: string;
      readonly messages: readonly { readonly content: string }[];
    };
    const isRubric = messages.at(-1)?.content.startsWith('{"rubric"');
    const text =
      model !== "gpt-6-luna"
        ? model
        : isRubric
          ? '{"reason":"Names it.","pass":true,"score":1}'
          : '{"reason":"First.","better":"a"}';
    answer(text)(request, response);
  });
  const folder = await temporaryFolder(FILES);
  const call = ["eval", "t.prompty", "--data", "rows.csv", "--out", "run"];
  return { folder, ...(await run(folder, [...call, "--base-url", server.baseUrl, ...words])) };
};

const requestsTo = (model: string) =>
  server.seen.filter(({ body }) => (JSON.parse(body) as { model: string }).model === model);

test("a judge decides rubrics and compares pairs, with its cost before and after", async () => {
  const { exitCode, stdout, stderr, folder } = await judged(
    ...["--judge", "gpt-6-luna@low", "--judge-pairs"],
  );
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^About \$0\.\d+, at most \$0\.\d+ for 2 rows on GPT-4o, GPT-4o mini and GPT-6 Luna · low as the judge\.$/m,
  );
  // Two rows: a rubric for each answer, and both orders of each pair.
  expect(requestsTo("gpt-6-luna")).toHaveLength(2 * 2 + 2 * 2);
  expect(stdout).toMatch(/4o +2 of 2/);
  expect(stdout).toContain("The judge: all 2 rows are ties.");
  expect(stdout).toContain("the judge disagrees with itself on 2 rows, which count as ties.");
  // 8 × (100 × $0.10 + 20 × $0.50) per million tokens.
  expect(stdout).toContain("GPT-6 Luna · low answered 8 requests as the judge for $0.000160.");
  const results = await readFile(path.join(folder, "run/results.jsonl"), "utf8");
  expect(results).toContain("You grade the output of another program.");
});

test("opinions are in the JSON, and sums of them in its summary", async () => {
  const { stdout } = await judged("--judge", "gpt-6-luna@low", "--judge-pairs", "--json");
  const lines = jsonLines(stdout);
  expect(lines.filter((line) => line["judgment"] !== undefined)).toHaveLength(2);
  expect(lines.at(-1)?.["summary"]).toMatchObject({
    judge: {
      model: "gpt-6-luna",
      effort: "low",
      rows: 2,
      wins: { left: 0, right: 0 },
      ties: 2,
      disagreements: 2,
      requests: 8,
      costUsd: "0.00016",
    },
  });
});

test("the judge's request is as its model takes it", async () => {
  await judged("--judge", "gpt-6-luna@low");
  const [request] = requestsTo("gpt-6-luna");
  const body = JSON.parse(request?.body ?? "") as Readonly<Record<string, unknown>>;
  expect(body).toMatchObject({
    reasoning_effort: "low",
    response_format: { type: "json_object" },
  });
  expect(body["max_completion_tokens"]).toBeGreaterThan(400);
  expect(body).not.toHaveProperty("max_tokens");
});

test("without a judge a rubric is reported and never passed; its prompt can be read beforehand", async () => {
  const { stdout } = await judged();
  expect(stdout).toContain("No model is chosen as the judge. 4 times, never counted as passed.");
  const shown = await judged(
    ...["--judge", "gpt-6-luna", "--judge-pairs", "--show-judge-prompt", "--dry-run"],
  );
  expect(shown.stdout).toContain("You grade the output of another program.");
  expect(shown.stdout).toContain("You compare two answers to the same request.");
  expect(server.seen).toEqual([]);
});

test.each([
  [["--judge", "gpt-99"], "--judge: gpt-99 is not in the catalog."],
  [["--judge", "gpt-6.1-sol@none"], "--judge: gpt-6.1-sol has no effort none."],
  [["--judge-pairs"], "--judge-pairs needs --judge"],
])("%j is refused", async (words, message) => {
  const { exitCode, stderr } = await judged(...words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
