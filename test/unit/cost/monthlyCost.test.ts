import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PICO_PER_USD } from "../../../src/core/money";
import {
  monthlyCost,
  presetOutputTokens,
  SCALE_PRESETS,
  type ScaleInput,
} from "../../../src/core/cost/monthlyCost";
import { costPerIndexPoint, maxCachingSavings } from "../../../src/core/cost/value";
import {
  formatColumn,
  formatDecimals,
  formatShare,
  formatUsd,
  formatWholePercent,
} from "../../../src/core/format";
import { readCustomModels } from "../../../src/core/models/customModels";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { DEFAULT_PAIR, resolvePair } from "../../../src/core/models/resolvePair";

const MODELS = [GPT_4O, GPT_4O_MINI];

const supposed: ScaleInput = {
  requestsPerMonth: 100_000,
  inputTokens: 1_204,
  outputTokens: 350,
  cachedShare: 0.3,
  tier: "standard",
  shareToRight: 0.6,
};

const usd = (amount: bigint | undefined): string =>
  amount === undefined ? "no price" : formatUsd(amount);

describe("a month at scale", () => {
  it("holds the design's example to the cent", () => {
    const { month, perThousandRequests, savingPerTenPoints, remarks } = monthlyCost(
      DEFAULT_PAIR,
      supposed,
    );
    expect(remarks).toEqual([]);
    expect(usd(month.allLeft)).toBe("$605.85");
    expect(usd(month.allRight)).toBe("$36.35");
    expect(usd(month.blend)).toBe("$264.15");
    expect(usd(month.saving)).toBe("$341.70");
    expect(usd(savingPerTenPoints)).toBe("$56.95");
    expect(formatShare(month.saving ?? 0n, month.allLeft ?? 0n)).toBe("56.4%");
    const perThousand = [
      perThousandRequests.allLeft,
      perThousandRequests.allRight,
      perThousandRequests.blend,
      perThousandRequests.saving,
    ];
    expect(formatColumn(perThousand, { totalIndex: 0, minimumDecimals: 4 })).toEqual([
      "6.0585",
      "0.3635",
      "2.6415",
      "3.4170",
    ]);
  });

  it("takes the right model's own input tokens, which images make more", () => {
    const { month } = monthlyCost(DEFAULT_PAIR, {
      ...supposed,
      cachedShare: 0,
      inputTokens: 946,
      inputTokensOnRight: 25_682,
      outputTokens: 120,
    });
    expect(usd(month.allLeft)).toBe("$356.50");
    expect(usd(month.allRight)).toBe("$392.43");
    expect(month.saving).toBeLessThan(0n);
  });

  it("takes the prices of the day", () => {
    const { month, remarks } = monthlyCost(DEFAULT_PAIR, supposed, "2024-07-31");
    expect(usd(month.allRight)).toBe("$36.35");
    expect(month).not.toHaveProperty("allLeft");
    expect(remarks).toEqual(["GPT-4o has no price in the standard tier."]);
  });

  it("runs from all on the left to all on the right in a straight line", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.nat({ max: 1e9 }), (percent, requests) => {
        const { month } = monthlyCost(DEFAULT_PAIR, {
          ...supposed,
          requestsPerMonth: requests,
          shareToRight: percent / 100,
        });
        const { allLeft = 0n, allRight = 0n, blend = 0n } = month;
        const exact = allLeft * BigInt(100 - percent) + allRight * BigInt(percent);
        const error = blend * 100n - exact;
        expect(error < 0n ? -error : error).toBeLessThanOrEqual(50n);
      }),
    );
  });

  it("says that the batch tier has no price for cached input", () => {
    const { month, remarks } = monthlyCost(DEFAULT_PAIR, { ...supposed, tier: "batch" });
    expect(usd(month.allLeft)).toBe("$325.50");
    expect(remarks).toEqual([
      "GPT-4o has no price for cached input in the batch tier: it is counted as other input.",
      "GPT-4o mini has no price for cached input in the batch tier: it is counted as other input.",
    ]);
  });

  it.each([
    [
      { requestsPerMonth: 1e300 },
      "Requests a month: above 1,000,000,000, the most that is counted; counted as 1,000,000,000.",
    ],
    [{ inputTokens: 5e6 }, "Input tokens: above 128,000, the context window; counted as 128,000."],
    [
      { outputTokens: Number.POSITIVE_INFINITY },
      "Output tokens: above 16,384, the output limit; counted as 16,384.",
    ],
    [{ requestsPerMonth: -3 }, "Requests a month: below 0, counted as 0."],
    [{ cachedShare: 7 }, "Cached input: above 100%, all of it; counted as 100%."],
    [{ shareToRight: Number.NaN }, "Share to mini: not a number, counted as 0."],
  ])("brings %o within bounds and says so", (absurd, remark) => {
    const { remarks, month } = monthlyCost(DEFAULT_PAIR, { ...supposed, ...absurd });
    expect(remarks).toEqual([remark]);
    expect(month.blend).toBeTypeOf("bigint");
  });

  it("answers any input with amounts between both ends", () => {
    const anything = fc.double();
    fc.assert(
      fc.property(
        fc.record({
          requestsPerMonth: anything,
          inputTokens: anything,
          outputTokens: anything,
          cachedShare: anything,
          shareToRight: anything,
          tier: fc.constantFrom("standard", "batch", "priority"),
        }),
        (input) => {
          const { month, perThousandRequests } = monthlyCost(DEFAULT_PAIR, input);
          const { allLeft = -1n, allRight = -1n, blend = -1n, saving = -1n } = month;
          expect(blend).toBeGreaterThanOrEqual(allRight);
          expect(blend).toBeLessThanOrEqual(allLeft);
          expect(saving).toBe(allLeft - blend);
          expect(`${usd(perThousandRequests.blend)}${usd(blend)}`).not.toMatch(/NaN|Infinity|no/);
        },
      ),
    );
  });

  it("leaves out what has no price and says whose is missing", () => {
    const { models } = readCustomModels([
      { id: "house", label: "House model", usdPerMillionInput: 1 },
    ]);
    const pair = resolvePair({ left: "gpt-4o", right: "house", customModels: models });
    const { month, remarks, savingPerTenPoints } = monthlyCost(pair, supposed);
    expect(usd(month.allLeft)).toBe("$605.85");
    expect(Object.keys(month)).toEqual(["allLeft"]);
    expect(savingPerTenPoints).toBeUndefined();
    expect(remarks).toEqual(["House model has no price for output."]);
  });

  it("says where a tier has no price", () => {
    const pair = resolvePair({ left: "gpt-4o", right: "ft:gpt-4o-mini-2024-07-18:acme::1" });
    const { remarks } = monthlyCost(pair, { ...supposed, cachedShare: 0, tier: "priority" });
    expect(remarks).toEqual(["GPT-4o mini has no price in the priority tier."]);
  });
});

describe("presets", () => {
  it("keep the input and apply the published ratio", () => {
    const outputs = SCALE_PRESETS.map((preset) => presetOutputTokens(preset, 1_204));
    expect(outputs).toEqual([602, 401, 120]);
    expect(SCALE_PRESETS.map((preset) => presetOutputTokens(preset, 0))).toEqual([1, 1, 1]);
  });
});

describe("published values", () => {
  it("a point of the index costs 0.0013 and 0.0001 for a Medium request", () => {
    const printed = MODELS.map((model) =>
      formatDecimals(Number(costPerIndexPoint(model)) / Number(PICO_PER_USD), 4),
    );
    expect(printed).toEqual(["0.0013", "0.0001"]);
    expect(MODELS.map((model) => usd(costPerIndexPoint(model)))).toEqual(["$0.00130", "$0.000107"]);
  });

  it("caching saves at most 28% of a Medium request on both", () => {
    for (const model of MODELS) {
      const most = maxCachingSavings(model);
      expect(formatWholePercent(most?.saving ?? 0n, most?.of ?? 0n)).toBe("28%");
    }
  });

  it("are left out where index or price is not known", () => {
    expect(costPerIndexPoint({ ...GPT_4O, benchmarks: [] })).toBeUndefined();
    expect(costPerIndexPoint({ ...GPT_4O, prices: [] })).toBeUndefined();
    expect(maxCachingSavings({ ...GPT_4O, prices: [] })).toBeUndefined();
  });
});
