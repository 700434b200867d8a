import { calcPrice, type ModelPrice } from "@pydantic/genai-prices";
import { beforeAll, describe, expect, it } from "vitest";
import { CATALOG } from "../../../src/core/models/catalog";
import type { TierPrice } from "../../../src/core/models/model";
import { loadOtherModels, type OtherModels } from "../../../src/core/models/otherModels";
import { priceOf } from "../../../src/core/models/priceOf";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { daysLeft, otherPairs, retirementOf } from "../../../src/core/models/retirement";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";

const TODAY = "2026-11-20";
const FINE_TUNED = [
  [GPT_4O, "ft:gpt-4o-2024-08-06:acme::1"],
  [GPT_4O_MINI, "ft:gpt-4o-mini-2024-07-18:acme::1"],
] as const;

describe("our price rows against genai-prices", () => {
  const rows = [
    ...CATALOG.flatMap((model) => [model.id, ...model.snapshots].map((id) => [model, id] as const)),
    ...FINE_TUNED,
  ];

  /** Newer than the list, or sold at a promotion's price there. */
  const NOT_COMPARED = ["gpt-6.1-sol", "gpt-6.1-terra", "gpt-6.2-sol", "gpt-5.6-sol", "gpt-5.6"];
  const compared = rows.filter(([, snapshot]) => !NOT_COMPARED.includes(snapshot));

  /** The price below the step for long input, and the step itself. */
  const steps = (price: ModelPrice[string]) =>
    typeof price === "object"
      ? { base: price.base, above: stepOf(price.tiers[0]?.start), long: price.tiers[0]?.price }
      : { base: price };

  /** The list's step is one token lower than OpenAI's pricing page, which says "above 272K". */
  const stepOf = (start: number | undefined) => (start === 271_999 ? 272_000 : start);

  it.each(compared.map(([model, snapshot]) => [snapshot, model] as const))(
    "%s",
    (snapshot, model) => {
      const theirs = calcPrice({ input_tokens: 1 }, snapshot, {
        providerId: "openai",
        timestamp: new Date(TODAY),
      })?.model_price;
      const ours = priceOf(model, snapshot, "standard", TODAY);
      const long = ours?.longContext;
      const ourSteps = (base: number | undefined, factor: number | undefined) => ({
        base,
        ...(long &&
          base !== undefined &&
          factor !== undefined && {
            above: long.aboveInputTokens,
            long: Number((base * factor).toPrecision(12)),
          }),
      });
      expect({
        input: ourSteps(ours?.usdPerMillionInput, long?.inputFactor),
        cached: ourSteps(ours?.usdPerMillionCachedInput, long?.inputFactor),
        write: ourSteps(ours?.usdPerMillionCacheWrite, long?.inputFactor),
        output: ourSteps(ours?.usdPerMillionOutput, long?.outputFactor),
      }).toEqual({
        input: steps(theirs?.["input_mtok"]),
        cached: steps(theirs?.["cache_read_mtok"]),
        write: steps(theirs?.["cache_write_mtok"]),
        output: steps(theirs?.["output_mtok"]),
      });
    },
  );
});

describe("models from outside the catalog", () => {
  let others: OtherModels;
  beforeAll(async () => {
    others = await loadOtherModels(new Date(TODAY));
  });
  const price = (id: string): TierPrice | undefined => others.find(id)?.prices[0]?.tiers.standard;

  it("have their prices and nothing that is not known", () => {
    const model = others.find("gpt-4.1");
    expect(model).toMatchObject({
      id: "gpt-4.1",
      contextWindowTokens: { value: 1_000_000, source: "genai-prices", confidence: "reported" },
      encoding: "unknown",
      benchmarks: [],
      shutdowns: [],
    });
    expect(price("gpt-4.1")).toEqual({
      usdPerMillionInput: 2,
      usdPerMillionCachedInput: 0.5,
      usdPerMillionOutput: 8,
    });
    expect(model).not.toHaveProperty("maxOutputTokens");
    expect(model).not.toHaveProperty("inputs");
  });

  it("are found with their provider before the id", () => {
    expect(price("anthropic/claude-sonnet-4-5")).toEqual(price("claude-sonnet-4-5"));
    expect(price("openai:gpt-4.1")).toEqual(price("gpt-4.1"));
    expect(price("claude-sonnet-4-5")?.usdPerMillionInput).toBe(3);
  });

  it("take the lower of two steps and say that the other is left out", () => {
    expect(others.find("gpt-5.4")?.prices[0]).toMatchObject({
      tiers: { standard: { usdPerMillionInput: 2.5, usdPerMillionOutput: 15 } },
      note: "Past 271,999 input tokens another price holds, not counted here.",
    });
  });

  it("take the price of the day", async () => {
    const earlier = await loadOtherModels(new Date("2026-07-01"));
    expect(earlier.find("gpt-5.6-luna")?.prices[0]?.tiers.standard?.usdPerMillionInput).toBe(1);
    expect(price("gpt-5.6-luna")?.usdPerMillionInput).toBe(0.2);
  });

  it.each(["no-such-model", "", "openai/", "toString"])("%j is none", (id) => {
    expect(others.find(id)).toBeUndefined();
  });

  it("can replace a pair that retires, newest first", () => {
    const pairs = otherPairs(others, DEFAULT_PAIR).map(({ left, right }) => [left.id, right.id]);
    expect(pairs).toContainEqual(["gpt-4.1", "gpt-4.1-mini"]);
    expect(pairs).toContainEqual(["gpt-6-sol", "gpt-6-luna"]);
    expect(pairs).not.toContainEqual(["gpt-4o", "gpt-4o-mini"]);
    expect(pairs.flat().join(" ")).not.toMatch(/image|audio|codex/);
    expect(pairs.indexOf(pairs.find(([left]) => left === "gpt-4.1") ?? [])).toBe(pairs.length - 1);
  });

  it("list nothing of a provider that does not exist", () => {
    expect(others.list("no-such-provider")).toEqual([]);
  });
});

describe("retirement", () => {
  it("counts days in UTC, whatever the clocks do", () => {
    expect(daysLeft("2027-01-14", TODAY)).toBe(55);
    expect(daysLeft("2026-10-23", TODAY)).toBe(-28);
    expect(daysLeft(TODAY, TODAY)).toBe(0);
    expect(daysLeft("2028-03-01", "2028-02-28")).toBe(2);
  });

  it("of a bare id is that of its snapshot", () => {
    expect(retirementOf(GPT_4O, "gpt-4o", TODAY)).toEqual({
      replacement: "gpt-6-luna",
      snapshot: "gpt-4o-2024-08-06",
      date: "2027-01-14",
      daysLeft: 55,
      source: "oai-deprecations-zh",
      confidence: "published",
    });
    expect(retirementOf(GPT_4O, "gpt-4o-2024-05-13", TODAY)?.daysLeft).toBe(-28);
  });

  it("of a fine-tuned model is not known", () => {
    expect(retirementOf(GPT_4O, "ft:gpt-4o-2024-08-06:acme::1", TODAY)).toBeUndefined();
  });
});
