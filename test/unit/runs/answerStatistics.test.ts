import { describe, expect, it } from "vitest";
import {
  type MeasuredAnswer,
  measureAnswers,
  measureSimilarity,
} from "../../../src/core/runs/engine/answerStatistics";

const answer = (changes: Partial<MeasuredAnswer> = {}): MeasuredAnswer => ({
  latencyMs: 1_000,
  firstTokenMs: 100,
  outputTokens: 10,
  cost: 100n,
  ...changes,
});

describe("several answers of one model", () => {
  it("have a median and a spread of latency, length and cost", () => {
    const statistics = measureAnswers([
      answer({ latencyMs: 3_000, outputTokens: 30, cost: 300n, firstTokenMs: 50 }),
      answer(),
      answer({ latencyMs: 2_000, outputTokens: 12, cost: 120n, firstTokenMs: 70 }),
    ]);
    expect(statistics).toMatchObject({
      answers: 3,
      latencyMs: { median: 2_000, min: 1_000, max: 3_000 },
      firstTokenMs: { median: 70, min: 50, max: 100 },
      outputTokens: { median: 12, min: 10, max: 30 },
      cost: { median: 120n, min: 100n, max: 300n },
    });
  });

  it("have the mean of the middle two as the median of an even number", () => {
    const statistics = measureAnswers([
      answer({ latencyMs: 1, cost: 1n }),
      answer({ latencyMs: 2, cost: 2n }),
      answer({ latencyMs: 5, cost: 4n }),
      answer({ latencyMs: 9, cost: 9n }),
    ]);
    expect(statistics?.latencyMs.median).toBe(3.5);
    expect(statistics?.cost?.median).toBe(3n);
  });

  it("are as alike as their pairs are", async () => {
    let breaths = 0;
    const pace = { yieldIfDue: () => Promise.resolve(void (breaths += 1)) };
    expect(await measureSimilarity(["a b c d", "a b c d", "a b x y"], pace)).toEqual({
      median: 0.5,
      min: 0.5,
      max: 1,
    });
    expect(breaths).toBe(3);
    expect(await measureSimilarity(["a b c d"], pace)).toBeUndefined();
  });

  it("of which there is none have nothing", () => {
    expect(measureAnswers([])).toBeUndefined();
  });

  it("have no cost if one of them has no price", () => {
    const unpriced: MeasuredAnswer = { latencyMs: 1, outputTokens: 0 };
    expect(measureAnswers([answer(), unpriced])).not.toHaveProperty("cost");
  });
});
