import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  outcomesOfFile,
  outcomesOfRows,
  outcomesRow,
  readOutcomes,
  type RecordedOutcomes,
} from "../../../src/core/measure/results/outcomeBook";
import { pairResults } from "../../../src/core/measure/results/pairedRow";
import { jsonLine } from "../../../src/core/runs/jsonLines";
import { outcomesOn } from "../../../src/core/recommend/ownEvidence";
import { resultOf, resultsOf } from "./rowResults";

const PAIR = { left: "gpt-4o", right: "gpt-6-luna@none" };

function record(more: Partial<RecordedOutcomes> = {}): RecordedOutcomes {
  return {
    file: "triage.prompty",
    kind: "classification",
    models: PAIR,
    run: "1",
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

describe("a row counts once", () => {
  const rows = pairResults([
    ...resultsOf([1, 1, 0, 1]),
    resultOf("new", "left"),
    resultOf("new", "right"),
  ]);

  test("by the vote on it, or else by its assertions, or else by the judge", () => {
    // r0 passes on both, r1 on the left alone, r2 on neither; nothing checks the last row.
    const votes = new Map([["r1", "right" as const]]);
    const judgments = new Map(
      ["r0", "r1", "r2", "new"].map((rowId) => [rowId, { winner: "left" as const }]),
    );
    expect(outcomesOfRows(rows, { votes, judgments })).toEqual({
      rows: 4,
      scoreSums: { left: 2, right: 2 },
      wins: { left: 1, right: 1 },
    });
  });

  test("a tie is half a point for each, and no opinion is none", () => {
    const votes = new Map([["r1", "tie" as const]]);
    expect(outcomesOfRows(rows.slice(1, 2), { votes })).toEqual({
      rows: 1,
      scoreSums: { left: 0.5, right: 0.5 },
      wins: { left: 0, right: 0 },
    });
    expect(outcomesOfRows(rows.slice(3), { judgments: new Map([["new", {}]]) })).toBeUndefined();
  });

  test("whatever speaks of it", () =>
    fc.assert(
      fc.property(
        fc.subarray([...rows]),
        fc.subarray([...rows]),
        fc.boolean(),
        (voted, judged, isLeft) => {
          const winner = isLeft ? ("left" as const) : ("tie" as const);
          const votes = new Map(voted.map(({ rowId }) => [rowId, winner]));
          const judgments = new Map(judged.map(({ rowId }) => [rowId, { winner }]));
          const found = outcomesOfRows(rows, { votes, judgments });
          expect(found?.rows).toBe(votes.has("new") || judgments.has("new") ? 4 : 3);
        },
      ),
    ));
});

test("outcomes are read back as written, the last ones of a run", () => {
  const later = record({ rows: 12 });
  const other = record({ run: "2" });
  const text = [record(), other, later].map((each) => jsonLine(outcomesRow(each))).join("");
  expect(readOutcomes(text)).toEqual({ rows: [later, other], damagedLines: 0 });
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
