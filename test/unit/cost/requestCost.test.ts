import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Basis, RequestCount } from "../../../src/core/accounting/requestCount";
import { cacheableTokens } from "../../../src/core/cost/caching";
import { costOfCount, costOfRequest } from "../../../src/core/cost/requestCost";
import type { OutputEstimate } from "../../../src/core/cost/outputEstimate";
import { formatRatio, formatUsd } from "../../../src/core/format";
import { CATALOG } from "../../../src/core/models/catalog";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import type { Model, ServiceTier, TierPrice } from "../../../src/core/models/model";
import { priceOf } from "../../../src/core/models/priceOf";
import { REQUEST_SIZES } from "../../../src/core/models/requestSizes";

const price = (model: Model, tier: ServiceTier = "standard"): TierPrice => {
  const found = priceOf(model, model.id, tier);
  if (!found) throw new Error(`${model.id} has no ${tier} price`);
  return found;
};

const EXACT: Basis = {
  kind: "exact",
  rules: ["R1"],
  reasons: [],
  isLowerBound: false,
  evidence: { rule: "R1", label: "chat messages", rightShare: 1, requests: 1 },
};

const count = (inputTokens: number, imageTokens = 0, stablePrefixTokens = 0): RequestCount => ({
  inputTokens,
  imageTokens,
  stablePrefixTokens,
  basis: EXACT,
  parts: [],
});

const output = (minTokens: number, expectedTokens: number, maxTokens: number): OutputEstimate => ({
  minTokens,
  expectedTokens,
  maxTokens,
  origin: "set by you",
  originKind: "user",
});

/** USD × 10⁻⁶, the unit of the design's arithmetic. */
const micro = (pico: bigint | undefined): number | undefined =>
  pico === undefined ? undefined : Number(pico) / 1e6;

describe("the published examples", () => {
  it.each([
    ["Small", "GPT-4o", "$0.00325"],
    ["Medium", "GPT-4o", "$0.0225"],
    ["Large", "GPT-4o", "$0.165"],
    ["Small", "GPT-4o mini", "$0.000195"],
    ["Medium", "GPT-4o mini", "$0.00135"],
    ["Large", "GPT-4o mini", "$0.00990"],
  ])("%s on %s costs %s", (name, label, printed) => {
    const size = REQUEST_SIZES.find((candidate) => candidate.name === name);
    const model = CATALOG.find((candidate) => candidate.label === label);
    const cost = size && model && costOfRequest(price(model), size);
    expect(cost === undefined ? undefined : formatUsd(cost)).toBe(printed);
  });

  it("GPT-4o costs 16.7 times as much at every size", () => {
    for (const size of REQUEST_SIZES) {
      const [dear, cheap] = [GPT_4O, GPT_4O_MINI].map((model) => costOfRequest(price(model), size));
      expect(formatRatio(dear ?? 0n, cheap ?? 0n)).toBe("16.7 times");
    }
  });
});

describe("the cost of a counted request by part", () => {
  it("holds the design's arithmetic for a prompt with tools", () => {
    const range = output(180, 350, 720);
    const left = costOfCount(price(GPT_4O), count(1_204, 0, 1_056), range);
    const right = costOfCount(price(GPT_4O_MINI), count(1_204, 0, 1_056), range);
    expect([left.input, left.output, left.total].map(micro)).toEqual([3_010, 3_500, 6_510]);
    expect([left.totalMin, left.totalMax].map(micro)).toEqual([4_810, 10_210]);
    expect([right.input, right.output, right.total].map(micro)).toEqual([180.6, 210, 390.6]);
    expect([right.totalMin, right.totalMax].map(micro)).toEqual([288.6, 612.6]);
    expect(formatUsd(left.cacheSaving ?? 0n)).toBe("$0.00128");
    expect(formatUsd(right.cacheSaving ?? 0n)).toBe("$0.0000768");
  });

  it("holds it for an image, which costs twice as much on mini", () => {
    const range = output(60, 120, 240);
    const left = costOfCount(price(GPT_4O), count(946, 765), range);
    const right = costOfCount(price(GPT_4O_MINI), count(25_682, 25_501), range);
    expect([left.textInput, left.images, left.output, left.total].map(micro)).toEqual([
      452.5, 1_912.5, 1_200, 3_565,
    ]);
    expect([right.textInput, right.images, right.output, right.total].map(micro)).toEqual([
      27.15, 3_825.15, 72, 3_924.3,
    ]);
  });

  it("holds it for the batch tier, which has no cached price", () => {
    const whole = output(0, 279_860, 0);
    const left = costOfCount(price(GPT_4O, "batch"), count(1_043_722, 0, 2_000), whole);
    expect([left.input, left.output, left.total].map(micro)).toEqual([
      1_304_652.5, 1_399_300, 2_703_952.5,
    ]);
    expect(left.cacheSaving).toBeUndefined();
    const right = costOfCount(price(GPT_4O_MINI, "batch"), count(1_043_722), whole);
    expect(micro(right.total)).toBe(162_237.15);
  });

  it("leaves the output and the total out if the output has no price", () => {
    const cost = costOfCount({ usdPerMillionInput: 1 }, count(1_000), output(1, 2, 3));
    expect(micro(cost.input)).toBe(1_000);
    expect(cost).not.toHaveProperty("output");
    expect(cost).not.toHaveProperty("total");
    expect(cost).not.toHaveProperty("totalMax");
    expect(costOfRequest({ usdPerMillionInput: 1 }, { inputTokens: 5, outputTokens: 1 })).toBe(
      undefined,
    );
  });

  it("adds up for any tokens", () => {
    const tokens = fc.nat({ max: 1e9 });
    fc.assert(
      fc.property(tokens, tokens, tokens, (text, images, expected) => {
        for (const model of [GPT_4O, GPT_4O_MINI]) {
          const cost = costOfCount(price(model), count(text + images, images), {
            ...output(0, expected, expected),
          });
          expect(cost.textInput + cost.images).toBe(cost.input);
          expect(cost.input + (cost.output ?? -1n)).toBe(cost.total);
        }
      }),
    );
  });
});

describe("cached input", () => {
  it.each([
    [0, 0],
    [1_023, 0],
    [1_024, 1_024],
    [1_056, 1_024],
    [1_151, 1_024],
    [1_190, 1_152],
  ])("of a stable prefix of %d tokens %d are cacheable", (prefix, cacheable) => {
    expect(cacheableTokens(prefix)).toBe(cacheable);
  });

  it("costs half if it has a price and the full one if it has none", () => {
    const tokens = { inputTokens: 1_204, cachedTokens: 1_024, outputTokens: 203 };
    expect(micro(costOfRequest(price(GPT_4O), tokens))).toBe(3_760);
    expect(micro(costOfRequest(price(GPT_4O, "batch"), tokens))).toBe(2_520);
  });
});
