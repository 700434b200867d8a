import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { CATALOGUE } from "../../../src/core/models/catalogue";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import type { Model, TierPrice } from "../../../src/core/models/model";
import { priceOf, priceRowOf } from "../../../src/core/models/priceOf";
import { SOURCES } from "../../../src/core/models/sources";

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
        readonly maxOutputTokens: { readonly value: number };
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
  facts ? "the catalogue against its facts" : `the catalogue against its facts ${NEEDS_EVIDENCE}`,
  () => {
    const known = CATALOGUE.filter(({ id }) => facts && id in facts.models);
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
      expect(model.speeds?.[0]?.outputTokensPerSecond).toBe(fact?.speed["outputTokensPerSecond"]);
      expect(model.speeds?.[0]?.timeToFirstTokenSeconds).toBe(
        fact?.speed["timeToFirstTokenSeconds"],
      );
      expect(model.shutdowns).toMatchObject(fact?.shutdown ?? []);
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
  },
);

describe("the catalogue", () => {
  it("names a known source for every fact", () => {
    const named = JSON.stringify(CATALOGUE).matchAll(/"sources?":(\[[^\]]*\]|"[^"]*")/g);
    const keys = [...named].flatMap(([, json = "[]"]) => JSON.parse(json) as string | string[]);
    expect(keys.length).toBeGreaterThan(40);
    for (const key of keys) expect(SOURCES).toHaveProperty(key);
  });

  it("prices every snapshot in the standard tier", () => {
    for (const model of CATALOGUE) {
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
