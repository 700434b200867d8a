import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactPValue, winsForDifference } from "../../../src/core/measure/statistics/exactTest";
import { meanDifference } from "../../../src/core/measure/statistics/pairedScores";
import { percentile } from "../../../src/core/measure/statistics/percentiles";
import { wilsonInterval } from "../../../src/core/measure/statistics/wilson";

/** By Pascal's triangle in exact integers, one row after the other. */
function pValueByTriangle(rows: number, losses: number): number {
  let line = [1n];
  for (let row = 0; row < rows; row += 1) {
    line = [...line, 0n].map((value, index) => value + (index > 0 ? (line[index - 1] ?? 0n) : 0n));
  }
  const tail = line.slice(0, losses + 1).reduce((sum, value) => sum + value, 0n);
  const parts = (2n * tail * 10n ** 30n) / 2n ** BigInt(rows);
  return Math.min(1, Number(parts) / 1e30);
}

describe("the exact test", () => {
  test("is that of a triangle of Pascal", () =>
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (left, right) => {
        const expected = pValueByTriangle(left + right, Math.min(left, right));
        expect(exactPValue(left, right)).toBeCloseTo(expected, 12);
        expect(exactPValue(right, left)).toBe(exactPValue(left, right));
      }),
      { numRuns: 60 },
    ));

  test.each([
    [4, 7, 2 * (1 + 11 + 55 + 165 + 330), 2 ** 11],
    [1, 10, 2 * (1 + 11), 2 ** 11],
    [2, 9, 2 * (1 + 11 + 55), 2 ** 11],
    [0, 6, 2, 2 ** 6],
    [3, 3, 1, 1],
    [0, 0, 1, 1],
  ])("%i to %i", (left, right, numerator, denominator) => {
    expect(exactPValue(left, right)).toBeCloseTo(numerator / denominator, 14);
  });

  test("of 50,000 rows is near the normal approximation, and tiny where it must be", () => {
    // 24,781 wins are 1.96 standard deviations (111.8) below the half, with the continuity correction.
    expect(exactPValue(24_781, 25_219)).toBeCloseTo(0.0506, 3);
    expect(exactPValue(25_000, 25_000)).toBe(1);
    expect(exactPValue(0, 50_000)).toBe(0);
    expect(exactPValue(0, 1_000)).toBe(2 ** -999);
  });

  test("says how many wins make a difference", () =>
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 300 }), (rows) => {
        const wins = winsForDifference(rows);
        if (wins === undefined) throw new Error("none");
        expect(exactPValue(wins, rows - wins)).toBeLessThan(0.05);
        expect(exactPValue(wins - 1, rows - wins + 1)).toBeGreaterThanOrEqual(0.05);
        expect(wins).toBeGreaterThan(rows / 2);
      }),
    ));

  test("needs at least 6 rows that differ", () => {
    expect([0, 1, 5].map(winsForDifference)).toEqual([undefined, undefined, undefined]);
    expect([6, 11, 250].map(winsForDifference)).toEqual([6, 10, 141]);
  });
});

describe("Wilson's interval", () => {
  test.each([
    [243, 250, 94.3, 98.6],
    [240, 250, 92.8, 97.8],
    [238, 250, 91.8, 97.2],
    [247, 250, 96.5, 99.6],
    [0, 10, 0, 27.8],
    [10, 10, 72.2, 100],
  ])("%i of %i", (passed, rows, low, high) => {
    const interval = wilsonInterval(passed, rows);
    expect((interval?.low ?? NaN) * 100).toBeCloseTo(low, 1);
    expect((interval?.high ?? NaN) * 100).toBeCloseTo(high, 1);
  });

  test("ends where the share is 1.96 of the end's own standard errors away", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(100), (rows, percent) => {
        const passed = Math.round((rows * percent) / 100);
        const { share, low, high } = wilsonInterval(passed, rows) ?? { share: 0, low: 0, high: 0 };
        for (const end of [low, high]) {
          const squared = (1.959963984540054 ** 2 * end * (1 - end)) / rows;
          expect((share - end) ** 2).toBeCloseTo(squared, 12);
        }
      }),
    ));

  test("of nothing is none", () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });
});

test("the mean difference of scores is that of two passes", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
        minLength: 2,
      }),
      (pairs) => {
        const quarters = pairs.map(([a, b]) => [a / 4, b / 4] as const);
        const found = meanDifference(quarters);
        // Σd² − (Σd)² ÷ n in whole quarters, instead of the squares around the mean.
        const sum = pairs.reduce((total, [a, b]) => total + a - b, 0);
        const squares = pairs.reduce((total, [a, b]) => total + (a - b) ** 2, 0);
        const n = pairs.length;
        expect(found?.mean).toBeCloseTo(sum / n / 4, 12);
        const variance = (squares - sum ** 2 / n) / (n - 1);
        expect(found?.standardError).toBeCloseTo(Math.sqrt(variance / n) / 4, 9);
      },
    ),
  ));

test("the mean difference of one pair has no error, and that of none is unknown", () => {
  expect(meanDifference([[1, 0.5]])).toEqual({ pairs: 1, mean: 0.5 });
  expect(meanDifference([])).toBeUndefined();
});

test("a percentile is the smallest figure that enough others do not exceed", () =>
  fc.assert(
    fc.property(
      fc.array(fc.nat(1_000), { minLength: 1 }),
      fc.integer({ min: 1, max: 100 }),
      (all, p) => {
        const found = percentile(all, p / 100) ?? NaN;
        const atMost = all.filter((figure) => figure <= found).length;
        const below = all.filter((figure) => figure < found).length;
        expect(atMost * 100).toBeGreaterThanOrEqual(p * all.length);
        expect(below * 100).toBeLessThan(p * all.length);
      },
    ),
  ));

test("a percentile of nothing is unknown", () => {
  expect(percentile([], 0.5)).toBeUndefined();
});
