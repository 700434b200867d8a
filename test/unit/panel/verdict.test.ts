import { describe, expect, it } from "vitest";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { plainText } from "../../../src/core/panel/contract/richText";
import type { Estimate } from "../../../src/core/estimate/estimate";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import type { Recommendation } from "../../../src/core/recommend/recommendation";
import {
  MEASURED_MINI,
  sampleEstimate,
  type SampleEstimate,
  UNMEASURED_EVIDENCE,
} from "./sampleEstimates";
import { panelInput, promptSubject } from "./sampleInput";

function verdictOf(recommendation: Recommendation, change: SampleEstimate = {}): string {
  return sentenceOf(sampleEstimate({ recommendation, ...change }));
}

function sentenceOf(estimate: Estimate): string {
  const { verdict } = buildPanelState(panelInput({ subject: promptSubject(estimate) }));
  return plainText(verdict.sentence);
}

function groundsOf(recommendation: Recommendation): readonly string[] {
  const estimate = sampleEstimate({ recommendation });
  const { verdict } = buildPanelState(panelInput({ subject: promptSubject(estimate) }));
  return verdict.grounds.map(plainText);
}

const FACTUAL: Recommendation = {
  modelId: "gpt-4o",
  level: "measured",
  decidedBy: "quality",
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
    expect(verdictOf(FACTUAL)).toBe(
      "Run this on GPT-4o: $0.00651 a request, 16.7 times as much as the $0.000391 on GPT-4o mini; mini is 77% likely to be at least as good: factual recall, measured gap 0.20 ± 0.01.",
    );
  });

  it("speaks of mini's probability on whichever side mini is", () => {
    const swapped = sampleEstimate({
      leftModel: GPT_4O_MINI,
      rightModel: GPT_4O,
      recommendation: MEASURED_MINI,
    });
    expect(sentenceOf(swapped)).toContain(
      "Run this on GPT-4o mini: $0.000391 a request against $0.00651 on GPT-4o (16.7 times as much), and 92% likely",
    );
  });

  it("gives an interval if the gap is extrapolated", () => {
    const extrapolated: Recommendation = {
      ...MEASURED_MINI,
      level: "extrapolated",
      evidence: { ...UNMEASURED_EVIDENCE, level: "extrapolated", interval: [-0.01, 0.09] },
    };
    expect(verdictOf(extrapolated)).toContain(
      "92% likely to be at least as good: instruction following, expected gap 0.04 (−0.01 to 0.09).",
    );
    expect(groundsOf(extrapolated)[0]).toBe(
      "extrapolatedfrom scored prompts that resemble this one",
    );
  });

  it("gives no probability if only guides speak, or nobody", () => {
    const opinion: Recommendation = {
      modelId: "gpt-4o-mini",
      level: "published opinion",
      decidedBy: "quality",
      reasons: [
        {
          code: "quality",
          text: "Summarisation is not measured; published guides send it to mini.",
          size: 0,
          source: "published guides",
        },
      ],
    };
    expect(verdictOf(opinion)).toBe(
      "Run this on GPT-4o mini: $0.000391 a request against $0.00651 on GPT-4o (16.7 times as much). Summarisation is not measured; published guides send it to mini.",
    );
    const none: Recommendation = { ...opinion, level: "no evidence", decidedBy: "cost" };
    expect(verdictOf(none)).toMatch(/send it to mini\. Decided by cost\.$/);
    expect(verdictOf(none)).not.toContain("likely");
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
    expect(groundsOf(limit).some((ground) => ground.startsWith("no evidence"))).toBe(false);
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

  it("counts down to the day and past it", () => {
    const retirement = (today: string): string | undefined =>
      buildPanelState(panelInput({ today }))
        .verdict.grounds.map(plainText)
        .find((ground) => ground.startsWith("reported"));
    expect(retirement("2026-11-20")).toBe("reportedboth models retire in 55 days, on 2027-01-14");
    expect(retirement("2027-01-13")).toBe("reportedboth models retire in 1 day, on 2027-01-14");
    expect(retirement("2027-01-14")).toBe("reportedboth models retire today, 2027-01-14");
    expect(retirement("2027-02-01")).toBe("reportedboth models shut down since 2027-01-14");
  });
});
