import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arrangeRows,
  DEFAULT_ARRANGEMENT,
  FILTERS,
  GROUPINGS,
  readArrangement,
  SORTINGS,
} from "../../../src/core/prompts/arrangeRows";
import type { PromptRow } from "../../../src/core/prompts/promptRow";
import { totalOfRows } from "../../../src/core/prompts/promptTotals";

const row: fc.Arbitrary<PromptRow> = fc
  .record(
    {
      path: fc.stringMatching(/^(?:[ab]\/){0,2}[a-z]{1,3}\.prompt$/),
      tokens: fc.nat(10_000),
      isContext: fc.boolean(),
      isByCost: fc.boolean(),
      saving: fc.bigInt(1n, 1_000n),
      changedTokens: fc.integer(),
      problem: fc.constant("broken"),
      shutdownDays: fc.integer({ min: -10, max: 90 }),
      models: fc.subarray(["gpt-4o", "gpt-4o-mini"]),
    },
    { requiredKeys: ["path", "tokens", "isContext", "isByCost", "models"] },
  )
  .map((part) => ({
    id: part.path,
    requests: 1,
    isLowerBound: false,
    costs: { left: 5n, right: 1n },
    goesTo: "right",
    overContextTokens: 0,
    ...part,
  }));

const rows = fc.uniqueArray(row, { selector: ({ id }) => id });
const arrangement = fc.record({
  groupBy: fc.constantFrom(...GROUPINGS),
  sortBy: fc.constantFrom(...SORTINGS),
  filter: fc.constantFrom(...FILTERS),
});

describe("the arrangement of rows", () => {
  test("shows every row that passes the filter exactly once, whatever the arrangement", () => {
    fc.assert(
      fc.property(rows, arrangement, (all, chosen) => {
        const shown = arrangeRows(all, chosen).flatMap((group) => group.rows);
        const passing = all.filter(
          (each) =>
            chosen.filter === "all" ||
            (chosen.filter === "to-switch" && each.saving !== undefined) ||
            (chosen.filter === "changed" && each.changedTokens !== undefined) ||
            (chosen.filter === "problems" && each.problem !== undefined),
        );
        expect(shown.map(({ id }) => id).toSorted()).toEqual(
          passing.map(({ id }) => id).toSorted(),
        );
      }),
    );
  });

  test("keeps context files in one group at the end", () => {
    fc.assert(
      fc.property(rows, arrangement, (all, chosen) => {
        const groups = arrangeRows(all, chosen);
        for (const [index, { isContext, rows: own }] of groups.entries()) {
          expect(own.every((each) => each.isContext === isContext)).toBe(true);
          if (isContext) expect(index).toBe(groups.length - 1);
        }
      }),
    );
  });

  test("sorts by size downward, within each group", () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const group of arrangeRows(all, { ...DEFAULT_ARRANGEMENT, sortBy: "tokens" })) {
          const tokens = group.rows.map((each) => each.tokens);
          expect(tokens).toEqual(tokens.toSorted((a, b) => b - a));
        }
      }),
    );
  });

  test("reads what was kept, and takes the default for anything else", () => {
    const kept = { groupBy: "model", sortBy: "saving", filter: "changed" } as const;
    expect(readArrangement(kept)).toEqual(kept);
    expect(readArrangement({ ...kept, sortBy: "constructor" })).toEqual({
      ...kept,
      sortBy: "path",
    });
    expect(readArrangement(undefined)).toEqual(DEFAULT_ARRANGEMENT);
  });
});

describe("the totals of rows", () => {
  test("never add savings by cost to savings by evidence, and leave context files out", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const totals = totalOfRows(all);
        const saved = (isByCost: boolean): bigint =>
          all
            .filter((each) => !each.isContext && each.isByCost === isByCost)
            .reduce((sum, each) => sum + (each.saving ?? 0n), 0n);
        expect(totals.byEvidence.amount).toBe(saved(false));
        expect(totals.byCost.amount).toBe(saved(true));
        expect(totals.files + totals.contextFiles).toBe(all.length);
      }),
    );
  });
});
