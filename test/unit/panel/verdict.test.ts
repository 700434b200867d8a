import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import type { QualityChart, Verdict } from "../../../src/core/panel/contract/panelState";
import { plainText } from "../../../src/core/panel/contract/richText";
import type { Estimate } from "../../../src/core/estimate/estimate";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { resolvePair } from "../../../src/core/models/resolvePair";
import type { Recommendation } from "../../../src/core/recommend/recommendation";
import {
  MEASURED_MINI,
  receiptEstimate,
  sampleEstimate,
  type SampleEstimate,
  UNMEASURED_EVIDENCE,
} from "./sampleEstimates";
import { panelInput, promptSubject } from "./sampleInput";
import { cardTexts } from "./stateText";

function verdictOf(recommendation: Recommendation, change: SampleEstimate = {}): string {
  return sentenceOf(sampleEstimate({ recommendation, ...change }));
}

function sentenceOf(estimate: Estimate): string {
  const { verdict } = buildPanelState(panelInput({ subject: promptSubject(estimate) }));
  return plainText(verdict.sentence);
}

function verdictFor(recommendation: Recommendation): Verdict {
  const estimate = sampleEstimate({ recommendation });
  return buildPanelState(panelInput({ subject: promptSubject(estimate) })).verdict;
}

function groundsOf(recommendation: Recommendation): readonly string[] {
  return verdictFor(recommendation).grounds.map(plainText);
}

function cardOf(recommendation: Recommendation, index: 0 | 1 | 2): string {
  return cardTexts(verdictFor(recommendation))[index] ?? "";
}

const FACTUAL: Recommendation = {
  modelId: "gpt-4o",
  level: "measured",
  decidedBy: "quality",
  loss: {
    modelId: "gpt-4o-mini",
    label: "GPT-4o mini",
    expected: 0.1977,
    deviation: 0.03,
    tolerated: 0.05,
    hasSaving: true,
    confidence: 0.99999,
  },
  evidence: {
    ...UNMEASURED_EVIDENCE,
    kind: { id: "factual_qa", label: "Factual recall", probability: 0.9 },
    pMiniAtLeastAsGood: 0.7712,
    measured: { gap: 0.1977, standardError: 0.0062, prompts: 5_826 },
  },
  reasons: [],
};

describe("the verdict", () => {
  it("says why the more expensive one is worth it", () => {
    expect(cardOf(FACTUAL, 0)).toBe(
      "Recommended: GPT-4o | Expected loss on GPT-4o mini 0.20, over your 0.05",
    );
    expect(verdictOf(FACTUAL)).toBe(
      "Expected loss on GPT-4o mini is 0.20 ± 0.03, over your tolerance of 0.05.",
    );
    expect(groundsOf(FACTUAL)).toContain(
      "Tolerate 0.20 and it goes to mini: $569.50 less a month at 100,000 requests.",
    );
  });

  it("gives the confidence in the recommendation as the only percentage, and counts how often mini holds up", () => {
    expect(cardOf(FACTUAL, 2)).toBe(
      "Confidence: 99% | that the loss is over 0.05 | measured 5,826 prompts of this kind",
    );
    expect(groundsOf(FACTUAL)[0]).toBe(
      "On mini 77 of 100 answers are at least as good; the other 23 lose enough to average 0.20 over all.",
    );
    expect(cardOf(MEASURED_MINI, 2)).toContain("72% | that the loss stays within 0.05");
    expect([...groundsOf(FACTUAL), ...groundsOf(MEASURED_MINI)].join()).not.toContain("%");
  });

  it("speaks of the loss on mini on whichever side mini is", () => {
    const swapped = sampleEstimate({
      leftModel: GPT_4O_MINI,
      rightModel: GPT_4O,
      recommendation: MEASURED_MINI,
    });
    const { verdict } = buildPanelState(
      panelInput({
        subject: promptSubject(swapped),
        pair: resolvePair({ left: "gpt-4o-mini", right: "gpt-4o" }),
      }),
    );
    expect(plainText(verdict.sentence)).toContain("Expected loss on GPT-4o mini is 0.04 ± 0.02");
    expect(verdict.cards[0]?.accent).toBe("left");
    expect(chartOf(verdict).points.map(({ key, y }) => [key, Math.sign(y - 0.5)])).toEqual([
      ["left", -1],
      ["right", 1],
    ]);
  });

  it("rests an extrapolation on prompts that resemble it", () => {
    const extrapolated: Recommendation = {
      ...MEASURED_MINI,
      level: "extrapolated",
      evidence: { ...UNMEASURED_EVIDENCE, level: "extrapolated", interval: [-0.01, 0.09] },
    };
    expect(cardOf(extrapolated, 2)).toBe(
      "Confidence: 72% | that the loss stays within 0.05 | extrapolated from scored prompts that resemble this one",
    );
  });

  it("gives no probability if no size of a loss is known, and says that cost decided", () => {
    const opinion: Recommendation = {
      modelId: "gpt-4o-mini",
      level: "published opinion",
      decidedBy: "cost",
      evidence: {
        ...UNMEASURED_EVIDENCE,
        kind: { id: "translation", label: "Translation", probability: 0.9 },
        level: "published opinion",
        opinion: "4o",
      },
      reasons: [],
    };
    expect(verdictOf(opinion)).toBe(
      "No scores of translation are published: decided by cost. GPT-4o mini costs $0.00612 less a request.",
    );
    expect(cardOf(opinion, 2)).toBe(
      "Confidence: By cost | No size of a loss is known | published opinion guides only",
    );
    const unclear: Recommendation = {
      ...opinion,
      level: "no evidence",
      evidence: { ...UNMEASURED_EVIDENCE, level: "no evidence", isRecognized: false },
    };
    expect(verdictOf(unclear)).toBe(
      "Kind of task not recognized: mini could lose 0.01 to 0.07 here, so cost decides.",
    );
    expect(cardOf(unclear, 2)).toBe(
      "Confidence: None | Kind of task not recognized | no evidence decided by cost",
    );
    expect(groundsOf(unclear).join()).not.toContain("%");
  });

  it("says of what is sent along with every request what it adds, and recommends nothing", () => {
    const estimate = sampleEstimate();
    const context = { ...estimate, prompt: { ...estimate.prompt, isContext: true as const } };
    const { verdict } = buildPanelState(panelInput({ subject: promptSubject(context) }));
    expect(cardTexts(verdict)).toEqual([
      "In every request: 1,204 tokens | Sent along with each request; not run by itself.",
      "Adds to each request: 4o $0.00301 | mini $0.000181",
    ]);
    expect(sentenceOf(context)).toBe(
      "In every request: 1,204 tokens, $0.00301 on GPT-4o and $0.000181 on GPT-4o mini. Sent along with each request; not run by itself.",
    );
  });

  it("says which limit leaves one model alone", () => {
    const limit: Recommendation = {
      modelId: "gpt-4o",
      level: "no evidence",
      decidedBy: "limit",
      reasons: [
        { code: "no-vision", text: "GPT-4o mini takes no images.", size: 1, source: "catalog" },
      ],
    };
    expect(verdictOf(limit)).toContain("GPT-4o mini takes no images.");
    expect(cardOf(limit, 0)).toBe("Recommended: GPT-4o | The only one that takes this prompt");
    expect(cardOf(limit, 2)).not.toContain("no evidence");
  });

  it("recommends nothing if there is nothing to decide by", () => {
    const nothing: Recommendation = {
      modelId: "gpt-4o",
      level: "no evidence",
      decidedBy: "nothing",
      reasons: [{ code: "quality", text: "No prices are known.", size: 0, source: "prices" }],
    };
    expect(verdictOf(nothing)).toBe("No recommendation. No prices are known.");
  });

  it("says that a stronger model that is cheaper here leaves nothing to weigh", () => {
    const { verdict } = buildPanelState(
      panelInput({ subject: promptSubject(receiptEstimate(), { name: "receipt.prompty" }) }),
    );
    expect(plainText(verdict.sentence)).toBe(
      "GPT-4o mini costs $0.000359 more a request here, so there is no saving to weigh.",
    );
    expect(cardTexts(verdict)[0]).toBe(
      "Recommended: GPT-4o | The cheaper one here: the image decides",
    );
    expect(cardTexts(verdict)[2]).toBe(
      "Confidence: By cost | Nothing to trade: mini is ahead in none of the 9 measured kinds | no evidence",
    );
    if (verdict.picture?.kind !== "table") throw new Error("no table");
    expect(verdict.picture.table.rows.map(({ cells }) => cells.map(plainText))).toEqual([
      ["Text, 181 tokens", "0.45", "0.03"],
      ["1 image", "1.91", "3.83"],
      ["Expected output, 120 tokens", "1.20", "0.07"],
      ["Total", "3.56", "3.92"],
    ]);
  });

  it("says of an earlier reading from when it is, and neither how sure nor why", () => {
    const { verdict } = buildPanelState(
      panelInput({
        subject: promptSubject(sampleEstimate(), {
          reading: { kind: "broken", since: "14:32", problem: "Line 9: not closed." },
        }),
      }),
    );
    expect(verdict.cards.map(({ heading, isStale }) => [heading, isStale])).toEqual([
      ["Recommended, from 14:32", true],
      ["Cost per request, from 14:32", true],
    ]);
    expect([verdict.sentence, verdict.grounds, verdict.picture]).toEqual([[], [], undefined]);
  });

  it("counts down to the day and past it", () => {
    const retirement = (today: string): string | undefined =>
      buildPanelState(panelInput({ today }))
        .verdict.grounds.map(plainText)
        .find((ground) => /^published both models (?:retire|shut)/.test(ground));
    expect(retirement("2026-11-20")).toBe("published both models retire in 55 days, on 2027-01-14");
    expect(retirement("2027-01-13")).toBe("published both models retire in 1 day, on 2027-01-14");
    expect(retirement("2027-01-14")).toBe("published both models retire today, 2027-01-14");
    expect(retirement("2027-02-01")).toBe("published both models shut down since 2027-01-14");
  });
});

describe("the picture of cost against quality", () => {
  function chartFor(recommendation: Recommendation): QualityChart {
    return chartOf(verdictFor(recommendation));
  }

  const valueAt = (ticks: QualityChart["yTicks"], y: number): number => {
    const [first, second] = ticks;
    if (first === undefined || second === undefined) throw new Error("no axis");
    const numberOf = (label: string): number => Number(label.replace("−", "-"));
    const perUnit = (numberOf(second.label) - numberOf(first.label)) / (second.y - first.y);
    return numberOf(first.label) + (y - first.y) * perUnit;
  };

  it("draws both scores with their 90% intervals, and the tolerance below the stronger one", () => {
    const { points, band, yTicks, tolerance } = chartFor(MEASURED_MINI);
    const [strong, light] = points;
    expect(valueAt(yTicks, strong?.y ?? 0)).toBeCloseTo(0.81, 9);
    expect(valueAt(yTicks, light?.y ?? 0)).toBeCloseTo(0.77, 9);
    expect(valueAt(yTicks, light?.interval?.low ?? 0)).toBeCloseTo(0.74, 9);
    expect(valueAt(yTicks, light?.interval?.high ?? 0)).toBeCloseTo(0.8, 9);
    // 1.645 standard errors of a share of 0.81 on 1,063 prompts.
    expect(valueAt(yTicks, strong?.interval?.high ?? 0)).toBeCloseTo(0.81 + 0.01979, 4);
    expect(valueAt(yTicks, band?.to ?? 0)).toBeCloseTo(0.81, 9);
    expect(valueAt(yTicks, band?.from ?? 0)).toBeCloseTo(0.76, 9);
    expect(points.map(({ detail }) => detail)).toEqual(["0.81 · $6.51", "0.77 · $0.391"]);
    expect(tolerance?.value).toBe(0.05);
  });

  it("draws a column over the possible losses if nothing is measured", () => {
    const { points, yName } = chartFor({
      modelId: "gpt-4o-mini",
      level: "no evidence",
      decidedBy: "cost",
      evidence: { ...UNMEASURED_EVIDENCE, level: "no evidence", isRecognized: false },
      reasons: [],
    });
    const [strong, light] = points;
    expect(yName).toBe("Score against 4o");
    expect([strong?.isUnknown, strong?.interval]).toEqual([undefined, undefined]);
    expect(light?.isUnknown).toBe(true);
    expect(light?.detail).toBe("anywhere from −0.01 to −0.07");
  });

  it("keeps everything inside the drawing, whatever the scores and the tolerance", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, (score4o, expectedGap, width) => {
        const { points, band, xTicks, yTicks } = chartFor({
          ...MEASURED_MINI,
          evidence: {
            ...UNMEASURED_EVIDENCE,
            score4o,
            expectedGap,
            interval: [expectedGap - width / 2, expectedGap + width / 2],
          },
        });
        const places = [
          ...points.flatMap(({ x, y, interval }) => [
            x,
            y,
            interval?.low ?? y,
            interval?.high ?? y,
          ]),
          band?.from ?? 0,
          band?.to ?? 0,
          ...xTicks.map(({ x }) => x),
          ...yTicks.map(({ y }) => y),
        ];
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(-1e-9);
          expect(place).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(yTicks.length).toBeGreaterThan(0);
        expect(new Set(yTicks.map(({ label }) => label)).size).toBe(yTicks.length);
      }),
      { numRuns: 300 },
    );
  });
});

function chartOf({ picture }: Verdict): QualityChart {
  if (picture?.kind !== "chart") throw new Error("no chart");
  return picture.chart;
}
