import { describe, expect, it } from "vitest";
import { decide } from "../../../src/core/recommend/decide";
import type { PromptDigest } from "../../../src/core/recommend/promptDigest";
import type { RecommendInput } from "../../../src/core/recommend/recommendInput";
import { toleratedLoss } from "../../../src/core/recommend/recommendInput";
import type { QualityEvidence, Recommendation } from "../../../src/core/recommend/recommendation";
import { GPT_4O, input, MINI, UNPRICED, userPrompt } from "./fixtures";

const DIGEST: PromptDigest = {
  instructions: "",
  text: "Who wrote this?",
  tools: 0,
  images: 0,
  isLong: false,
  isMultiTurn: false,
  schemaFields: 0,
  fieldNames: [],
};

const EVIDENCE: QualityEvidence = {
  kind: { id: "instruction_following", label: "Instruction following", probability: 0.9 },
  alternatives: [],
  isRecognized: true,
  decidingWords: [],
  level: "measured",
  expectedGap: 0.04,
  interval: [0.01, 0.07],
  deviation: 0.02,
  pMiniAtLeastAsGood: 0.92,
  score4o: 0.81,
  strengthPrompts: 100,
  measured: { gap: 0.0376, standardError: 0.0101, prompts: 1063 },
  source: "scores",
};

interface Case extends Partial<RecommendInput> {
  readonly digest?: Partial<PromptDigest>;
  /** Undefined: none. */
  readonly evidence?: Partial<QualityEvidence> | undefined;
}

function decided({ digest, ...change }: Case): Recommendation {
  const evidence = "evidence" in change ? change.evidence : {};
  return decide(
    input(userPrompt(DIGEST.text), change),
    { ...DIGEST, ...digest },
    evidence && { ...EVIDENCE, ...evidence },
  );
}

function texts({ reasons }: Recommendation): readonly string[] {
  return reasons.map(({ text }) => text);
}

describe("hard limits", () => {
  it("leave the only model that the prompt fits into", () => {
    const result = decided({ right: { ...MINI, contextWindowTokens: 999 } });
    expect(result).toMatchObject({ modelId: "gpt-4o", decidedBy: "limit" });
    expect(texts(result)).toEqual(["1,000 tokens: 1 over the 999 of GPT-4o mini."]);
  });

  it("leave the model that is not shut down and the one that sees", () => {
    const shutdown = { date: "2026-10-23", daysLeft: 0, confidence: "reported" } as const;
    const retired = decided({ left: { ...GPT_4O, shutdown } });
    expect(retired).toMatchObject({ modelId: "gpt-4o-mini", decidedBy: "limit" });
    expect(texts(retired)).toEqual(["GPT-4o is reported shut down since 2026-10-23."]);
    const blind = decided({ digest: { images: 1 }, right: { ...MINI, acceptsImages: false } });
    expect(blind.modelId).toBe("gpt-4o");
    expect(texts(blind)).toEqual(["GPT-4o mini takes no images."]);
  });

  it("leave nothing if neither can take the prompt", () => {
    const result = decided({
      left: { ...GPT_4O, contextWindowTokens: 10 },
      right: { ...MINI, contextWindowTokens: 10 },
    });
    expect(result.modelId).toBeUndefined();
    expect(result.reasons).toHaveLength(2);
  });
});

describe("expected loss against tolerance", () => {
  it.each([
    ["cautious", "gpt-4o"],
    ["balanced", "gpt-4o-mini"],
    ["thrifty", "gpt-4o-mini"],
    [0.039, "gpt-4o"],
    [0.04, "gpt-4o-mini"],
  ] as const)("at %s a gap of 0.04 goes to %s", (tolerance, modelId) => {
    expect(decided({ tolerance })).toMatchObject({ modelId, decidedBy: "quality" });
  });

  it("reads any number as a tolerance", () => {
    expect([-1, 2, Number.NaN, 0.3].map(toleratedLoss)).toEqual([0, 1, 0.05, 0.3]);
  });

  it("says what was measured, then the cost, then the retirement", () => {
    expect(texts(decided({}))).toEqual([
      "Instruction following: measured gap 0.04 ± 0.01 on 1,063 prompts.",
      "GPT-4o costs 16.7 times as much.",
      "Both are reported to retire on 2027-01-14, in 55 days.",
    ]);
  });

  it("names the gap of this prompt if it is another than its kind's", () => {
    expect(texts(decided({ evidence: { expectedGap: 0.12 } }))[0]).toBe(
      "Instruction following: measured gap 0.04 ± 0.01 on 1,063 prompts, 0.12 expected on this one.",
    );
  });

  it("gives the range of an extrapolation", () => {
    expect(texts(decided({ evidence: { level: "extrapolated" } }))[0]).toBe(
      "Instruction following (90% likely): expected gap 0.04 (0.01 to 0.07); of this kind measured gap 0.04 ± 0.01 on 1,063 prompts.",
    );
  });

  it("shows the number that decides, and a confidence that never speaks against the decision", () => {
    expect(decided({ evidence: { expectedGap: 0.07 } }).loss).toMatchObject({
      modelId: "gpt-4o-mini",
      expected: 0.07,
      tolerated: 0.05,
    });
    expect(decided({ evidence: { expectedGap: 0.07 } }).loss?.confidence).toBeCloseTo(0.841, 3);
    expect(
      decided({ evidence: { expectedGap: 0.03, deviation: 0.01 } }).loss?.confidence,
    ).toBeCloseTo(0.977, 3);
  });

  it("takes 4o by cost where it is the cheaper one too, as on images", () => {
    const result = decided({
      right: { ...MINI, totalPicoUsd: 18_370_000n, imageTokens: 25_501 },
      left: { ...GPT_4O, imageTokens: 765 },
    });
    expect(result).toMatchObject({
      modelId: "gpt-4o",
      decidedBy: "cost",
      isStrongerCheaper: true,
    });
    expect(result.loss).toBeUndefined();
    expect(texts(result)).toContain(
      "GPT-4o mini costs 1.1 times as much: the images are 765 tokens on GPT-4o and 25,501 on GPT-4o mini.",
    );
  });
});

describe("without measurements", () => {
  it("tells what guides say, and decides by cost at every tolerance", () => {
    for (const tolerance of ["cautious", "balanced", "thrifty"] as const) {
      for (const opinion of ["mini", "4o"] as const) {
        const result = decided({
          tolerance,
          evidence: {
            level: "published opinion",
            opinion,
            kind: { ...EVIDENCE.kind, label: "Translation" },
          },
        });
        expect(result).toMatchObject({ modelId: "gpt-4o-mini", decidedBy: "cost" });
        expect(texts(result)).toContain(
          `Translation: no scores are published; guides send it to ${opinion === "4o" ? "GPT-4o" : "mini"}.`,
        );
      }
    }
  });

  it("weighs published averages as it weighs measurements, and names their source", () => {
    const published = { gap: 0.08, standardError: 0.02, prompts: 5_634, score4o: 0.7, source: "X" };
    const result = decided({
      evidence: {
        level: "published",
        expectedGap: 0.08,
        published,
        kind: { ...EVIDENCE.kind, label: "Classification" },
      },
    });
    expect(result).toMatchObject({ modelId: "gpt-4o", decidedBy: "quality", level: "published" });
    expect(texts(result)[0]).toBe(
      "Classification: published gap 0.08 ± 0.02 on 5,634 prompts (X), no scores per prompt.",
    );
  });

  it("decides by cost whatever the tolerance where the text does not tell, or the kind is not clear", () => {
    for (const tolerance of [0, 0.02, 0.05]) {
      const openChat = decided({
        tolerance,
        evidence: {
          level: "no evidence",
          expectedGap: 0.2,
          kind: { id: "open_chat", label: "Open chat", probability: 0.8 },
        },
      });
      expect(openChat).toMatchObject({ modelId: "gpt-4o-mini", decidedBy: "cost" });
      expect(texts(openChat)).toContain(
        "Open chat: the text does not tell which answers better; measured gap 0.04 ± 0.01 on 1,063 prompts like it.",
      );
      const unclear = decided({
        tolerance,
        evidence: { level: "no evidence", expectedGap: 0.2, isRecognized: false },
      });
      expect(unclear).toMatchObject({ modelId: "gpt-4o-mini", decidedBy: "cost" });
      expect(texts(unclear)).toContain(
        "Kind of task not recognized: the expected gap is somewhere from 0.01 to 0.07.",
      );
    }
  });

  it("decides by cost if there is no text", () => {
    const result = decided({ digest: { text: " \n" }, evidence: undefined });
    expect(result).toMatchObject({
      modelId: "gpt-4o-mini",
      decidedBy: "cost",
      level: "no evidence",
    });
    expect(texts(result)).toContain("No text to judge: decided by cost.");
  });

  it("says nothing if neither quality nor price is known", () => {
    const result = decided({
      evidence: undefined,
      left: UNPRICED,
      right: { ...UNPRICED, modelId: MINI.modelId },
    });
    expect(result.decidedBy).toBe("nothing");
  });

  it("takes the cheaper of another pair at every tolerance", () => {
    const index = (value: number) => ({ intelligenceIndex: { value, source: "page" } });
    const pair = {
      evidence: undefined,
      left: { ...GPT_4O, modelId: "a", label: "A", ...index(30) },
      right: { ...MINI, modelId: "b", label: "B", ...index(20) },
    };
    const balanced = decided(pair);
    expect(balanced).toMatchObject({ modelId: "b", decidedBy: "cost", level: "no evidence" });
    expect(texts(balanced)).toContain(
      "No outcomes are measured for this pair; Intelligence Index 30.0 for A, 20.0 for B, which says little of one prompt.",
    );
    expect(decided({ ...pair, tolerance: "cautious" }).modelId).toBe("b");
  });
});

describe("what is sent along with every request", () => {
  it("gets no recommendation", () => {
    const result = decide(input({ ...userPrompt("Use tabs."), isContext: true }), DIGEST, EVIDENCE);
    expect(result.modelId).toBeUndefined();
    expect(result.decidedBy).toBe("context");
    expect(texts(result)[0]).toBe("Sent along with each request; not run by itself.");
  });
});

describe("cautions and wishes", () => {
  it("tells the caution past 50,000 tokens, which decides nothing", () => {
    const long = {
      left: { ...GPT_4O, inputTokens: 61_240 },
      right: { ...MINI, inputTokens: 61_240 },
    };
    const result = decided(long);
    expect(result.modelId).toBe("gpt-4o-mini");
    expect(texts(result)).toContain(
      "61,240 input tokens: past 50,000 mini's use of the context degrades more; no figure is known, so it decides nothing.",
    );
  });

  it("counts text alone for it, not images", () => {
    const right = { ...MINI, inputTokens: 61_240, imageTokens: 25_501 };
    expect(decided({ right }).reasons.map(({ code }) => code)).not.toContain("context");
  });

  it("tells the caution on structured output with many fields", () => {
    const codes = (schemaFields: number) =>
      decided({ digest: { schemaFields } }).reasons.map(({ code }) => code);
    expect(codes(12)).toContain("structured-output");
    expect(codes(11)).not.toContain("structured-output");
  });

  it("takes the faster model if the user wishes so, unless it loses too much", () => {
    const speed = (outputTokensPerSecond: number, timeToFirstTokenSeconds: number) => ({
      speed: { outputTokensPerSecond, timeToFirstTokenSeconds, source: "comparison page" },
    });
    const left = { ...GPT_4O, ...speed(110.7, 0.49) };
    const right = { ...MINI, ...speed(49.9, 0.4) };
    const throughput = decided({ left, right, latencyPreference: "throughput" });
    expect(throughput).toMatchObject({ modelId: "gpt-4o", decidedBy: "latency" });
    expect(texts(throughput)).toContain("GPT-4o writes 110.7 tokens a second, GPT-4o mini 49.9.");
    const firstToken = { left, right, latencyPreference: "first-token" } as const;
    expect(decided(firstToken)).toMatchObject({ modelId: "gpt-4o-mini", decidedBy: "latency" });
    expect(decided({ ...firstToken, evidence: { expectedGap: 0.2 } }).modelId).toBe("gpt-4o");
  });

  it("orders the reasons by their size", () => {
    const { reasons } = decided({ digest: { schemaFields: 40 }, tolerance: "thrifty" });
    const sizes = reasons.map(({ size }) => size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });
});
