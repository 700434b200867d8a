import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addOutcome, learnFrom, NO_OUTCOMES } from "../../../src/core/recommend/learning";
import type { QualityEvidence } from "../../../src/core/recommend/recommendation";

const PRIOR: QualityEvidence = {
  kind: { id: "summarisation", label: "Summarisation", probability: 1 },
  alternatives: [],
  isRecognized: true,
  decidingWords: [],
  deviation: 0.05,
  level: "published opinion",
  opinion: "mini",
  expectedGap: 0.1,
  interval: [0, 0.2],
  pMiniAtLeastAsGood: 0.8,
  score4o: 0.7,
  strengthPrompts: 40,
  source: "guides",
};

const score = fc.double({ min: 0, max: 1, noNaN: true });
const outcomes = fc.array(fc.tuple(score, score), { maxLength: 60 });

function sumUp(pairs: readonly (readonly [number, number])[]) {
  return pairs.reduce((own, [of4o, ofMini]) => addOutcome(own, of4o, ofMini), NO_OUTCOMES);
}

describe("learning from one's own outcomes", () => {
  it("gives the mean over the prior's prompts and one's own", () => {
    fc.assert(
      fc.property(outcomes, (pairs) => {
        const { expectedGap, pMiniAtLeastAsGood } = learnFrom(PRIOR, sumUp(pairs));
        const gaps = [...Array<number>(40).fill(0.1), ...pairs.map(([a, b]) => a - b)];
        const good = [...Array<number>(40).fill(0.8), ...pairs.map(([a, b]) => (b >= a ? 1 : 0))];
        const mean = (values: readonly number[]): number =>
          values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(expectedGap).toBeCloseTo(mean(gaps), 9);
        expect(pMiniAtLeastAsGood).toBeCloseTo(mean(good), 9);
      }),
    );
  });

  it("is the same at once as one by one", () => {
    fc.assert(
      fc.property(outcomes, outcomes, (first, second) => {
        const atOnce = learnFrom(PRIOR, sumUp([...first, ...second]));
        const inTurn = learnFrom(learnFrom(PRIOR, sumUp(first)), sumUp(second));
        expect(inTurn.expectedGap).toBeCloseTo(atOnce.expectedGap, 9);
        expect(inTurn.strengthPrompts).toBe(atOnce.strengthPrompts);
      }),
    );
  });

  it("narrows the interval with the root of what it rests on", () => {
    const { interval, expectedGap } = learnFrom(PRIOR, {
      prompts: 120,
      gapSum: 12,
      miniAtLeastAsGood: 100,
    });
    expect(expectedGap).toBeCloseTo(0.1, 12);
    expect(interval[0]).toBeCloseTo(0.05, 12);
    expect(interval[1]).toBeCloseTo(0.15, 12);
  });

  it("is a measurement of one's own from ten rows on", () => {
    const few = learnFrom(PRIOR, { prompts: 9, gapSum: 0, miniAtLeastAsGood: 9 });
    expect(few).toMatchObject({ level: "published opinion", opinion: "mini" });
    const many = learnFrom(PRIOR, { prompts: 10, gapSum: 0, miniAtLeastAsGood: 10 });
    expect(many.level).toBe("your measurements");
    expect(many.opinion).toBeUndefined();
    expect(many.source).toBe("guides; 10 outcomes of your own");
    expect(many.own).toEqual({ rows: 10, lightAtLeastAsGood: 10, lightModelId: "gpt-4o-mini" });
  });

  it("changes nothing without outcomes", () => {
    expect(learnFrom(PRIOR, NO_OUTCOMES)).toBe(PRIOR);
  });
});
