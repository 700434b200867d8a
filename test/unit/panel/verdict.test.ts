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
    expect(verdictOf(FACTUAL)).toBe(
      "Run this on GPT-4o: $0.00651 a request, 16.7 times as much as the $0.000391 on GPT-4o mini. Expected loss on GPT-4o mini is 0.20 ± 0.03, over your tolerance of 0.05.",
    );
  });

  it("gives the confidence in the recommendation as the only percentage, and counts how often mini holds up", () => {
    expect(groundsOf(FACTUAL)[0]).toBe(
      "measured99% that the loss is over 0.05: gap 0.20 ± 0.01 on 5,826 scored prompts of this kind; on mini 77 of 100 answers are at least as good",
    );
    expect(groundsOf(MEASURED_MINI)[0]).toContain("measured72% that the loss stays within 0.05");
  });

  it("speaks of the loss on mini on whichever side mini is", () => {
    const swapped = sampleEstimate({
      leftModel: GPT_4O_MINI,
      rightModel: GPT_4O,
      recommendation: MEASURED_MINI,
    });
    expect(sentenceOf(swapped)).toContain(
      "Run this on GPT-4o mini: $0.000391 a request against $0.00651 on GPT-4o (16.7 times as much). Expected loss on GPT-4o mini",
    );
  });

  it("rests an extrapolation on prompts that resemble it", () => {
    const extrapolated: Recommendation = {
      ...MEASURED_MINI,
      level: "extrapolated",
      evidence: { ...UNMEASURED_EVIDENCE, level: "extrapolated", interval: [-0.01, 0.09] },
    };
    expect(groundsOf(extrapolated)[0]).toBe(
      "extrapolated72% that the loss stays within 0.05: from scored prompts that resemble this one",
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
      "Run this on GPT-4o mini: $0.000391 a request against $0.00651 on GPT-4o (16.7 times as much). No scores of translation are published: decided by cost.",
    );
    const unclear: Recommendation = {
      ...opinion,
      level: "no evidence",
      evidence: { ...UNMEASURED_EVIDENCE, level: "no evidence", isRecognized: false },
    };
    expect(verdictOf(unclear)).toMatch(
      /Kind of task not recognized, so the cheaper model: decided by cost\.$/,
    );
    expect(groundsOf(unclear).join()).not.toContain("%");
  });

  it("says of what is sent along with every request what it adds, and recommends nothing", () => {
    const estimate = sampleEstimate();
    const context = { ...estimate, prompt: { ...estimate.prompt, isContext: true as const } };
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
        .find((ground) => /^publishedboth models (?:retire|shut)/.test(ground));
    expect(retirement("2026-11-20")).toBe("publishedboth models retire in 55 days, on 2027-01-14");
    expect(retirement("2027-01-13")).toBe("publishedboth models retire in 1 day, on 2027-01-14");
    expect(retirement("2027-01-14")).toBe("publishedboth models retire today, 2027-01-14");
    expect(retirement("2027-02-01")).toBe("publishedboth models shut down since 2027-01-14");
  });
});
