import { describe, expect, it } from "vitest";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import type { Table } from "../../../src/core/panel/contract/panelState";
import { plainText } from "../../../src/core/panel/contract/richText";
import { currencyOf, USD } from "../../../src/core/currency";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { DEFAULT_PAIR, resolvePair } from "../../../src/core/models/resolvePair";
import { panelInput } from "./sampleInput";

const { models, sources } = buildPanelState(panelInput());

function row(table: Table, key: string): readonly string[] | undefined {
  return table.rows.find((candidate) => candidate.key === key)?.cells.map(plainText);
}

describe("the facts about both models", () => {
  it.each([
    ["price-input", "2.50", "0.15"],
    ["price-cached", "1.25", "0.075"],
    ["price-output", "10.00", "0.60"],
    ["price-batch", "1.25 / 5.00", "0.075 / 0.30"],
    ["price-priority", "4.25 / 17.00", "0.25 / 1.00"],
    ["price-tuned", "3.75 / 15.00", "0.30 / 1.20"],
    ["request-Small", "0.00325", "0.000195"],
    ["request-Medium", "0.0225", "0.00135"],
    ["request-Large", "0.165", "0.00990"],
    ["request-index", "0.00130", "0.00011"],
    ["request-caching", "28%", "28%"],
    ["context", "128,000", "128,000"],
    ["output-limit", "16,384", "16,384"],
    ["image-tokens", "255", "8,500"],
    ["image-cost", "0.000638", "0.001275"],
    ["speed-rate", "110.7", "49.9"],
    ["speed-first", "0.40", "0.49"],
  ])("hold %s as published: %s and %s", (key, left, right) => {
    expect(row(models.facts, key)?.slice(1)).toEqual([left, right]);
  });

  it("show both where sources disagree, with the source of each", () => {
    const note = models.facts.rows.find(({ key }) => key === "disagree-price-left");
    expect(plainText(note?.cells[0] ?? [])).toBe(
      "Sources disagree: one of 2024 gives 5.00 / 15.00 for GPT-4o. That is the snapshot gpt-4o-2024-05-13, reported shut down on 2026-10-23.",
    );
    expect(row(models.facts, "speed-note-right")?.[0]).toContain(
      "texts of 2024 call mini the faster one; measured in 2026, GPT-4o writes 2.2 times as fast",
    );
  });

  it("show newer measurements of speed with their dates, and call neither the faster one", () => {
    expect(row(models.facts, "speed-other-left-0")?.[0]).toBe(
      "Measured 2026-10-04: GPT-4o writes 119.0 tokens per second and starts after 1.06 s (gpt-4o-2024-11-20).",
    );
    expect(row(models.facts, "speed-other-right-0")?.[0]).toBe(
      "Measured 2026-09-02: GPT-4o mini writes 119.0 tokens per second and starts after 0.82 s.",
    );
    expect(plainText(models.lead)).not.toContain("faster");
  });

  it("say which snapshot the index is of", () => {
    expect(plainText(models.benchmarkRemark ?? [])).toContain(
      "The Intelligence Index of GPT-4o is that of gpt-4o-2024-11-20; gpt-4o-2024-08-06 has 18.6.",
    );
  });

  it("name a source with its date for every figure", () => {
    expect(sources.map(({ words }) => plainText(words))).toContain(
      "GPT-4o vs GPT-4o mini, model comparison page, 2026-03-05.",
    );
    const uncited = models.facts.rows.filter(
      ({ kind, cells }) => kind === "group" && !cells[0]?.some((span) => typeof span !== "string"),
    );
    // These groups cite row by row.
    expect(uncited.map(({ key }) => key)).toEqual(["size", "speed"]);
  });

  it("draw each benchmark of both on one scale with the digits of its source", () => {
    const index = models.benchmarks.find(({ key }) => key === "Intelligence Index");
    expect(index).toMatchObject({
      left: { fraction: 17.3 / 20, value: "17.3" },
      right: { fraction: 12.6 / 20, value: "12.6" },
    });
    const recall = models.benchmarks.find(({ key }) => key === "SimpleQA");
    expect(recall).toMatchObject({ left: { value: "0.401" }, right: { value: "0.095" } });
    expect(models.benchmarks).toHaveLength(10);
  });

  it("count down to retirement and say how sure that is", () => {
    expect(row(models.life, "retirement")).toEqual([
      "Retirement published",
      "2027-01-14",
      "2027-01-14",
    ]);
    expect(row(models.life, "days")).toEqual(["Days left", "55", "55"]);
  });

  it("name what else can be compared, with a way to choose it", () => {
    const other = { ...GPT_4O, id: "gpt-6", label: "gpt-6" };
    const small = { ...GPT_4O_MINI, id: "gpt-6-mini", label: "gpt-6-mini" };
    const { models: section } = buildPanelState(
      panelInput({ otherPairs: [{ left: other, right: small }] }),
    );
    const words = section.life.rows.find(({ key }) => key === "others")?.cells[0] ?? [];
    expect(plainText(words)).toBe(
      "Other pairs, by price only: gpt-6 with gpt-6-mini. Choose another pair",
    );
    expect(words.at(-1)).toMatchObject({ kind: "action", action: { type: "choosePair" } });
  });

  it("leave out what is not known of a model of the user's own", () => {
    const house = {
      id: "house",
      label: "House model",
      shortLabel: "house",
      snapshots: [],
      encoding: "unknown" as const,
      prices: [],
      shutdowns: [],
      benchmarks: [],
    };
    const { models: section } = buildPanelState(
      panelInput({
        pair: { ...DEFAULT_PAIR, right: house, rightSnapshot: "house", problems: [] },
      }),
    );
    expect(row(section.facts, "price-input")).toEqual(["Input", "2.50", "–"]);
    expect(row(section.life, "retirement")).toEqual(["Retirement published", "2027-01-14", "–"]);
    expect(plainText(section.lead)).not.toContain("house costs");
  });
});

describe("a pair with a model that reasons", () => {
  const { models: section } = buildPanelState(
    panelInput({ pair: resolvePair({ left: "gpt-4o", right: "gpt-6-luna@none" }) }),
  );

  it.each([
    ["price-input", "2.50", "0.10"],
    ["price-write", "–", "0.125"],
    ["price-flex", "–", "0.05 / 0.25"],
    ["context", "128,000", "1,050,000"],
    ["input-limit", "–", "922,000"],
    ["efforts", "does not reason", "none, low, medium (default), high, xhigh, max"],
    ["speed-rate", "110.7", "130.6"],
  ])("has the row %s: %s and %s", (key, left, right) => {
    expect(row(section.facts, key)?.slice(1)).toEqual([left, right]);
  });

  it("says what long input costs", () => {
    expect(row(section.facts, "price-note-right")?.[0]).toContain(
      "Above 272,000 input tokens the whole request costs 2 times as much in, 1.5 times out.",
    );
  });

  it("compares the index by one version of it", () => {
    const index = section.benchmarks.find(({ key }) => key === "Intelligence Index");
    expect(index).toMatchObject({
      left: { value: "8.0", model: "GPT-4o" },
      right: { value: "18.3", model: "GPT-6 Luna · none" },
    });
  });

  it("names what OpenAI puts in the place of a model, and Azure's own date", () => {
    expect(row(section.life, "replacement")?.slice(1)).toEqual(["gpt-6-luna", "–"]);
    expect(row(section.life, "azure")?.slice(1)).toEqual(["2027-04-14 reported", "–"]);
  });

  it("calls the one faster that old and new measurements agree on", () => {
    expect(plainText(section.lead)).toContain("GPT-6 Luna · none is the faster one today");
  });
});

describe("another currency", () => {
  it("is used for costs, while published prices keep their own", () => {
    const { models: section } = buildPanelState(
      panelInput({ currency: currencyOf("EUR", 0.5) ?? USD }),
    );
    expect(row(section.facts, "price-input")?.[1]).toBe("2.50");
    expect(row(section.facts, "request-Medium")?.[1]).toBe("0.0112");
    expect(row(section.facts, "request")?.[0]).toBe("A request, EUR");
  });
});
