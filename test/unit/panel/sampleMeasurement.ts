import { USD } from "../../../src/core/currency";
import { pairResults } from "../../../src/core/measure/results/pairedRow";
import type { MeasureInput } from "../../../src/core/panel/measure/measureInput";
import { planOfRows } from "../measure/measureRun";
import { resultOf } from "../measure/rowResults";

/** Before a run. */
export function setupInput(rows: number): MeasureInput {
  const plan = planOfRows(rows);
  const { left, right } = plan.sides;
  if (left === undefined || right === undefined) throw new Error("a side is missing");
  return {
    tab: "setup",
    file: "prompts/t.prompty",
    prompt: plan.prompt,
    names: { left: left.name, right: right.name },
    currency: USD,
    data: {
      kind: "read",
      file: "rows.jsonl",
      rows: { rows: plan.rows, problems: [], leftOut: 0, unusedNames: [] },
      asserts: [],
      assertProblems: [],
      plan,
    },
    settings: { concurrency: 8 },
    requestsPerMonth: 100_000,
    batchFromRows: 500,
    baselines: [],
  };
}

/** A multiple of 10 rows. In each 10 GPT-4o fails the last; mini fails those of the 4 lowest probabilities. */
export function recordedInput(rows = 10): MeasureInput {
  const plan = planOfRows(rows);
  const results = plan.rows.flatMap(({ id }, index) => {
    const number = (index % 10) + 1;
    return [
      resultOf(id, "left", {
        text: `Your parcel left on day ${number}.`,
        passed: number < 10,
        cost: 6_000_000_000n,
      }),
      resultOf(id, "right", {
        text: `Your parcel comes on day ${number}.`,
        passed: number > 4,
        cost: 400_000_000n,
        meanLogProbability: (number - 11) / 10,
      }),
    ];
  });
  return {
    ...setupInput(rows),
    tab: "results",
    results: {
      plan,
      rows: pairResults(results),
      version: 1,
      votes: new Map(),
      judgments: new Map(),
    },
  };
}
