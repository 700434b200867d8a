import fc from "fast-check";
import { expect, test } from "vitest";
import { cascadeOf, cascadePoints } from "../../../src/core/measure/results/cascade";
import { cascadeRuleWords, cascadeWords } from "../../../src/core/measure/results/cascadeWords";
import { pairResults } from "../../../src/core/measure/results/pairedRow";
import { qualityCostPoints } from "../../../src/core/measure/results/qualityCost";
import { selectRows } from "../../../src/core/measure/results/rowFilter";
import { summarize } from "../../../src/core/measure/results/summary";
import { compareTokens } from "../../../src/core/measure/results/tokenComparison";
import { faultOf, resultOf, resultsOf } from "./rowResults";

const row = fc.record({
  left: fc.boolean(),
  right: fc.boolean(),
  meanLogProbability: fc.integer({ min: -8, max: 0 }).map((value) => value / 10),
});

function pairsOf(rows: readonly { left: boolean; right: boolean; meanLogProbability: number }[]) {
  return pairResults(
    rows.flatMap(({ left, right, meanLogProbability }, index) => [
      resultOf(`r${index}`, "left", { passed: left, cost: 1_000n }),
      resultOf(`r${index}`, "right", { passed: right, cost: 50n, meanLogProbability }),
    ]),
  );
}

test("each point of the slider is the count over the rows", () =>
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
      const points = cascadePoints(pairsOf(rows), "right");
      expect(points.map(({ threshold }) => threshold)).toEqual([
        ...new Set([...rows.map((one) => one.meanLogProbability).sort((a, b) => a - b), 0]),
      ]);
      for (const { threshold, ...outcome } of points) {
        const asked = rows.filter((one) => one.meanLogProbability < threshold);
        const kept = rows.filter((one) => one.meanLogProbability >= threshold);
        const passed =
          asked.filter(({ left }) => left).length + kept.filter(({ right }) => right).length;
        const cost = BigInt(rows.length) * 50n + BigInt(asked.length) * 1_000n;
        const thousandfold = (Number(cost) * 1_000) / rows.length;
        expect(outcome).toMatchObject({ rows: rows.length, askedTwice: asked.length, passed });
        expect(Math.abs(Number(outcome.costPerThousand) - thousandfold)).toBeLessThanOrEqual(0.5);
        const rule = { kind: "log-probability", threshold } as const;
        expect(cascadeOf(pairsOf(rows), "right", rule)).toEqual(outcome);
      }
    }),
  ));

test("no more points than a slider can tell apart, the last one among them", () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({
    left: true,
    right: false,
    meanLogProbability: -(index + 1) / 1_000,
  }));
  const points = cascadePoints(pairsOf(many), "right");
  expect(points.length).toBeGreaterThan(100);
  expect(points.length).toBeLessThanOrEqual(202);
  expect(points.at(-1)).toMatchObject({ threshold: 0, askedTwice: 5_000 });
});

test("by checks, by JSON, and without probabilities", () => {
  const rows = pairResults([
    resultOf("a", "left", { passed: true, cost: 1_000n }),
    resultOf("a", "right", { passed: false, cost: 100n, text: "{}" }),
    resultOf("b", "left", { passed: false, cost: 1_000n }),
    resultOf("b", "right", { passed: true, cost: 100n, text: "{" }),
    faultOf("c", "left"),
    resultOf("c", "right", { passed: true, cost: 100n }),
  ]);
  const byChecks = cascadeOf(rows, "right", { kind: "checks" });
  expect(byChecks).toEqual({ rows: 2, askedTwice: 1, passed: 2, costPerThousand: 600_000n });
  const byJson = cascadeOf(rows, "right", { kind: "json" });
  expect(byJson).toMatchObject({ askedTwice: 1, passed: 0 });
  expect(cascadePoints(rows, "right")).toEqual([]);
  expect(cascadeOf([], "right", { kind: "checks" })).toEqual({ rows: 0, askedTwice: 0 });
});

test("the words of a cascade", () => {
  const names = { left: "GPT-4o", right: "Luna" };
  const rule = { kind: "log-probability", threshold: -0.21 } as const;
  expect(cascadeRuleWords(rule, names, "right")).toBe(
    "Ask GPT-4o when Luna's mean log-probability is under −0.21",
  );
  expect(cascadeRuleWords({ kind: "checks" }, names, "right")).toContain(
    "a check of Luna's answer",
  );
  expect(cascadeRuleWords({ kind: "json" }, names, "left")).toContain(
    "GPT-4o's answer is not JSON",
  );
  const outcome = { rows: 250, askedTwice: 55, passed: 246, costPerThousand: 1_700_000_000_000n };
  expect(cascadeWords(outcome)).toBe(
    "22% of rows asked twice: 98.4% pass, $1.70 per 1,000 requests.",
  );
  expect(cascadeWords({ rows: 4, askedTwice: 1 })).toBe("25% of rows asked twice.");
});

test("quality against cost", () => {
  const summary = summarize(pairResults(resultsOf([8, 1, 0, 1], { left: 900n, right: 30n })));
  const cascade = { rows: 10, askedTwice: 1, passed: 9, costPerThousand: 120_000n };
  expect(
    qualityCostPoints(summary, cascade).map(({ model, costPerThousand, passes }) => [
      model,
      costPerThousand,
      passes.share,
    ]),
  ).toEqual([
    ["left", 900_000n, 0.9],
    ["right", 30_000n, 0.8],
    ["cascade", 120_000n, 0.9],
  ]);
  expect(qualityCostPoints(summarize([]))).toEqual([]);
});

test("filters of the table", () => {
  const rows = pairResults([
    ...resultsOf([1, 1, 1, 1]),
    resultOf("slow", "left", { latencyMs: 9_000, cost: 1n, passed: true }),
    resultOf("dear", "right", { latencyMs: 1, cost: 900_000n, passed: true }),
    faultOf("lost", "left"),
  ]);
  const ids = (filter: Parameters<typeof selectRows>[1]) =>
    selectRows(rows, filter).map(({ rowId }) => rowId);
  expect(ids("all")).toHaveLength(7);
  expect(ids("differs")).toEqual(["r1", "r2"]);
  expect(ids("only-left-passes")).toEqual(["r1"]);
  expect(ids("only-right-passes")).toEqual(["r2"]);
  expect(ids("both-fail")).toEqual(["r3"]);
  expect(ids("no-answer")).toEqual(["lost"]);
  expect(ids("slowest")[0]).toBe("slow");
  expect(ids("most-expensive")[0]).toBe("dear");
  expect(ids("not-supported")).toEqual([]);
});

test("tokens against the estimate", () => {
  const usage = { inputTokens: 100, cachedTokens: 0, outputTokens: 5 };
  const results = [
    resultOf("a", "left", { usage }),
    resultOf("b", "left", { usage: { ...usage, inputTokens: 90 } }),
    resultOf("c", "left"),
  ];
  expect(compareTokens(results, () => 100)).toEqual({
    answers: 2,
    exact: 1,
    estimatedTokens: 200,
    billedTokens: 190,
  });
});
