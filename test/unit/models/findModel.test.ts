import { describe, expect, it } from "vitest";
import { readCustomModels } from "../../../src/core/models/customModels";
import { findModel } from "../../../src/core/models/findModel";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { priceOf } from "../../../src/core/models/priceOf";
import { retirementOf } from "../../../src/core/models/retirement";
import { resolvePair } from "../../../src/core/models/resolvePair";

const found = (id: string): string => {
  const lookup = findModel(id);
  return lookup.kind === "found" ? `${lookup.model.id} as ${lookup.snapshot}` : "unknown";
};

describe("a model's name", () => {
  it.each([
    ["gpt-4o", "gpt-4o as gpt-4o"],
    [" gpt-4o ", "gpt-4o as gpt-4o"],
    ["gpt-4o-2024-05-13", "gpt-4o as gpt-4o-2024-05-13"],
    ["gpt-4o-2024-11-20", "gpt-4o as gpt-4o-2024-11-20"],
    ["gpt-4o-mini-2024-07-18", "gpt-4o-mini as gpt-4o-mini-2024-07-18"],
    [
      "ft:gpt-4o-mini-2024-07-18:acme:tickets:9abc",
      "gpt-4o-mini as ft:gpt-4o-mini-2024-07-18:acme:tickets:9abc",
    ],
    ["ft:gpt-4o-2024-08-06:acme::9abc", "gpt-4o as ft:gpt-4o-2024-08-06:acme::9abc"],
    ["gpt-4o-mini-2024-07-18.ft-9abc", "gpt-4o-mini as gpt-4o-mini-2024-07-18.ft-9abc"],
    ["openai/gpt-4o", "gpt-4o as gpt-4o"],
    ["openai:gpt-4o-mini", "gpt-4o-mini as gpt-4o-mini"],
    ["openai:chat:gpt-4o", "gpt-4o as gpt-4o"],
    ["openai:responses:gpt-4o-2024-08-06", "gpt-4o as gpt-4o-2024-08-06"],
    ["openrouter/openai/gpt-4o-mini", "gpt-4o-mini as gpt-4o-mini"],
    ["azure/gpt-4o", "gpt-4o as gpt-4o"],
    ["GPT-4o", "gpt-4o as gpt-4o"],
    ["GPT-4o mini", "gpt-4o-mini as gpt-4o-mini"],
    ["GPT-4o (copilot)", "gpt-4o as gpt-4o"],
    ["claude-sonnet-4", "unknown"],
    ["ft:babbage-002:acme::1", "unknown"],
    ["", "unknown"],
    ["constructor", "unknown"],
  ])("%j is %s", (id, expected) => {
    expect(found(id)).toBe(expected);
  });

  it.each([
    ["gpt-4o-large", "gpt-4o"],
    ["gpt-4o-mini-2025-01-01", "gpt-4o-mini"],
    ["gpt4o", "gpt-4o"],
    ["gtp-4o-mini", "gpt-4o-mini"],
    ["mistral-large", undefined],
    ["", undefined],
  ])("%j probably means %s", (id, nearest) => {
    const lookup = findModel(id);
    expect(lookup).toEqual(
      nearest === undefined ? { kind: "unknown", id } : { kind: "unknown", id, nearest },
    );
  });

  it("can be an Azure deployment", () => {
    const sources = { azureDeployments: { "support-prod": "gpt-4o-mini-2024-07-18" } };
    expect(findModel("support-prod", sources)).toMatchObject({
      model: { id: "gpt-4o-mini" },
      snapshot: "gpt-4o-mini-2024-07-18",
    });
    expect(findModel("azure/support-prod", sources)).toMatchObject({
      model: { id: "gpt-4o-mini" },
    });
    expect(findModel("toString", sources).kind).toBe("unknown");
  });

  it("can be a deployment named after another model: the deployment counts", () => {
    const lookup = findModel("gpt-4o", { azureDeployments: { "gpt-4o": "gpt-4o-mini" } });
    expect(lookup).toMatchObject({ model: { id: "gpt-4o-mini" } });
  });

  it("is looked up in other price lists last", () => {
    const asked: string[] = [];
    const findOther = (id: string): undefined => {
      asked.push(id);
    };
    expect(findModel("openai/gpt-9", { findOther }).kind).toBe("unknown");
    expect(asked).toEqual(["openai/gpt-9", "gpt-9"]);
    expect(findModel("gpt-4o", { findOther }).kind).toBe("found");
    expect(asked).toHaveLength(2);
  });
});

describe("a model of the user's own", () => {
  it("is priced by the settings and knows nothing that they do not say", () => {
    const { models, problems } = readCustomModels([
      {
        id: "house",
        label: "House model",
        usdPerMillionInput: 0.4,
        usdPerMillionCachedInput: 0,
        usdPerMillionOutput: 1.2,
        contextWindowTokens: 32_768,
        maxOutputTokens: 4_096,
      },
      { id: "bare" },
    ]);
    expect(problems).toEqual([]);
    const [house, bare] = models;
    expect(house).toMatchObject({
      label: "House model",
      contextWindowTokens: { value: 32_768, source: "settings" },
      maxOutputTokens: { value: 4_096, source: "settings" },
    });
    expect(house && priceOf(house, "house", "standard")).toEqual({
      usdPerMillionInput: 0.4,
      usdPerMillionCachedInput: 0,
      usdPerMillionOutput: 1.2,
    });
    expect(house && priceOf(house, "house", "batch")).toBeUndefined();
    expect(bare).toMatchObject({ label: "bare", prices: [], benchmarks: [], shutdowns: [] });
    expect(bare).not.toHaveProperty("contextWindowTokens");
  });

  it("goes before the catalog", () => {
    const { models } = readCustomModels([{ id: "gpt-4o", label: "Our 4o" }]);
    expect(findModel("gpt-4o", { customModels: models })).toMatchObject({
      model: { label: "Our 4o" },
    });
  });

  it.each([
    [{}, "id is missing"],
    [{ id: "" }, "id is not a text"],
    [{ id: 4 }, "id is not a text"],
    [{ id: "a", usdPerMillionInput: -1 }, "usdPerMillionInput is not a number of 0 or more"],
    [{ id: "a", usdPerMillionOutput: "2" }, "usdPerMillionOutput is not a number of 0 or more"],
    [
      { id: "a", usdPerMillionInput: Number.NaN },
      "usdPerMillionInput is not a number of 0 or more",
    ],
    [
      { id: "a", contextWindowTokens: 1.5 },
      "contextWindowTokens is not a whole number of 1 or more",
    ],
    ["gpt", "it is not an object"],
    [null, "it is not an object"],
  ])("%j is refused in words", (entry, words) => {
    const { models, problems } = readCustomModels([entry, { id: "good" }]);
    expect(models.map((model) => model.id)).toEqual(["good"]);
    expect(problems).toEqual([`tokenscale.models.custom, entry 1: ${words}. It is ignored.`]);
  });

  it("occurs once", () => {
    const { models, problems } = readCustomModels([{ id: "a" }, { id: "a" }]);
    expect(models).toHaveLength(1);
    expect(problems).toEqual([
      "tokenscale.models.custom, entry 2: id a appears twice. It is ignored.",
    ]);
  });

  it.each([undefined, null])("there is none in %s", (setting) => {
    expect(readCustomModels(setting)).toEqual({ models: [], problems: [] });
  });

  it("wants a list", () => {
    expect(readCustomModels({ id: "a" }).problems).toEqual([
      "tokenscale.models.custom is not a list. It is ignored.",
    ]);
  });
});

describe("the pair of the settings", () => {
  it("is found by id, snapshot or deployment", () => {
    const pair = resolvePair({
      left: "gpt-4o-2024-05-13",
      right: "small",
      azureDeployments: { small: "gpt-4o-mini" },
    });
    expect(pair).toMatchObject({
      left: { id: "gpt-4o", label: "GPT-4o" },
      leftSnapshot: "gpt-4o-2024-05-13",
      right: { id: "gpt-4o-mini" },
      rightSnapshot: "gpt-4o-mini",
      problems: [],
    });
  });

  it("falls back to the default of the side and says so", () => {
    const pair = resolvePair({ left: "gpt-9", right: "nano" });
    expect([pair.left.id, pair.right.id]).toEqual(["gpt-4o", "gpt-4o-mini"]);
    expect(pair.problems).toEqual([
      "gpt-9 is not in the catalog. GPT-4o is compared instead.",
      "nano is not in the catalog. GPT-4o mini is compared instead.",
    ]);
  });

  it.each([
    [
      "gpt-4o",
      "openai/gpt-4o",
      "gpt-4o-mini",
      "Both models are GPT-4o. GPT-4o mini is compared with it.",
    ],
    [
      "gpt-4o-mini",
      "gpt-4o-mini",
      "gpt-4o",
      "Both models are GPT-4o mini. GPT-4o is compared with it.",
    ],
  ])("never is one model twice: %s and %s", (left, right, other, problem) => {
    const pair = resolvePair({ left, right });
    expect(pair.right.id).toBe(other);
    expect(pair.problems).toEqual([problem]);
  });

  it("can be two snapshots of one model, which then go by their ids", () => {
    const pair = resolvePair({ left: "gpt-4o-2024-05-13", right: "gpt-4o-2024-11-20" });
    expect(pair).toMatchObject({
      left: { label: "gpt-4o-2024-05-13", contextWindowTokens: GPT_4O.contextWindowTokens },
      right: { label: "gpt-4o-2024-11-20" },
      problems: [],
    });
    expect(priceOf(pair.left, pair.leftSnapshot, "standard")?.usdPerMillionInput).toBe(5);
    expect(priceOf(pair.right, pair.rightSnapshot, "standard")?.usdPerMillionInput).toBe(2.5);
  });

  it("of a model and what was tuned from it has both prices", () => {
    const pair = resolvePair({ left: "gpt-4o-mini", right: "ft:gpt-4o-mini-2024-07-18:acme::1" });
    expect(priceOf(pair.left, pair.leftSnapshot, "standard")?.usdPerMillionInput).toBe(0.15);
    expect(priceOf(pair.right, pair.rightSnapshot, "standard")?.usdPerMillionInput).toBe(0.3);
  });

  it("keeps each snapshot's own retirement", () => {
    const pair = resolvePair({ left: "gpt-4o-2024-05-13", right: "gpt-4o" });
    expect(retirementOf(pair.left, pair.leftSnapshot, "2026-11-20")?.date).toBe("2026-10-23");
    expect(retirementOf(pair.right, pair.rightSnapshot, "2026-11-20")?.date).toBe("2027-01-14");
  });
});
