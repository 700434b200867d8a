import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  outcomesOfFile,
  outcomesOfRows,
  outcomesOfWinners,
  outcomesRow,
  readOutcomes,
  type RecordedOutcomes,
} from "../../../src/core/measure/results/outcomeBook";
import { pairResults } from "../../../src/core/measure/results/pairedRow";
import { jsonLine } from "../../../src/core/runs/jsonLines";
import { outcomesOn } from "../../../src/core/recommend/ownEvidence";
import { resultsOf } from "./rowResults";

const PAIR = { left: "gpt-4o", right: "gpt-6-luna@none" };

function record(more: Partial<RecordedOutcomes> = {}): RecordedOutcomes {
  return {
    file: "triage.prompty",
    kind: "classification",
    models: PAIR,
    run: "1",
    source: "assertions",
    recordedAt: "2026-11-20T10:00:00.000Z",
    rows: 10,
    scoreSums: { left: 9, right: 8 },
    wins: { left: 2, right: 1 },
    ...more,
  };
}

test("checked rows as outcomes", () => {
  expect(outcomesOfRows(pairResults(resultsOf([40, 7, 1, 0])))).toEqual({
    rows: 48,
    scoreSums: { left: 47, right: 41 },
    wins: { left: 7, right: 1 },
  });
  expect(outcomesOfRows([])).toBeUndefined();
});

test("votes as outcomes", () => {
  expect(outcomesOfWinners(["left", "tie", "right", "right"])).toEqual({
    rows: 4,
    scoreSums: { left: 1.5, right: 2.5 },
    wins: { left: 1, right: 2 },
  });
});

test("outcomes are read back as written, the last ones of a run", () => {
  const later = record({ rows: 12 });
  const votes = record({ source: "votes" });
  const text = [record(), votes, later].map((each) => jsonLine(outcomesRow(each))).join("");
  expect(readOutcomes(text)).toEqual({ rows: [later, votes], damagedLines: 0 });
  const impossible = outcomesRow(record({ wins: { left: 9, right: 9 } }));
  const { rows, damagedLines } = readOutcomes(`${jsonLine(impossible)}\n{"kind":"outcomes"}\nnot`);
  expect([rows, damagedLines]).toEqual([[], 3]);
});

describe("what is known of a file", () => {
  const other = record({ file: "other.prompty", run: "2", rows: 20 });

  test("are its own outcomes, or else those of its kind", () => {
    const all = [record(), record({ run: "3" }), other];
    expect(outcomesOfFile(all, "triage.prompty")(PAIR, "classification")?.rows).toBe(20);
    expect(outcomesOfFile(all, "new.prompty")(PAIR, "classification")?.rows).toBe(40);
    expect(outcomesOfFile(all, "new.prompty")(PAIR, "extraction")).toBeUndefined();
    expect(outcomesOfFile(all, "new.prompty")(PAIR, undefined)).toBeUndefined();
  });

  test("are those of the same models at the same efforts, in either order", () => {
    const of = outcomesOfFile([record()], "triage.prompty");
    const flipped = of({ left: PAIR.right, right: PAIR.left }, undefined);
    expect(flipped).toMatchObject({
      scoreSums: { left: 8, right: 9 },
      wins: { left: 1, right: 2 },
    });
    expect(of({ ...PAIR, right: "gpt-6-luna@medium" }, "classification")).toBeUndefined();
  });

  test("seen from the model that may lose, is the other way round from the other side", () =>
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (left, right, ties) => {
        const rows = left + right + ties;
        const own = { rows, scoreSums: { left, right }, wins: { left, right } };
        const on = { left: outcomesOn("left", own), right: outcomesOn("right", own) };
        expect(on.left.gapSum + on.right.gapSum).toBe(0);
        expect(on.left.miniAtLeastAsGood + on.right.miniAtLeastAsGood).toBe(rows + ties);
      }),
    ));
});
