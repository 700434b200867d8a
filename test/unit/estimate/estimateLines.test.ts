import { expect, test } from "vitest";
import { estimateLines } from "../../../src/core/estimate/estimateLines";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import type { LineToRead } from "../../../src/core/prompt/formats/jsonl";
import { createRecommender } from "../../../src/core/recommend/recommender";

const services = {
  counter: { count: (text: string) => text.length },
  recommender: createRecommender(),
};
const settings = {
  pair: DEFAULT_PAIR,
  output: { kind: "tokens", tokens: 10 },
  tolerance: "balanced",
  today: "2026-11-20",
} as const;

function linesOf(text: string): LineToRead[] {
  let offset = 0;
  return text.split("\n").map((line, index) => {
    const start = offset;
    offset += line.length + 1;
    return { text: line, offset: start, lineNumber: index + 1 };
  });
}

function batchLine(id: string): string {
  const body = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }] };
  return JSON.stringify({ custom_id: id, method: "POST", url: "/v1/chat/completions", body });
}

test("a broken line in the middle is named, the others are counted", async () => {
  const text = [batchLine("a"), '{"custom_id": "b", "body": {', batchLine("c"), ""].join("\n");
  const breaths: number[] = [];
  const { estimate, total } = await estimateLines(
    linesOf(text),
    "batch-jsonl",
    services,
    settings,
    { yieldIfDue: () => Promise.resolve(void breaths.push(1)) },
  );
  expect(total.requests).toBe(2);
  expect(estimate.estimates.map(({ prompt }) => prompt.name)).toEqual(["a", "c"]);
  expect(estimate.file.problems).toHaveLength(1);
  expect(estimate.file.problems[0]?.message).toMatch(/^Line 2 is not JSON: .* The other 2 lines/);
  expect(breaths).toHaveLength(4);
});

test("of a long file only the first requests are kept, the sums are of all", async () => {
  const text = Array.from({ length: 2_500 }, (_, index) => batchLine(String(index))).join("\n");
  const { estimate, total } = await estimateLines(
    linesOf(text),
    "batch-jsonl",
    services,
    settings,
    { yieldIfDue: () => Promise.resolve() },
  );
  expect(total.requests).toBe(2_500);
  expect(estimate.estimates).toHaveLength(2_000);
  expect(estimate.file.prompts).toHaveLength(2_000);
});
