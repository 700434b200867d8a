import { describe, expect, it } from "vitest";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { createRecommender } from "../../../src/core/recommend/recommender";
import type { ModelOnPrompt, RecommendInput } from "../../../src/core/recommend/recommendInput";

const RANGE = { start: 0, end: 0 };

function prompt(text: string): Prompt {
  return {
    range: RANGE,
    endpoint: "chat",
    tier: "standard",
    messages: [
      {
        role: "user",
        parts: [{ kind: "text", text, range: RANGE, placeholders: [] }],
        toolCalls: [],
        range: RANGE,
      },
    ],
    tools: [],
    variables: [],
    valueSets: [],
    serverState: [],
  };
}

const GPT_4O: ModelOnPrompt = {
  modelId: "gpt-4o",
  label: "GPT-4o",
  inputTokens: 1000,
  imageTokens: 0,
  contextWindowTokens: 128_000,
  acceptsImages: true,
  totalPicoUsd: 16_700_000n,
  shutdown: { date: "2027-01-14", daysLeft: 55, confidence: "reported" },
};
const MINI: ModelOnPrompt = {
  ...GPT_4O,
  modelId: "gpt-4o-mini",
  label: "GPT-4o mini",
  totalPicoUsd: 1_000_000n,
};

function input(text: string, change: Partial<RecommendInput> = {}): RecommendInput {
  return {
    prompt: prompt(text),
    left: GPT_4O,
    right: MINI,
    output: {
      minTokens: 50,
      expectedTokens: 100,
      maxTokens: 200,
      origin: "set by you",
      originKind: "user",
    },
    tolerance: "balanced",
    ...change,
  };
}

const recommender = createRecommender();

describe("decide", () => {
  it("takes the only model that the prompt fits into", () => {
    const result = recommender.recommend(
      input("Summarize this.", { right: { ...MINI, contextWindowTokens: 999 } }),
    );
    expect(result).toMatchObject({ modelId: "gpt-4o", decidedBy: "limit" });
    expect(result.reasons.map(({ text }) => text)).toEqual([
      "1,000 tokens: 1 over the 999 of GPT-4o mini.",
    ]);
  });

  it("recommends nothing where neither can take the prompt", () => {
    const result = recommender.recommend(
      input("Hello", {
        left: { ...GPT_4O, shutdown: { date: "2026-10-23", daysLeft: 0, confidence: "reported" } },
        right: { ...MINI, contextWindowTokens: 999 },
      }),
    );
    expect(result.modelId).toBeUndefined();
    expect(result.reasons.map(({ code }) => code)).toEqual(["retired", "does-not-fit"]);
  });

  it("sends what published guides send to mini, and says that it is not measured", () => {
    const result = recommender.recommend(input("Summarize the following report."));
    expect(result).toMatchObject({ modelId: "gpt-4o-mini", level: "published opinion" });
    expect(result.reasons.map(({ text }) => text)).toEqual([
      "Summarisation is not measured; published guides send it to mini.",
      "GPT-4o costs 16.7 times as much.",
      "Both are reported to retire on 2027-01-14, in 55 days.",
    ]);
  });

  it("decides by cost where mini is the dearer one", () => {
    const result = recommender.recommend(
      input("", { right: { ...MINI, totalPicoUsd: 18_370_000n, imageTokens: 25_501 } }),
    );
    expect(result).toMatchObject({ modelId: "gpt-4o", decidedBy: "cost", level: "no evidence" });
    expect(result.reasons[0]).toMatchObject({ code: "images" });
  });
});
