import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeInt8 } from "../../../src/core/recommend/decodeInt8";
import { groupWeights, randomNumbers } from "../../../scripts/training/examples";
import {
  apgr,
  areaUnderRoc,
  calibrationError,
  callsFor,
  explainedVariance,
  gainOverRandom,
  quantile,
  type Ranked,
  shareToMini,
} from "../../../scripts/training/metrics";
import { nearDuplicateGroups } from "../../../scripts/training/nearDuplicates";
import type { Outcome } from "../../../scripts/training/outcomes";
import { quantize } from "../../../scripts/training/quantize";
import {
  buildDesign,
  type DesignRow,
  solveRidge,
  solveRidgeOfMany,
} from "../../../scripts/training/ridge";

function ranked(rows: readonly (readonly [score: number, gap: number])[]): readonly Ranked[] {
  return rows.map(([score, gap]) => ({ score, gap, score4o: 1, weight: 1 }));
}

/** Two of ten prompts have a gap of 1. */
const GAPS = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0];

describe("figures of a ranking", () => {
  const best = ranked(GAPS.map((gap) => [gap, gap]));
  const constant = ranked(GAPS.map((gap) => [0, gap]));
  const worst = ranked(GAPS.map((gap) => [-gap, gap]));

  it("know a perfect one, a coin and the opposite", () => {
    expect(apgr(best)).toBeCloseTo(0.9, 12);
    expect(apgr(constant)).toBeCloseTo(0.5, 12);
    expect(apgr(worst)).toBeCloseTo(0.1, 12);
    expect(gainOverRandom(best)).toBeCloseTo(0.08, 12);
    expect(gainOverRandom(constant)).toBeCloseTo(0, 12);
  });

  it("count the calls that recover a part of the gap", () => {
    expect(callsFor(best, 0.5)).toBeCloseTo(0.1, 12);
    expect(callsFor(constant, 0.8)).toBeCloseTo(0.8, 12);
  });

  it("count what can go to mini at a part of the quality", () => {
    expect(shareToMini(best, 0.9)).toBeCloseTo(0.9, 12);
    expect(shareToMini(constant, 0.9)).toBeCloseTo(0.5, 12);
    expect(shareToMini(best, 0.5)).toBe(1);
  });

  it("do not depend on the order of the prompts or the scale of the weights", () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.nat(), (rows, seed) => {
        const random = randomNumbers(seed);
        const sorted = ranked(rows);
        const mixed = sorted
          .map((item) => ({ item: { ...item, weight: 3 }, order: random() }))
          .sort((a, b) => a.order - b.order)
          .map(({ item }) => item);
        fc.pre(sorted.some(({ gap }) => gap > 0));
        expect(apgr(mixed)).toBeCloseTo(apgr(sorted), 9);
        expect(callsFor(mixed, 0.5)).toBeCloseTo(callsFor(sorted, 0.5), 9);
      }),
    );
  });

  it("agree with counting all pairs in the area under the ROC curve", () => {
    const item = fc.record({
      score: fc.integer({ min: 0, max: 5 }),
      label: fc.boolean(),
      weight: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 2 }), (items) => {
        const good = items.filter(({ label }) => label);
        const bad = items.filter(({ label }) => !label);
        fc.pre(good.length > 0 && bad.length > 0);
        let won = 0;
        let all = 0;
        for (const a of good) {
          for (const b of bad) {
            const weight = a.weight * b.weight;
            all += weight;
            won += weight * (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0);
          }
        }
        expect(areaUnderRoc(items)).toBeCloseTo(won / all, 9);
      }),
    );
  });

  it("find calibration errors by bin, and the variance explained", () => {
    const half = Array.from({ length: 100 }, (_, i) => ({
      predicted: i < 50 ? 0.2 : 0.8,
      actual: i % 10 < (i < 50 ? 2 : 7) ? 1 : 0,
      weight: 1,
    }));
    expect(calibrationError(half)).toBeCloseTo(0.05, 12);
    expect(explainedVariance([1, 2, 3].map((x) => ({ predicted: x, actual: x })))).toBe(1);
    expect(explainedVariance([1, 2, 3].map((x) => ({ predicted: 2, actual: x })))).toBe(0);
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
  });
});

describe("ridge regression", () => {
  const random = randomNumbers(3);
  const rows: DesignRow[] = Array.from({ length: 60 }, () => ({
    dense: Float64Array.from({ length: 3 }, () => random() - 0.5),
    terms: {
      buckets: Int32Array.of(Math.floor(random() * 8), Math.floor(random() * 8)),
      values: Float32Array.of(0.6, 0.8),
    },
  }));
  const design = buildDesign(rows, { bits: 3, denseScale: 1 });
  const targets = Float64Array.from(rows, ({ dense }) => 2 * (dense[0] ?? 0) - (dense[1] ?? 0) + 5);
  const weights = new Float64Array(60).fill(1);

  it("finds the weights that made the targets", () => {
    const { intercept, dense } = solveRidge(design, targets, weights, 1e-6);
    expect(intercept).toBeCloseTo(5, 0);
    expect(dense[0]).toBeCloseTo(2, 1);
    expect(dense[1]).toBeCloseTo(-1, 1);
    expect(dense[2]).toBeCloseTo(0, 1);
  });

  it("gives what a solution in closed form gives", () => {
    const [closed] = solveRidgeOfMany(design, [targets.map((target) => target - 5)], weights, 2);
    const centered = targets.map((target) => target - 5);
    const mean = centered.reduce((sum, target) => sum + target, 0) / 60;
    const steps = solveRidge(
      design,
      centered.map((target) => target - mean),
      weights,
      2,
    );
    const difference = (closed?.dense ?? []).map((value, i) =>
      Math.abs(value - (steps.dense[i] ?? 0)),
    );
    expect(Math.max(...difference)).toBeLessThan(0.05);
  });

  it("draws the weights to 0 as the penalty grows", () => {
    const { dense } = solveRidge(design, targets, weights, 1e9);
    expect(Math.max(...dense.map(Math.abs))).toBeLessThan(1e-6);
  });

  it("keeps bytes within half a step of the weights", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1 }),
        (values) => {
          const { bytes, scales } = quantize([Float64Array.from(values)]);
          const [scale = 0] = scales;
          decodeInt8(bytes).forEach((byte, i) => {
            expect(Math.abs(byte * scale - (values[i] ?? 0))).toBeLessThanOrEqual(scale * 0.501);
          });
        },
      ),
    );
  });
});

function outcome(prompt: string, bare?: [number, number]): Outcome {
  return {
    source: "s",
    id: "1",
    prompt,
    ...(bare && { bare }),
    category: "c",
    tags: [],
    score_4o: 1,
    score_mini: 1,
  };
}

describe("near-duplicates", () => {
  it("are in one group, whatever links them, and others are not", () => {
    const [a, b, c, d] = nearDuplicateGroups([
      outcome("In what year was the old bridge of Mostar first opened to the public?"),
      outcome("In what year was the new bridge of Mostar first opened to the public?"),
      outcome("In what year was the new bridge of Mostar first closed to the public?"),
      outcome("Who designed the railway station of Turku?"),
    ]);
    expect(b).toBe(a);
    expect(c).toBe(a);
    expect(d).not.toBe(a);
  });

  it("are not made by a wrapper that prompts share", () => {
    const wrapped = (text: string) =>
      outcome(`Answer the question below in one short sentence. ${text}`, [49, 49 + text.length]);
    const [a, b] = nearDuplicateGroups([wrapped("Who built it?"), wrapped("When did it rain?")]);
    expect(a).not.toBe(b);
  });
});

describe("weights of groups", () => {
  it("make groups equal at 1 and leave rows equal at 0, with a mean of 1", () => {
    const items = ["a", "a", "a", "b"];
    expect([...groupWeights(items, (item) => item, 1)]).toEqual([2 / 3, 2 / 3, 2 / 3, 2]);
    expect([...groupWeights(items, (item) => item, 0)]).toEqual([1, 1, 1, 1]);
  });
});
