import { describe, expect, it } from "vitest";
import { monthlyCost } from "../../../src/core/cost/monthlyCost";
import { costOfCount, costOfRequest } from "../../../src/core/cost/requestCost";
import { GPT_5_6_LUNA } from "../../../src/core/models/gpt56Luna";
import { GPT_6_LUNA } from "../../../src/core/models/gpt6Luna";
import type { RequestPrice } from "../../../src/core/models/model";
import { priceOf } from "../../../src/core/models/priceOf";
import { resolvePair } from "../../../src/core/models/resolvePair";
import { picoUsdOf } from "../../../src/core/money";
import { TRIAGE_COUNT } from "../panel/sampleEstimates";

const priceOfModel = (model: typeof GPT_6_LUNA): RequestPrice => {
  const price = priceOf(model, model.id, "standard");
  if (price === undefined) throw new Error("no price");
  return price;
};
const LUNA = priceOfModel(GPT_6_LUNA);
const LUNA_56 = priceOfModel(GPT_5_6_LUNA);

describe("a long request", () => {
  it.each([
    [272_000, 1_000, 0.0272 + 0.0005],
    [272_001, 1_000, 0.0544002 + 0.00075],
    [300_000, 0, 0.06],
  ])("of %i tokens in and %i out costs as published", (inputTokens, outputTokens, usd) => {
    expect(costOfRequest(LUNA, { inputTokens, outputTokens })).toBe(picoUsdOf(usd));
  });

  it("starts above 272,000 tokens on GPT-5.6 too, without the noise of doubles", () => {
    const out = (inputTokens: number) =>
      costOfRequest(LUNA_56, { inputTokens, outputTokens: 1_000_000 });
    expect(out(272_000)).toBe(picoUsdOf(0.0544 + 1.2));
    expect(out(272_001)).toBe(picoUsdOf(0.1088004 + 1.8));
  });

  it("pays more for what it reads from and writes to the cache too", () => {
    const tokens = { inputTokens: 300_000, cachedTokens: 100_000, cacheWriteTokens: 100_000 };
    // 100,000 × (0.20 + 0.02 + 0.25) a million.
    expect(costOfRequest(LUNA, { ...tokens, outputTokens: 0 })).toBe(picoUsdOf(0.047));
  });

  it("costs as much a month", () => {
    const pair = resolvePair({ left: "gpt-6-luna@none", right: "gpt-4o-mini" });
    const asked = {
      requestsPerMonth: 10,
      inputTokens: 300_000,
      outputTokens: 0,
      cachedShare: 0,
      tier: "standard",
      shareToRight: 0,
    } as const;
    // The window of GPT-4o mini bounds both at 128,000; alone Luna takes them.
    expect(monthlyCost(pair, asked).month.allLeft).toBe(picoUsdOf(0.128));
    const alone = { ...pair, right: pair.left, rightSnapshot: pair.leftSnapshot };
    expect(monthlyCost(alone, asked).month.allLeft).toBe(picoUsdOf(0.6));
  });
});

describe("a cache write", () => {
  it("costs a quarter more than other input on GPT-6, for the cacheable prefix", () => {
    const count = { ...TRIAGE_COUNT, inputTokens: 5_000, stablePrefixTokens: 4_096 };
    const output = {
      minTokens: 0,
      expectedTokens: 0,
      maxTokens: 0,
      origin: "",
      originKind: "user",
    } as const;
    // 4,096 × (0.125 − 0.10) a million.
    expect(costOfCount(LUNA, count, output).cacheWrite).toBe(picoUsdOf(0.0001024));
    expect(
      costOfCount({ usdPerMillionInput: 1, usdPerMillionOutput: 1 }, count, output),
    ).not.toHaveProperty("cacheWrite");
  });
});
