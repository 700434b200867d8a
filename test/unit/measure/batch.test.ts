import { readFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BATCH_LIMITS, BatchSplitter } from "../../../src/core/measure/batch/batchSplitter";
import { batchCommand } from "../../../src/core/measure/batch/batchCommand";
import { batchOffer, nextWords, partWords } from "../../../src/core/measure/batch/batchWords";
import type { BatchPart, BatchState } from "../../../src/core/measure/batch/batchState";
import { BatchInputWriter } from "../../../src/node/batchFolder";
import { temporaryFolder } from "../cli/temporaryFolder";

test("a file holds no more requests and bytes than the API takes, and each is as full as can be", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (sizes) => {
      const limits = { requests: 5, bytes: 100 };
      const splitter = new BatchSplitter(limits);
      const parts: number[][] = [];
      for (const size of sizes) {
        const part = splitter.add(size) ?? -1;
        (parts[part] ??= []).push(size);
      }
      const sum = (part: readonly number[]): number =>
        part.reduce((total, size) => total + size, 0);
      expect(parts.flat()).toEqual(sizes);
      parts.forEach((part, index) => {
        expect(part.length).toBeLessThanOrEqual(5);
        expect(sum(part)).toBeLessThanOrEqual(100);
        const next = parts[index + 1]?.[0];
        if (next !== undefined) expect(part.length === 5 || sum(part) + next > 100).toBe(true);
      });
    }),
  ));

test("the limits are the API's, and a line over them is in no file", () => {
  expect(BATCH_LIMITS).toEqual({ requests: 50_000, bytes: 200_000_000 });
  expect(new BatchSplitter().add(200_000_001)).toBeUndefined();
});

test("requests over the limit go into the next file", async () => {
  const folder = await temporaryFolder();
  const writer = new BatchInputWriter(folder, "run", "right", "chat", {
    requests: 2,
    bytes: 1_000,
  });
  for (const line of ["1\n", "é\n", "3\n"]) expect(await writer.add(line)).toBe(true);
  expect(await writer.add(`${"x".repeat(1_000)}\n`)).toBe(false);
  const parts = await writer.end();
  expect(parts.map(({ key, requests, status }) => [key, requests, status])).toEqual([
    ["run-right-chat-1", 2, "written"],
    ["run-right-chat-2", 1, "written"],
  ]);
  const texts = await Promise.all(
    parts.map(({ inputFile }) => readFile(path.join(folder, inputFile), "utf8")),
  );
  expect(texts).toEqual(["1\né\n", "3\n"]);
});

test("words", () => {
  expect(batchOffer(499, 500)).toBeUndefined();
  expect(batchOffer(20, 10)).toContain("20 rows: OpenAI's Batch costs half");
  const part: BatchPart = {
    key: "k",
    side: "left",
    inputFile: "batch-left-1.jsonl",
    requests: 2_000,
    status: "in_progress",
    batchId: "b",
    completed: 1_204,
    failed: 3,
  };
  const second: BatchPart = { ...part, key: "l", status: "uploaded" };
  const state: BatchState = {
    version: 1,
    call: { file: "a", data: "b", left: "gpt-4o", right: "gpt-4o-mini" },
    host: "h",
    startedAt: "2026-11-20",
    parts: [part, second],
    entries: [],
  };
  const names = { left: "GPT-4o", right: "Luna" };
  expect(partWords(part, state, names)).toBe(
    "GPT-4o, part 1 of 2: in progress, 1,204 of 2,000 done, 3 failed.",
  );
  const { key, side, inputFile, requests, status } = second;
  const unsent = { key, side, inputFile, requests, status };
  expect(nextWords({ ...state, parts: [part, unsent] }, 1)).toBe("Submit again to go on.");
  expect(nextWords(state, 1)).toBe("2 batches are still at work: fetch later.");
  expect(nextWords({ ...state, parts: [{ ...part, status: "expired" }] }, 1)).toBe(
    "Fetch to get the answers.",
  );
});

test("names in the command for a terminal are words of it and nothing else", () => {
  const call = { file: "a b$(x)'s.prompty", data: "rows.csv", request: 2 };
  const models = { left: "gpt-4o", right: "gpt-6-luna@none" };
  const rest = "--data rows.csv --request 2 --left gpt-4o --right gpt-6-luna@none";
  expect(batchCommand({ ...call, models }, false)).toBe(
    `npx tokenscale batch submit 'a b$(x)'\\''s.prompty' ${rest}`,
  );
  expect(batchCommand({ ...call, models }, true)).toBe(
    `npx tokenscale batch submit 'a b$(x)''s.prompty' ${rest}`,
  );
});
