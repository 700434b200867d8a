import { describe, expect, it } from "vitest";
import {
  LIGHT_MODEL_ID,
  MEASURED_PAIRS,
  measuredPairOf,
  STRONG_MODEL_ID,
} from "../../../src/core/recommend/pair";
import { knownWeights } from "../../../src/core/recommend/pairWeights";
import type { RecommendInput } from "../../../src/core/recommend/recommendInput";
import type { Recommendation } from "../../../src/core/recommend/recommendation";
import { createRecommender } from "../../../src/core/recommend/recommender";
import { routedKinds } from "../../../src/core/recommend/routedKinds";
import { trainedWeights } from "../../../src/core/recommend/trainedWeights";
import { GPT_4O, IMAGE, input, message, MINI, promptOf, TOOL, userPrompt } from "./fixtures";

const recommender = createRecommender();

const FACT = "Who was the first curator of the maritime museum in Rijeka?";
const CHOICE = "Which gas is inert?\nA. Oxygen\nB. Argon\nC. Chlorine\nD. Fluorine";
const TRANSLATION = "Translate this sentence into German: the early bird.";

function on(
  [strong, light]: readonly [string, string],
  text: string,
  change: Partial<RecommendInput> = {},
): Recommendation {
  return recommender.recommend(
    input(userPrompt(text), {
      left: { ...GPT_4O, modelId: strong, label: strong },
      right: { ...MINI, modelId: light, label: light },
      ...change,
    }),
  );
}

function gapOn(pair: readonly [string, string], text: string): number {
  const { evidence } = on(pair, text);
  if (!evidence) throw new Error(`No evidence on ${pair.join(" and ")}.`);
  return evidence.expectedGap;
}

describe("the pairs of models that were scored", () => {
  it("all have a table, but for the one that prompts are ranked by", () => {
    const tables = trainedWeights.pairs.map(({ strong, light }) => ({ strong, light }));
    const [first, ...others] = MEASURED_PAIRS;
    expect(first).toEqual({ strong: STRONG_MODEL_ID, light: LIGHT_MODEL_ID });
    expect(tables).toEqual(others);
  });

  it("are found in either order, and others are not", () => {
    for (const pair of MEASURED_PAIRS) {
      expect(measuredPairOf(pair.light, pair.strong)).toBe(pair);
      expect(measuredPairOf(pair.strong, pair.light)).toBe(pair);
    }
    expect(measuredPairOf("gpt-4o", "gpt-6-luna")).toBeUndefined();
    expect(measuredPairOf("gpt-4o", "gpt-4o")).toBeUndefined();
  });
});

describe("a prompt on another pair", () => {
  it.each([
    ["gpt-4.1", "gpt-4.1-mini"],
    ["gpt-5", "gpt-5-mini"],
    ["gpt-5.4-mini", "gpt-5.4-nano"],
    ["o3", "o4-mini"],
  ] as const)("of %s and %s that asks for a fact is measured on them", (strong, light) => {
    const { evidence, level, loss, modelId, reasons } = on([strong, light], FACT);
    expect(level).toBe("measured");
    expect(evidence?.kind.id).toBe("factual_qa");
    expect(evidence?.measured?.prompts).toBeGreaterThanOrEqual(1_193);
    expect(loss).toMatchObject({ modelId: light, tolerated: 0.05 });
    expect(modelId).toBe((loss?.expected ?? 0) <= 0.05 ? light : strong);
    expect(reasons.map(({ text }) => text).join(" ")).toContain("Factual recall: measured gap");
  });

  it("loses what was measured there and not what GPT-4o mini loses", () => {
    // Multiple choice: 0.04 of 4.1 to its mini, 0.14 from there to nano, 0.18 over both.
    const toMini = gapOn(["gpt-4.1", "gpt-4.1-mini"], CHOICE);
    const toNano = gapOn(["gpt-4.1-mini", "gpt-4.1-nano"], CHOICE);
    const overBoth = gapOn(["gpt-4.1", "gpt-4.1-nano"], CHOICE);
    expect(toMini).toBeLessThan(toNano);
    expect(toNano).toBeLessThan(overBoth);
  });

  it("is the same with the models on the other sides", () => {
    const [left, right] = [
      { ...MINI, modelId: "gpt-4.1-mini", label: "4.1 mini" },
      { ...GPT_4O, modelId: "gpt-4.1", label: "4.1" },
    ];
    const swapped = on(["gpt-4.1", "gpt-4.1-mini"], FACT, { left, right });
    const usual = on(["gpt-4.1", "gpt-4.1-mini"], FACT);
    expect(swapped.evidence).toEqual(usual.evidence);
    expect(swapped.modelId).toBe(usual.modelId);
  });

  it("says so if the kind was not measured on the pair", () => {
    const { evidence, level, reasons } = on(["gpt-4.1", "gpt-4.1-mini"], TRANSLATION);
    expect(evidence).toMatchObject({ kind: { id: "translation" }, isByOtherPair: true });
    expect(level).toBe("extrapolated");
    expect(evidence?.opinion).toBeUndefined();
    expect(reasons.map(({ text }) => text).join(" ")).toMatch(
      /Translation: not measured on this pair; expected gap -?0\.\d\d \(.*\) by that of GPT-4o and mini, which carries over for facts and knowledge\./,
    );
  });

  it("takes published averages of the pair where there are no scores", () => {
    const { level, evidence } = on(["gpt-4.1-mini", "gpt-4.1-nano"], TRANSLATION);
    expect(level).toBe("published");
    expect(evidence?.published).toMatchObject({ prompts: 760, source: "languagebench" });
  });

  it("is shifted by the user's own rows", () => {
    const rows = { rows: 400, scoreSums: { left: 300, right: 300 }, wins: { left: 0, right: 0 } };
    const own = on(["gpt-4.1", "gpt-4.1-nano"], FACT, { ownOutcomes: () => rows });
    expect(own.level).toBe("your measurements");
    expect(own.evidence?.expectedGap).toBeLessThan(gapOn(["gpt-4.1", "gpt-4.1-nano"], FACT));
    expect(own.evidence?.own).toMatchObject({ rows: 400, lightModelId: "gpt-4.1-nano" });
  });

  it("takes the kind that a live classification gave by the pair's own figures", () => {
    const law = on(["gpt-4.1", "gpt-4.1-mini"], "Hello", { classifiedKind: "law" });
    expect(law.evidence).toMatchObject({ kind: { id: "law" }, expectedGap: 0.1509 });
  });

  it("has neither evidence nor a loss if the pair was never scored", () => {
    const { evidence, loss, level, decidedBy, modelId } = on(["gpt-4o", "gpt-6-luna"], FACT);
    expect(evidence).toBeUndefined();
    expect(loss).toBeUndefined();
    expect({ level, decidedBy, modelId }).toEqual({
      level: "no evidence",
      decidedBy: "cost",
      modelId: "gpt-6-luna",
    });
  });
});

describe("unusual prompts on every pair", () => {
  it.each([
    ["an empty one", userPrompt(""), "no evidence"],
    ["an image alone", promptOf({ messages: [message("user", IMAGE)] }), "no evidence"],
    ["a script of no scored prompt", userPrompt("እባክዎ ይህን ያብራሩ"), undefined],
    ["tools alone", promptOf({ tools: [TOOL] }), undefined],
    ["a million tokens", userPrompt("Who was the first curator? ".repeat(170_000)), undefined],
  ] as const)("%s: all figures are in range", (_, prompt, level) => {
    for (const { strong, light } of MEASURED_PAIRS) {
      const result = recommender.recommend(
        input(prompt, {
          left: { ...GPT_4O, modelId: strong, label: strong },
          right: { ...MINI, modelId: light, label: light },
        }),
      );
      if (level !== undefined) {
        expect(result).toMatchObject({ level, decidedBy: "cost", modelId: light });
        expect(result.evidence).toBeUndefined();
        continue;
      }
      const { expectedGap, interval, pMiniAtLeastAsGood, score4o } = result.evidence ?? {};
      expect(result.evidence).toBeDefined();
      expect(Math.abs(expectedGap ?? NaN)).toBeLessThanOrEqual(1);
      expect(interval?.[0]).toBeLessThanOrEqual(expectedGap ?? NaN);
      expect(interval?.[1]).toBeGreaterThanOrEqual(expectedGap ?? NaN);
      for (const share of [pMiniAtLeastAsGood, score4o]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect(result.reasons.map(({ text }) => text).join()).not.toMatch(/NaN|undefined/);
    }
  });
});

describe("the weights of another pair", () => {
  const pair = { strong: "gpt-4.1", light: "gpt-4.1-mini" };
  const weights = knownWeights(trainedWeights, pair);

  it("have a known gap for every kind but open chat", () => {
    for (const { id, known } of routedKinds(weights)) {
      expect(known === undefined, id).toBe(id === "open_chat");
    }
  });

  it("are less sure of kinds that nobody measured on the pair", () => {
    const errors = weights.kindErrors ?? [];
    expect(Math.max(...errors)).toBeGreaterThan(0.03);
    expect(errors.filter((error) => error === 0).length).toBeGreaterThan(5);
  });

  it("are those of GPT-4o and mini for themselves", () => {
    const own = { strong: STRONG_MODEL_ID, light: LIGHT_MODEL_ID };
    expect(knownWeights(trainedWeights, own)).toBe(trainedWeights);
  });
});
