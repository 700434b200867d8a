import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { costOfRequest } from "../../../src/core/cost/requestCost";
import { CATALOG } from "../../../src/core/models/catalog";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import type { Model, TierPrice } from "../../../src/core/models/model";
import { priceOf, priceRowOf } from "../../../src/core/models/priceOf";
import { findModel } from "../../../src/core/models/findModel";
import { GPT_5_6_SOL } from "../../../src/core/models/gpt56Sol";
import { GPT_6_LUNA } from "../../../src/core/models/gpt6Luna";
import { OUTPUT_RATIOS } from "../../../src/core/models/outputRatios";
import { PUBLISHED_STATEMENTS } from "../../../src/core/models/publishedStatements";
import { REQUEST_SIZES } from "../../../src/core/models/requestSizes";
import { retirementOf } from "../../../src/core/models/retirement";
import { SOURCES, type Source } from "../../../src/core/models/sources";

interface FactPrice {
  readonly input: number;
  readonly cachedInput?: number;
  readonly output: number;
}

interface FactRow {
  readonly snapshots: readonly string[];
  readonly from?: string;
  readonly standard: FactPrice;
  readonly batch?: FactPrice;
  readonly priority?: FactPrice;
  readonly sources: readonly string[];
}

interface Facts {
  readonly models: Readonly<
    Record<
      string,
      {
        readonly label: string;
        readonly aliasOf: string;
        readonly released: { readonly value: string };
        readonly contextWindowTokens: { readonly value: number };
        readonly maxOutputTokens: { readonly value: number; readonly note?: string };
        readonly encoding: string;
        readonly inputs: readonly string[];
        readonly safety?: { readonly value: string };
        readonly prices: readonly FactRow[];
        readonly imageTokens: { readonly base: number; readonly perTile: number };
        readonly shutdown: readonly { readonly snapshot: string; readonly date: string }[];
        readonly speed: Readonly<Record<string, unknown>>;
        readonly benchmarks: Readonly<
          Record<string, { readonly value: number; readonly source: string }>
        >;
      }
    >
  >;
  readonly requestSizes: readonly {
    readonly name: string;
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly published: Readonly<Record<string, number>>;
  }[];
  readonly publishedStatements: {
    readonly outputRatios: Readonly<Record<string, string>>;
    readonly contextCaution: string;
    readonly dataHandling: string;
  };
}

const factsFile = evidencePath("model-facts.json");
const facts = factsFile ? (JSON.parse(readFileSync(factsFile, "utf8")) as Facts) : undefined;

const asFact = (price: TierPrice | undefined): FactPrice | undefined =>
  price && {
    input: price.usdPerMillionInput,
    ...(price.usdPerMillionCachedInput !== undefined && {
      cachedInput: price.usdPerMillionCachedInput,
    }),
    output: price.usdPerMillionOutput ?? Number.NaN,
  };

describe.skipIf(!facts)(
  facts ? "the catalog against its facts" : `the catalog against its facts ${NEEDS_EVIDENCE}`,
  () => {
    const known = CATALOG.filter(({ id }) => facts && id in facts.models);
    it.each(known.map((model) => [model.label, model] as const))("%s", (_, model: Model) => {
      const fact = facts?.models[model.id];
      expect(model).toMatchObject({
        label: fact?.label,
        aliasOf: fact?.aliasOf,
        released: fact?.released,
        contextWindowTokens: fact?.contextWindowTokens,
        imageTokens: { base: fact?.imageTokens.base, perTile: fact?.imageTokens.perTile },
      });
      expect(model.maxOutputTokens?.value).toBe(fact?.maxOutputTokens.value);
      expect(model.encoding).toBe(fact?.encoding);
      expect(model.inputs).toEqual(fact?.inputs);
      if (fact?.safety)
        expect(model.safety?.value.toLowerCase()).toContain("instruction hierarchy");
      const [, snapshot = "", limit] =
        /^(\S+): (\d+)$/.exec(fact?.maxOutputTokens.note ?? "") ?? [];
      if (limit) expect(model.maxOutputTokensOfSnapshot?.[snapshot]).toBe(Number(limit));
      expect(model.speeds?.[0]?.outputTokensPerSecond).toBe(fact?.speed["outputTokensPerSecond"]);
      expect(model.speeds?.[0]?.timeToFirstTokenSeconds).toBe(
        fact?.speed["timeToFirstTokenSeconds"],
      );
      // Later copies of OpenAI's page may have raised the confidence; the dates must not differ.
      expect(model.shutdowns).toMatchObject(
        (fact?.shutdown ?? []).map(({ snapshot, date }) => ({ snapshot, date })),
      );
      expect(
        model.prices.map((row) => ({
          snapshots: row.snapshots,
          ...(row.from && { from: row.from }),
          standard: asFact(row.tiers.standard),
          ...(row.tiers.batch && { batch: asFact(row.tiers.batch) }),
          ...(row.tiers.priority && { priority: asFact(row.tiers.priority) }),
          sources: row.sources,
        })),
      ).toEqual(fact?.prices);
      for (const [name, benchmark] of Object.entries(fact?.benchmarks ?? {})) {
        expect(model.benchmarks).toContainEqual(expect.objectContaining({ name, ...benchmark }));
      }
    });

    it("the sizes of requests, and what they cost", () => {
      for (const { name, inputTokens, outputTokens, published } of facts?.requestSizes ?? []) {
        expect(REQUEST_SIZES).toContainEqual(
          expect.objectContaining({ name, inputTokens, outputTokens }),
        );
        for (const model of known) {
          const price = priceOf(model, model.id, "standard");
          const cost = price && costOfRequest(price, { inputTokens, outputTokens });
          // Published to four decimals.
          const difference = Number(cost) / 1e12 - (published[model.id] ?? Number.NaN);
          expect(Math.abs(difference)).toBeLessThan(0.000_051);
        }
      }
    });

    it("the statements and ratios", () => {
      const { outputRatios = {}, contextCaution, dataHandling } = facts?.publishedStatements ?? {};
      const shown = OUTPUT_RATIOS.map(({ fewestInput, mostInput }) =>
        fewestInput === mostInput ? `${fewestInput}:1` : `${fewestInput}:1 to ${mostInput}:1`,
      );
      expect(shown).toEqual(Object.values(outputRatios).filter((ratio) => /^\d/.test(ratio)));
      const sentence = (text = "") => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
      expect(PUBLISHED_STATEMENTS.contextCaution.text).toBe(sentence(contextCaution));
      expect(PUBLISHED_STATEMENTS.dataHandling.text).toBe(sentence(dataHandling));
    });
  },
);

describe("the catalog", () => {
  it("names a known source for every fact", () => {
    const named = JSON.stringify(CATALOG).matchAll(/"sources?":(\[[^\]]*\]|"[^"]*")/g);
    const keys = [...named].flatMap(([, json = "[]"]) => JSON.parse(json) as string | string[]);
    expect(keys.length).toBeGreaterThan(40);
    for (const key of keys) expect(SOURCES).toHaveProperty(key);
  });

  it("dates the source of every figure of a successor", () => {
    const successors = CATALOG.filter(({ id }) => !id.startsWith("gpt-4o"));
    const named = JSON.stringify(successors).matchAll(/"sources?":(\[[^\]]*\]|"[^"]*")/g);
    const keys = [...named].flatMap(([, json = "[]"]) => JSON.parse(json) as string | string[]);
    const sources = new Map<string, Source>(Object.entries(SOURCES));
    const undated = new Set(keys.filter((key) => sources.get(key)?.date === undefined));
    expect([...undated]).toEqual([]);
  });

  it.each(CATALOG.map((model) => [model.id, model] as const))(
    "gives a source for every figure of %s",
    (_, model) => {
      const sourced = [
        ...model.prices.map(({ sources }) => sources),
        ...(model.parameters ?? []).map(({ sources }) => sources),
      ];
      for (const sources of sourced) expect(sources).not.toEqual([]);
      expect(model.reasoning?.source).toBeDefined();
      expect(model.prices).not.toEqual([]);
    },
  );

  /** USD per 1,000,000 tokens on 2026-11-28: input, cached input, cache write, output. */
  it.each([
    ["gpt-4o", 2.5, 1.25, undefined, 10],
    ["gpt-4o-mini", 0.15, 0.075, undefined, 0.6],
    ["gpt-4.1", 2, 0.5, undefined, 8],
    ["gpt-4.1-mini", 0.4, 0.1, undefined, 1.6],
    ["gpt-4.1-nano", 0.1, 0.025, undefined, 0.4],
    ["gpt-5", 1.25, 0.125, undefined, 10],
    ["gpt-5-mini", 0.25, 0.025, undefined, 2],
    ["gpt-5-nano", 0.05, 0.005, undefined, 0.4],
    ["gpt-5.1", 1.25, 0.125, undefined, 10],
    ["gpt-5.2", 1.75, 0.175, undefined, 14],
    ["gpt-5.4", 2.5, 0.25, undefined, 15],
    ["gpt-5.4-mini", 0.75, 0.075, undefined, 4.5],
    ["gpt-5.4-nano", 0.2, 0.02, undefined, 1.25],
    ["gpt-5.5", 5, 0.5, undefined, 30],
    ["gpt-5.6-sol", 5, 0.5, 6.25, 30],
    ["gpt-5.6-terra", 2, 0.2, 2.5, 12],
    ["gpt-5.6-luna", 0.2, 0.02, 0.25, 1.2],
    ["gpt-6-luna", 0.1, 0.01, 0.125, 0.5],
    ["gpt-6-sol", 2, 0.2, 2.5, 10],
    ["gpt-6.1-sol", 2, 0.1, 2.5, 10],
    ["gpt-6.1-terra", 1, 0.05, 1.25, 5],
    ["gpt-6.2-sol", 2, 0.1, 2.5, 10],
    ["o3", 2, 0.5, undefined, 8],
    ["o4-mini", 1.1, 0.275, undefined, 4.4],
  ])("prices %s", (id, input, cached, write, output) => {
    const lookup = findModel(id);
    expect(lookup.kind).toBe("found");
    if (lookup.kind !== "found") return;
    const price = priceOf(lookup.model, lookup.snapshot, "standard", "2026-11-28");
    expect([
      price?.usdPerMillionInput,
      price?.usdPerMillionCachedInput,
      price?.usdPerMillionCacheWrite,
      price?.usdPerMillionOutput,
    ]).toEqual([input, cached, write, output]);
  });

  it("prices the other tiers of GPT-6 Luna", () => {
    expect(priceOf(GPT_6_LUNA, "gpt-6-luna", "batch")).toMatchObject({ usdPerMillionOutput: 0.25 });
    expect(priceOf(GPT_6_LUNA, "gpt-6-luna", "flex")).toMatchObject({ usdPerMillionInput: 0.05 });
    expect(priceOf(GPT_6_LUNA, "gpt-6-luna", "priority")).toMatchObject({
      usdPerMillionInput: 0.2,
    });
  });

  it("ends a promotion's price on its last known day", () => {
    const input = (day?: string) =>
      priceOf(GPT_5_6_SOL, "gpt-5.6-sol", "standard", day)?.usdPerMillionInput;
    expect(["2026-08-20", "2026-08-21", "2026-11-21", "2026-11-22", undefined].map(input)).toEqual([
      5, 4, 4, 5, 5,
    ]);
  });

  it("offers a default effort only out of the model's own efforts", () => {
    for (const { id, reasoning } of CATALOG) {
      if (reasoning?.defaultEffort === undefined) continue;
      expect(reasoning.efforts, id).toContain(reasoning.defaultEffort);
    }
  });

  it("names a replacement that is in the catalog and outlives the model", () => {
    for (const { shutdowns } of CATALOG) {
      for (const { replacement, date } of shutdowns) {
        if (replacement === undefined) continue;
        const lookup = findModel(replacement);
        expect(lookup.kind, replacement).toBe("found");
        if (lookup.kind !== "found") continue;
        const own = retirementOf(lookup.model, lookup.snapshot, date);
        expect(own === undefined || own.daysLeft > 0, replacement).toBe(true);
      }
    }
  });

  it("knows each id and snapshot once", () => {
    const ids = CATALOG.flatMap(({ id, snapshots }) => [id, ...snapshots]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("prices every snapshot in the standard tier", () => {
    for (const model of CATALOG) {
      for (const snapshot of [model.id, ...model.snapshots]) {
        expect(priceOf(model, snapshot, "standard")?.usdPerMillionOutput, snapshot).toEqual(
          expect.any(Number),
        );
      }
    }
  });

  it("prices every snapshot of the default pair in every tier", () => {
    for (const model of [GPT_4O, GPT_4O_MINI]) {
      for (const snapshot of [model.id, ...model.snapshots]) {
        for (const tier of ["standard", "batch", "priority"] as const) {
          expect(
            priceOf(model, snapshot, tier)?.usdPerMillionOutput,
            `${snapshot} ${tier}`,
          ).toEqual(expect.any(Number));
        }
      }
    }
  });

  it("prices the first snapshot of GPT-4o by its own row and without a cache", () => {
    expect(priceOf(GPT_4O, "gpt-4o-2024-05-13", "standard")).toEqual({
      usdPerMillionInput: 5,
      usdPerMillionOutput: 15,
    });
  });

  it.each([
    ["ft:gpt-4o-mini-2024-07-18:acme:tickets:9abc", GPT_4O_MINI, 0.3],
    ["gpt-4o-mini-2024-07-18.ft-9abc", GPT_4O_MINI, 0.3],
    ["ft:gpt-4o-2024-08-06:acme::9abc", GPT_4O, 3.75],
  ])("prices the fine-tuned %s", (snapshot, model, input) => {
    expect(priceOf(model, snapshot, "standard")?.usdPerMillionInput).toBe(input);
    expect(priceOf(model, snapshot, "batch")).toBeUndefined();
  });

  it("knows no price of a snapshot that it does not have", () => {
    expect(priceOf(GPT_4O, "gpt-4o-2031-01-01", "standard")).toBeUndefined();
  });

  it("takes the newest row that had begun by the day", () => {
    const rows = [
      { snapshots: ["m"], from: "2026-01-01", tiers: {}, sources: [] },
      { snapshots: ["m"], from: "2026-06-01", tiers: {}, sources: [] },
      { snapshots: ["m"], from: "2025-01-01", tiers: {}, sources: [] },
    ] as const;
    const model: Model = { ...GPT_4O, prices: rows };
    expect(priceRowOf(model, "m")?.from).toBe("2026-06-01");
    expect(priceRowOf(model, "m", "2026-05-31")?.from).toBe("2026-01-01");
    expect(priceRowOf(model, "m", "2026-06-01")?.from).toBe("2026-06-01");
    expect(priceRowOf(model, "m", "2024-01-01")).toBeUndefined();
  });
});
