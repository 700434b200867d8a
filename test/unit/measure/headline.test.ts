import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headlineOf } from "../../../src/core/measure/results/headline";
import { pairResults } from "../../../src/core/measure/results/pairedRow";
import { summarize } from "../../../src/core/measure/results/summary";
import { picoUsdOf } from "../../../src/core/money";
import { answerOf } from "./rowAnswers";
import { faultOf, resultOf, resultsOf } from "./rowResults";

const CONTEXT = { names: { left: "GPT-4o", right: "Luna at none" }, requestsPerMonth: 100_000 };

/** A request of 1,000 tokens in and 300 out, at the list prices of GPT-4o and Luna. */
const COSTS = {
  left: picoUsdOf((1_000 * 2.5 + 300 * 10) / 1e6),
  right: picoUsdOf((1_000 * 0.1 + 300 * 0.5) / 1e6),
};

type Counts = Parameters<typeof resultsOf>[0];
const headline = (counts: Counts) =>
  headlineOf(summarize(pairResults(resultsOf(counts, COSTS))), CONTEXT);

describe("the sentence on top", () => {
  test("no difference", () => {
    // 0.0055 − 0.00025 = 0.00525 a request.
    expect(headline([380, 9, 6, 5])).toEqual({
      sentence:
        "Luna at none passes 386 of 400, GPT-4o 389: no difference that 400 rows can show. Luna at none saves $525.00 a month at 100,000 requests.",
      detail:
        "Of the 15 rows that differ GPT-4o wins 9 and Luna at none 6: a split that chance gives more often than not (exact test, p = 0.61). It would take 12 of the 15 to call it a difference.",
    });
  });

  test("no difference, with a split that is less common", () => {
    expect(headline([90, 8, 2, 0]).detail).toBe(
      "Of the 10 rows that differ GPT-4o wins 8 and Luna at none 2: a split that chance gives 11 times in 100 (exact test, p = 0.11). It would take 9 of the 10 to call it a difference.",
    );
    expect(headline([98, 1, 1, 0]).detail).toContain("at least 6 rows that differ, all for one");
    expect(headline([100, 0, 0, 0]).detail).toBe("No row passes on only one of the two.");
  });

  test("a difference", () => {
    expect(headline([360, 30, 3, 7])).toEqual({
      sentence:
        "GPT-4o passes 390 of 400, Luna at none 363: a real difference (p < 0.001). Luna at none loses 7 rows in 100.",
      detail:
        "Of the 33 rows that differ GPT-4o wins 30 and Luna at none 3. Luna at none saves $525.00 a month at 100,000 requests.",
    });
    expect(headline([3_990, 0, 10, 0])).toEqual({
      sentence:
        "Luna at none passes 4,000 of 4,000, GPT-4o 3,990: a real difference (p = 0.0020). GPT-4o loses 3 rows in 1,000.",
      detail: "Of the 10 rows that differ Luna at none wins 10 and GPT-4o 0.",
    });
  });

  test("too few", () => {
    expect(headline([10, 1, 0, 1]).sentence).toBe(
      "12 rows are too few to tell. 1 more passes on GPT-4o.",
    );
    expect(headline([0, 0, 3, 0]).sentence).toBe(
      "3 rows are too few to tell. 3 more pass on Luna at none.",
    );
    expect(headline([1, 0, 0, 0]).sentence).toBe("1 row is too few to tell. As many pass on both.");
  });

  test("nothing checked, and nothing answered", () => {
    const rows = pairResults([
      resultOf("a", "left", { text: "yes", cost: 2n }),
      resultOf("a", "right", { text: "yes ", cost: 2n }),
      resultOf("b", "left", { text: "yes", cost: 2n }),
      resultOf("b", "right", { text: "no", cost: 2n }),
    ]);
    expect(headlineOf(summarize(rows), CONTEXT).sentence).toBe(
      "Nothing says which answers are right, as no assertion checks them: 1 of 2 answers are the same text.",
    );
    expect(headlineOf(summarize([]), CONTEXT).sentence).toBe(
      "No row has an answer of both models.",
    );
  });

  test("rows without an answer, and a baseline", () => {
    const results = [...resultsOf([40, 0, 0, 0], COSTS), faultOf("x", "right")];
    const { sentence, detail } = headlineOf(summarize(pairResults(results)), {
      ...CONTEXT,
      baseline: "left",
    });
    expect(sentence).toMatch(/^Against the saved answers of GPT-4o, Luna at none passes 40 of 40/);
    expect(detail).toContain("Luna at none gave no answer to 1 row (2%), which are left out.");
  });

  /** Figures of the sentence against a count over the results themselves. */
  test("is right for any outcome", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 30 }), (outcomes) => {
        const results = outcomes.flatMap(([left, right], row) => [
          resultOf(String(row), "right", { passed: right, cost: COSTS.right }),
          resultOf(String(row), "left", { passed: left, cost: COSTS.left }),
        ]);
        const { sentence } = headlineOf(summarize(pairResults(results)), CONTEXT);
        const passed = (name: string) =>
          Number(new RegExp(`${name}(?: passes)? (\\d+)`).exec(sentence)?.[1]);
        expect(passed("GPT-4o")).toBe(outcomes.filter(([left]) => left).length);
        expect(passed("Luna at none")).toBe(outcomes.filter(([, right]) => right).length);
        const onlyLeft = outcomes.filter(([left, right]) => left && !right).length;
        const onlyRight = outcomes.filter(([left, right]) => right && !left).length;
        expect(sentence.includes("a real difference")).toBe(isReal(onlyLeft, onlyRight));
      }),
      { numRuns: 200 },
    ));
});

/** By products of floating point numbers, without the code's integers. */
function isReal(onlyLeft: number, onlyRight: number): boolean {
  const rows = onlyLeft + onlyRight;
  let term = 0.5 ** rows;
  let tail = 0;
  for (let losses = 0; losses <= Math.min(onlyLeft, onlyRight); losses += 1) {
    tail += term;
    term = (term * (rows - losses)) / (losses + 1);
  }
  return 2 * tail < 0.05;
}

test("a summary of each side", () => {
  const rows = pairResults([
    ...resultsOf([2, 1, 0, 1], { left: 10n, right: 1n }),
    faultOf("x", "left"),
    resultOf("x", "right", { passed: true, cost: 3n, latencyMs: 2_000 }),
    { ...resultOf("r0", "left", { passed: false, cost: 10n }), finishedAt: "2026-11-21" },
  ]);
  const summary = summarize(rows);
  expect(summary).toMatchObject({
    rows: 5,
    answered: 4,
    pairedCost: { left: 40n, right: 4n },
    paired: {
      rows: 4,
      bothPass: 1,
      neitherPasses: 1,
      onlyPasses: { left: 1, right: 1 },
      pValue: 1,
    },
  });
  expect(summary.sides.left).toMatchObject({
    answers: 4,
    faults: 1,
    checked: 4,
    passed: 2,
    cost: 40n,
  });
  expect(summary.sides.right).toMatchObject({
    answers: 5,
    passed: 3,
    cost: 7n,
    latencyMs: { p50: 850, p95: 2_000 },
  });
  expect(summary.paired.scoreDifference).toMatchObject({ pairs: 4, mean: 0 });
});

test("what was not supported is counted by its reason, and a missing price makes no sum", () => {
  const outcome = {
    assertion: { type: "javascript", isNegated: false, weight: 1 },
    status: "not-supported",
    score: 0,
    reason: '"javascript" is not supported.',
  } as const;
  const verdict = { passed: false, score: 0, outcomes: [outcome] };
  const result = { ...resultOf("a", "left"), answer: answerOf("x"), verdict };
  const summary = summarize(pairResults([result, { ...result, side: "right" }]));
  expect([...summary.notSupported]).toEqual([['"javascript" is not supported.', 2]]);
  expect(summary.pairedCost).toBeUndefined();
});
