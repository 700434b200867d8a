import { expect, test } from "vitest";
import { factsOf, prepareFacts } from "../../../src/core/panel/measure/measureFacts";
import { recordedInput } from "./sampleMeasurement";

function rowsOf(count: number) {
  const { results } = recordedInput(count);
  if (results === undefined) throw new Error("no results");
  return results.rows;
}

test("figures that are counted in slices are those that are counted at once, and are counted once", async () => {
  const rows = rowsOf(30);
  let pauses = 0;
  const pace = {
    yieldIfDue: () => {
      pauses += 1;
      return Promise.resolve();
    },
  };
  await prepareFacts(rows, pace);
  const facts = factsOf(rows);
  expect(facts).toEqual(factsOf(rowsOf(30)));
  // After each part of the summary, each filter, and each part of the cascade.
  const first = pauses;
  expect(first).toBeGreaterThan(15);
  await prepareFacts(rows, pace);
  expect(pauses).toBe(first);
  expect(factsOf(rows)).toBe(facts);
});
