import { DuckDBInstance } from "@duckdb/node-api";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { run } from "../cli/testHost";
import { temporaryFolder } from "../cli/temporaryFolder";
import { knownCost, knownRequests, WRITERS } from "./knownTraffic";

test("DuckDB reads the output of --json as it is", async () => {
  const requests = knownRequests(200);
  const folder = await temporaryFolder({
    "log.jsonl": WRITERS["JSONL of requests, Chat Completions"]?.(requests) ?? "",
  });
  const words = ["traffic", "log.jsonl", "--json", "--by", "route,day"];
  const { stdout } = await run(folder, words, { today: "2026-11-20" });
  await writeFile(path.join(folder, "traffic.json"), stdout);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT route, sum(requests)::INTEGER AS requests, sum(costUsd) AS usd, min(day)::VARCHAR AS first_day
     FROM read_json('${path.join(folder, "traffic.json").replaceAll("'", "''")}')
     WHERE type = 'group' GROUP BY route ORDER BY route`,
  );
  const rows = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  expect(rows.map(({ route }) => route)).toEqual(["/digest", "/reply", "/triage"]);
  for (const { route, requests: count, usd, first_day } of rows) {
    const own = requests.filter((request) => request.route === route);
    expect(count).toBe(own.length);
    expect(usd).toBeCloseTo(Number(knownCost(own)) / 1e9, 9);
    expect(first_day).toBe(own.map(({ time }) => time.slice(0, 10)).sort()[0]);
  }
});
