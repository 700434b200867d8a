import { describe, expect, it } from "vitest";
import { formatLoss } from "../../../src/core/recommend/decisionWords";
import type { ExpectedLoss } from "../../../src/core/recommend/recommendation";

function loss(expected: number, tolerated: number): ExpectedLoss {
  return {
    modelId: "gpt-4o-mini",
    label: "GPT-4o mini",
    expected,
    deviation: 0.03,
    tolerated,
    hasSaving: true,
    confidence: 0.6,
  };
}

describe("an expected loss", () => {
  it.each([
    [0.0712, 0.05, "0.07"],
    [0.0531, 0.05, "0.053"],
    [0.0468, 0.05, "0.047"],
    [0.0502, 0.05, "0.0502"],
    [0.05, 0.05, "0.05"],
    [-0.004, 0.05, "0.00"],
  ])("of %d never looks like a tolerance of %d that it is not", (expected, tolerated, shown) => {
    expect(formatLoss(loss(expected, tolerated))).toBe(shown);
  });
});
