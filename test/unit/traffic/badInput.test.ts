import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { knownRequests, WRITERS } from "./knownTraffic";
import { readLogText, written } from "./readText";

const write = WRITERS["JSONL of requests, Chat Completions"] ?? (() => "");
const LOG = write(knownRequests(2_000));

test("broken lines are counted, the first are named, and the others are read", async () => {
  const summary = await readLogText(`{"model":\n${LOG}not json\n[1]\n{"some":"thing"}\n`);
  expect(summary.counts).toMatchObject({ broken: 4, entries: 2_004 });
  expect(summary.examples).toEqual([
    { file: "log", line: 1, reason: "not JSON" },
    { file: "log", line: 2_002, reason: "not JSON" },
    { file: "log", line: 2_003, reason: "not an object" },
    { file: "log", line: 2_004, reason: "of no known format" },
  ]);
});

test("the beginning of a broken line is shown only if asked for, without its secrets", async () => {
  const log = `${LOG}{"api_key":"sk-proj-abcdef123456","authorization":"Bearer eyJhbGciOi.eyJzdWIi.c2ln", oops\n`;
  expect(written(await readLogText(log))).not.toMatch(/api_key|sk-proj/);
  const [example] = (await readLogText(log, { showsLines: true })).examples;
  expect(example?.reason).toContain("api_key");
  expect(example?.reason).not.toMatch(/abcdef|eyJ/);
});

test("a gzip that breaks off keeps what came", async () => {
  const whole = await readLogText(LOG);
  const bytes = gzipSync(LOG);
  const summary = await readLogText(bytes.subarray(0, bytes.length - 2_000), {}, 500);
  expect(summary.counts.truncatedFiles).toBe(1);
  expect(summary.counts.entries).toBeGreaterThan(1_000);
  expect(summary.counts.entries).toBeLessThan(whole.counts.entries);
});

test("formats can be mixed, line by line", async () => {
  const requests = knownRequests(30);
  const logs = [
    "LiteLLM, spend logs",
    "Langfuse",
    "Helicone, JSONL",
    "JSONL of requests, Responses",
  ].map((name, index) =>
    (WRITERS[name] ?? write)(
      requests.map((request) => ({ ...request, id: `${index} ${request.id}` })),
    )
      .trim()
      .split("\n"),
  );
  const mixed = requests.flatMap((_, index) => logs.map((lines) => lines[index] ?? ""));
  const summary = await readLogText(mixed.join("\n"));
  expect([...summary.formats.keys()].sort()).toEqual([
    "helicone",
    "langfuse",
    "litellm",
    "requests",
  ]);
  expect(summary.counts.broken).toBe(0);
});

test("usage that can't be is left out, and so are times that can't be", async () => {
  const line = (usage: object, timestamp = "2026-10-02T00:00:00Z") =>
    JSON.stringify({ timestamp, model: "gpt-4o", usage });
  const log = [
    line({ prompt_tokens: -5, completion_tokens: 1 }),
    line({ prompt_tokens: 5, completion_tokens: 1.5 }),
    line({ prompt_tokens: 5, completion_tokens: 1e12 }),
    line({ prompt_tokens: 5, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 6 } }),
    line({ prompt_tokens: 5, completion_tokens: 1 }, "1970-01-05T00:00:00Z"),
    line({ prompt_tokens: 5, completion_tokens: 1 }, "2199-01-05T00:00:00Z"),
    line({ prompt_tokens: 5, completion_tokens: 1 }),
  ].join("\n");
  const summary = await readLogText(log);
  expect(summary.counts).toMatchObject({ notCredible: 4, clockSkew: 2 });
  expect(summary.allCells().map(({ key, sums }) => [key.day, sums.requests])).toEqual([
    ["", 2],
    ["2026-10-02", 1],
  ]);
});

test("any number of routes takes bounded memory and loses no request", async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) =>
    JSON.stringify({
      model: "gpt-4o",
      route: `/r${index.toString(36)}x`,
      usage: { prompt_tokens: 1, completion_tokens: 1 },
    }),
  );
  const summary = await readLogText(lines.join("\n"));
  expect(summary.routes.size).toBeLessThanOrEqual(2_000);
  expect(summary.routes.level).toBeGreaterThan(0);
  expect(summary.allCells().reduce((sum, { sums }) => sum + sums.requests, 0)).toBe(30_000);
  const estimate = summary.routes.estimateAll();
  expect(Math.abs(estimate - 30_000)).toBeLessThan(6_000);
  const reversed = await readLogText(lines.toReversed().join("\n"));
  expect(written(reversed)).toBe(written(summary));
});

test("ids within a route do not make it many", async () => {
  const lines = [1, 2, 3].map((order) =>
    JSON.stringify({
      model: "gpt-4o",
      route: `https://api.test/orders/${order}8124/summary?x=1`,
      usage: { prompt_tokens: 1, completion_tokens: 1 },
    }),
  );
  const summary = await readLogText(lines.join("\n"));
  expect(summary.allCells().map(({ key }) => key.route)).toEqual(["/orders/:id/summary"]);
});

test("an entry of more than 16 MB is counted and passed over", async () => {
  const huge = JSON.stringify({
    model: "gpt-4o",
    note: "x".repeat(17 * 1024 * 1024),
    usage: { prompt_tokens: 1, completion_tokens: 1 },
  });
  const summary = await readLogText(
    `${LOG}${huge}\n${LOG.slice(0, LOG.indexOf("\n"))}`,
    { readsText: false },
    1 << 20,
  );
  expect(summary.counts).toMatchObject({ broken: 1, entries: 2_002 });
  expect(summary.examples[0]?.line).toBe(2_001);
});
