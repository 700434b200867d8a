import { expect, test } from "vitest";
import { knownCost, knownRequests, WRITERS } from "../traffic/knownTraffic";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const TODAY = { today: "2026-11-20" };
const REQUESTS = knownRequests(120);
const LOG = WRITERS["JSONL of requests, Chat Completions"]?.(REQUESTS) ?? "";

test("tells the cost, by what is asked, as text, JSON, Markdown and CSV", async () => {
  const folder = await temporaryFolder({ "log.jsonl": LOG });
  const text = await run(folder, ["traffic", "log.jsonl", "--by", "route"], TODAY);
  expect(text).toMatchObject({ exitCode: 0, stderr: "" });
  expect(text.stdout).toContain("/digest");
  expect(text.stdout).toMatch(/120 requests, [\d,]+ tokens, from 120 entries\./);
  const json = await run(folder, ["traffic", "log.jsonl", "--by", "model,route", "--json"], TODAY);
  const rows = jsonLines(json.stdout);
  const usd = Number(knownCost(REQUESTS)) / 1e9;
  expect(rows[0]).toMatchObject({ type: "summary", requests: 120, costUsd: usd });
  const groups = rows.filter(({ type }) => type === "group");
  expect(groups).toHaveLength(9);
  expect(groups.reduce((sum, { costUsd }) => sum + Number(costUsd), 0)).toBeCloseTo(usd, 9);
  const markdown = await run(folder, ["traffic", "log.jsonl", "--markdown"], TODAY);
  expect(markdown.stdout).toContain("# Traffic: 2026-10-0");
  const csv = await run(folder, ["traffic", "log.jsonl", "--csv", "--by", "day"], TODAY);
  expect(csv.stdout.split("\r\n")[0]).toBe(
    "day,requests,input_tokens,cached_tokens,cache_write_tokens,output_tokens,reasoning_tokens,usd,requests_without_price",
  );
});

test("no output holds any text of the prompts", async () => {
  const folder = await temporaryFolder({ "log.jsonl": LOG });
  for (const option of ["--json", "--markdown", "--csv", "--partial"]) {
    const { stdout } = await run(folder, ["traffic", "log.jsonl", option], TODAY);
    expect(stdout).not.toMatch(/ticket|delivery/i);
  }
});

test("--partial and --merge give the output of a single run, byte for byte, from files and standard input", async () => {
  const lines = LOG.trim().split("\n");
  const pieces = [0, 1, 2].map((part) => lines.filter((_, index) => index % 3 === part).join("\n"));
  const folder = await temporaryFolder({ "all.jsonl": LOG });
  const partials = await temporaryFolder(
    Object.fromEntries(
      await Promise.all(
        pieces.map(async (piece, index) => {
          const { stdout } = await run(folder, ["traffic", "-", "--partial"], {
            ...TODAY,
            input: [piece],
          });
          return [`${index}.partial`, stdout] as const;
        }),
      ),
    ),
  );
  for (const option of ["--json", "--partial", "--csv"]) {
    const single = await run(folder, ["traffic", "all.jsonl", option], TODAY);
    for (const order of [
      ["0", "1", "2"],
      ["2", "0", "1"],
    ]) {
      const files = order.map((name) => `${name}.partial`);
      const merged = await run(partials, ["traffic", "--merge", ...files, option], TODAY);
      expect(merged.stdout).toBe(single.stdout);
    }
  }
});

test("hides the names of routes if asked to", async () => {
  const folder = await temporaryFolder({ "log.jsonl": LOG });
  const { stdout } = await run(
    folder,
    ["traffic", "log.jsonl", "--hash-routes", "--json", "--by", "route"],
    TODAY,
  );
  expect(stdout).not.toContain("/digest");
  expect(stdout).toMatch(/"route":"route-[0-9a-f]{10}"/);
});

test("traces requests to the prompt files of the folder", async () => {
  const folder = await temporaryFolder({
    "log.jsonl": LOG,
    "prompts/ticket.jinja": 'Summarize ticket {{ id }} about "{{ topic }}" in one sentence.\n',
  });
  const { stdout } = await run(
    folder,
    ["traffic", "log.jsonl", "--prompts", "prompts/ticket.jinja", "--json"],
    TODAY,
  );
  const moves = jsonLines(stdout).filter(({ type }) => type === "move");
  expect(new Set(moves.map(({ file }) => file))).toEqual(new Set(["prompts/ticket.jinja"]));
});

test.each([
  [["traffic"], "traffic takes logs"],
  [["traffic", "log.jsonl", "--json", "--csv"], "exclude each other"],
  [["traffic", "log.jsonl", "--by", "week"], "--by takes model, route, kind, day"],
  [["traffic", "log.jsonl", "--format", "xml"], "--format xml is none of otel"],
  [["traffic", "table.csv"], "Which columns?"],
  [["traffic", "missing.jsonl"], "missing.jsonl: no such file"],
  [["traffic", "--merge", "log.jsonl"], "not a summary of traffic"],
  [["traffic", "log.jsonl", "--columns", "model"], "--columns takes FIELD=COLUMN"],
  [["traffic", "log.jsonl", "--left", "no-such-model"], "no-such-model is not in the catalog."],
])("%s: %s", async (words, message) => {
  const folder = await temporaryFolder({
    "log.jsonl": LOG,
    "table.csv": "llm,in,out\ngpt-4o,1,2\n",
  });
  const { exitCode, stderr } = await run(folder, words, TODAY);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
