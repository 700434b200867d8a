import { describe, expect, it } from "vitest";
import { CATALOG } from "../../../src/core/models/catalog";
import { readCustomModels } from "../../../src/core/models/customModels";
import { GPT_6_LUNA } from "../../../src/core/models/gpt6Luna";
import { atEffort, findModelAtEffort } from "../../../src/core/models/modelAtEffort";
import { priceOf } from "../../../src/core/models/priceOf";
import { resolvePair } from "../../../src/core/models/resolvePair";

const found = (name: string): string => {
  const choice = findModelAtEffort(name);
  switch (choice.kind) {
    case "found":
      return `${choice.snapshot} at ${choice.effort ?? "no effort named"}`;
    case "unknown":
      return `unknown ${choice.id}`;
    case "unknown-effort":
      return `${choice.model.id} without ${choice.effort}`;
  }
};

describe("MODEL@EFFORT", () => {
  it.each([
    ["gpt-6-luna@none", "gpt-6-luna at none"],
    ["gpt-6-luna@HIGH", "gpt-6-luna at high"],
    [" gpt-6-luna @ low ", "gpt-6-luna at low"],
    ["openai/gpt-6-luna@none", "gpt-6-luna at none"],
    ["GPT-6 Luna@none", "gpt-6-luna at none"],
    ["gpt-5.1-2025-11-13@high", "gpt-5.1-2025-11-13 at high"],
    ["gpt-5.6@max", "gpt-5.6 at max"],
    ["gpt-6-luna", "gpt-6-luna at no effort named"],
    ["gpt-6-luna@", "gpt-6-luna without "],
    ["gpt-6-luna@turbo", "gpt-6-luna without turbo"],
    ["gpt-6-luna@minimal", "gpt-6-luna without minimal"],
    ["gpt-6.1-sol@none", "gpt-6.1-sol without none"],
    ["gpt-5@xhigh", "gpt-5 without xhigh"],
    ["gpt-4o@none", "gpt-4o without none"],
    ["gpt-9@none", "unknown gpt-9"],
    ["@none", "unknown "],
    ["gpt-6-luna@none@low", "unknown gpt-6-luna@none"],
  ])("%j names %s", (name, expected) => {
    expect(found(name)).toBe(expected);
  });

  it("takes an @ in a name of the user's own as part of the name", () => {
    const sources = {
      customModels: readCustomModels([{ id: "house@high" }]).models,
      azureDeployments: { "team@luna": "gpt-6-luna" },
    };
    expect(findModelAtEffort("house@high", sources)).toMatchObject({ model: { id: "house@high" } });
    expect(findModelAtEffort("team@luna@none", sources)).toMatchObject({
      model: { id: "gpt-6-luna" },
      effort: "none",
    });
  });

  it("is named in the label, whatever effort the model was at before", () => {
    const luna = atEffort(atEffort(GPT_6_LUNA, "medium"), "none");
    expect([luna.label, luna.shortLabel]).toEqual(["GPT-6 Luna · none", "6 Luna · none"]);
  });
});

describe("a pair with efforts", () => {
  it("is named by them, the default one too", () => {
    const pair = resolvePair({ left: "gpt-6-luna@none", right: "gpt-6-luna" });
    expect([pair.left.label, pair.right.label]).toEqual([
      "GPT-6 Luna · none",
      "GPT-6 Luna · medium",
    ]);
    expect(pair.left.id).not.toBe(pair.right.id);
    expect(priceOf(pair.left, pair.left.id, "standard")?.usdPerMillionInput).toBe(0.1);
    expect(priceOf(pair.right, pair.rightSnapshot, "standard")?.usdPerMillionInput).toBe(0.1);
    expect(pair).toMatchObject({ leftEffort: "none", problems: [] });
    expect(pair).not.toHaveProperty("rightEffort");
  });

  it("is one model twice if both are at the default", () => {
    const pair = resolvePair({ left: "gpt-6-luna", right: "gpt-6-luna@medium" });
    expect(pair.right.id).toBe("gpt-4o-mini");
    expect(pair.problems).toEqual([
      "Both models are GPT-6 Luna · medium. GPT-4o mini is compared with it.",
    ]);
  });

  it.each([
    [
      "gpt-6.1-sol@none",
      "gpt-6.1-sol has no effort none. It takes low, medium, high, xhigh, max. GPT-6.1 Sol · medium is compared instead.",
    ],
    [
      "gpt-4.1@high",
      "gpt-4.1 does not reason and takes no effort. Name it without @high. GPT-4.1 is compared instead.",
    ],
    ["gpt-9@none", "gpt-9 is not in the catalog. GPT-4o is compared instead."],
  ])("says what is wrong with %s", (left, problem) => {
    expect(resolvePair({ left, right: "gpt-4o-mini" }).problems).toEqual([problem]);
  });

  it("says that the efforts of a model from elsewhere are not known", () => {
    const customModels = readCustomModels([{ id: "house" }]).models;
    const { refusals, left } = resolvePair({ left: "house@high", right: "gpt-4o", customModels });
    expect(refusals).toEqual(["Which efforts house takes is not known. Name it without @high."]);
    expect(left.label).toBe("house");
  });

  it("leaves the default pair unchanged", () => {
    const { left, right, ...rest } = resolvePair({ left: "gpt-4o", right: "gpt-4o-mini" });
    expect(left).toBe(CATALOG[0]);
    expect(right).toBe(CATALOG[1]);
    expect(rest).toEqual({
      leftSnapshot: "gpt-4o",
      rightSnapshot: "gpt-4o-mini",
      problems: [],
      refusals: [],
    });
  });
});
