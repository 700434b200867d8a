import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatColumn } from "../../../src/core/format";
import { explainCostDifference } from "../../../src/core/runs/spending/costDifference";

const PRICE = {
  usdPerMillionInput: 2.5,
  usdPerMillionCachedInput: 1.25,
  usdPerMillionOutput: 10,
};

describe("why a run cost something else than estimated", () => {
  it("is what the design shows: cached tokens and fewer tokens out", () => {
    const difference = explainCostDifference(
      PRICE,
      { inputTokens: 1_204, outputTokens: 350 },
      { inputTokens: 1_204, cachedTokens: 1_024, outputTokens: 203 },
    );
    expect(difference).toMatchObject({
      estimated: 6_510_000_000n,
      billed: 3_760_000_000n,
      byInput: 0n,
      byCache: -1_280_000_000n,
      cachedTokens: 1_024,
      byOutput: -1_470_000_000n,
      outputTokens: -147,
    });
    const { estimated, byCache, byOutput, billed } = difference ?? {};
    expect(formatColumn([estimated, byCache, byOutput, billed])).toEqual([
      "0.00651",
      "−0.00128",
      "−0.00147",
      "0.00376",
    ]);
  });

  it("adds up exactly, whatever the tokens", () => {
    const tokens = fc.nat(200_000);
    fc.assert(
      fc.property(
        tokens,
        tokens,
        tokens,
        tokens,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (...given) => {
          const [estimatedIn, estimatedOut, inputTokens, outputTokens, cachedShare] = given;
          const difference = explainCostDifference(
            PRICE,
            { inputTokens: estimatedIn, outputTokens: estimatedOut },
            { inputTokens, cachedTokens: Math.floor(inputTokens * cachedShare), outputTokens },
          );
          if (difference === undefined) throw new Error("has a price");
          const { byInput, byCache, byOutput, total, billed, estimated } = difference;
          expect(byInput + byCache + byOutput).toBe(total);
          expect(billed - estimated).toBe(total);
          expect(byCache <= 0n).toBe(true);
        },
      ),
    );
  });

  it("is not known without a price for the output", () => {
    const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1 };
    expect(
      explainCostDifference({ usdPerMillionInput: 1 }, { inputTokens: 1, outputTokens: 1 }, usage),
    ).toBeUndefined();
  });
});
