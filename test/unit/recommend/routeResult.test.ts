import { describe, expect, it } from "vitest";
import { createRecommender } from "../../../src/core/recommend/recommender";
import { routeResult } from "../../../src/core/recommend/routeResult";
import { GPT_4O, input, MINI, userPrompt } from "./fixtures";

const recommender = createRecommender();

describe("routeResult", () => {
  it("holds what the recommendation holds", () => {
    const recommendation = recommender.recommend(input(userPrompt("Who founded Rijeka?")));
    const { evidence, loss } = recommendation;
    expect(routeResult(recommendation)).toEqual({
      model: "gpt-4o",
      pMiniAtLeastAsGood: evidence?.pMiniAtLeastAsGood,
      expectedGap: evidence?.expectedGap,
      interval: evidence?.interval,
      kind: "factual_qa",
      kindProbability: evidence?.kind.probability,
      decidingWords: evidence?.decidingWords,
      isKindRecognized: true,
      expectedLoss: loss?.expected,
      toleratedLoss: 0.05,
      confidence: loss?.confidence,
      basis: "measured",
      decidedBy: "quality",
      reasons: recommendation.reasons,
    });
  });

  it("leaves out what is not known", () => {
    const small = { contextWindowTokens: 1 };
    const nothing = routeResult(
      recommender.recommend(
        input(userPrompt(""), { left: { ...GPT_4O, ...small }, right: { ...MINI, ...small } }),
      ),
    );
    expect(Object.keys(nothing).sort()).toEqual(["basis", "decidedBy", "reasons"]);
  });
});
