import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { BREAK_RULES } from "../../../src/core/migrate/breaks/breakRules";
import { countImage } from "../../../src/core/accounting/imageTokens";
import { CATALOG } from "../../../src/core/models/catalog";
import { findModel } from "../../../src/core/models/findModel";
import type {
  Model,
  ParameterSupport,
  ServiceTier,
  Shutdown,
  TierPrice,
} from "../../../src/core/models/model";
import { priceOf, priceRowOf } from "../../../src/core/models/priceOf";
import {
  REASONING_FLOORS,
  REASONING_QUESTION_MEDIANS,
  SIBLING_ID,
  SIBLING_MEASUREMENTS,
} from "../../../src/core/models/reasoningMeasurements";

interface FactPrice {
  readonly input?: number;
  readonly cachedInput?: number;
  readonly cacheWrite?: number | null;
  readonly cacheWrite12h?: number;
  readonly output?: number;
}

interface FactModel {
  readonly label: string;
  readonly released?: string;
  readonly aliasOf?: string;
  readonly family?: string;
  readonly contextWindowTokens?: number;
  readonly maxOutputTokens?: number;
  readonly inputs?: readonly string[];
  readonly prices: {
    readonly standard: FactPrice;
    readonly batch?: FactPrice;
    readonly flex?: FactPrice;
    readonly fast?: FactPrice;
    readonly above272k?: FactPrice;
    readonly history?: readonly { readonly from: string; readonly standard: FactPrice }[];
    readonly promotion?: {
      readonly standard: FactPrice;
      readonly from: string;
      readonly atLeastUntil: string;
    };
  };
  readonly reasoningEfforts?: readonly string[];
  readonly reasoningDefault?: string;
  readonly shutdown?: string;
  readonly officialReplacementOf?: readonly string[];
  readonly speed?: readonly {
    readonly effort: string;
    readonly outputTokensPerSecond?: number;
    readonly ttftSeconds?: number;
  }[];
}

interface FactFamily {
  readonly common: {
    readonly contextWindowTokens: number;
    readonly maxInputTokens: number;
    readonly maxOutputTokens: number;
    readonly inputs: readonly string[];
    readonly longContext: {
      readonly aboveInputTokens: number;
      readonly inputAndCacheFactor: number;
      readonly outputFactor: number;
    };
    readonly batchFactor: number;
    readonly flexFactor: number;
    readonly fastFactor: number;
  };
}

interface FactShutdown {
  readonly date: string;
  readonly models: readonly string[];
  readonly replacement?: string | null;
}

interface FactSupport {
  readonly status: keyof typeof STATUSES;
  readonly confidence: string;
  readonly max?: number;
}

interface Facts {
  readonly timeline: {
    readonly openai: readonly FactShutdown[];
    readonly openaiNoDate: { readonly models: readonly string[] };
    readonly azure: readonly FactShutdown[];
  };
  readonly families: Readonly<Record<string, FactFamily>>;
  readonly models: Readonly<Record<string, FactModel>>;
  readonly imageTokens: {
    readonly table: readonly {
      readonly width: number;
      readonly height: number;
      readonly gpt6Auto: number;
      readonly gpt6High: number;
      readonly gpt4o: number;
    }[];
  };
  readonly parameterMatrix: Readonly<
    Record<string, Readonly<Record<string, FactSupport | string>>>
  >;
  readonly breaks: readonly { readonly id: string; readonly severity: string }[];
  readonly reasoningTokens: {
    readonly data: readonly [
      {
        readonly model: string;
        readonly byEffort: Readonly<
          Record<
            string,
            { readonly outputVersusNone: number; readonly perTaskShare?: Record<string, number> }
          >
        >;
      },
      {
        readonly rows: readonly {
          readonly model: string;
          readonly effort: string;
          readonly median: number;
        }[];
      },
    ];
  };
}

const STATUSES = {
  accepted: "accepted",
  rejected: "refused",
  acceptedAtNone: "only-at-none",
  acceptedNoEffect: "no-effect",
} as const;

const file = evidencePath("successors", "facts.json");
const facts = file === undefined ? undefined : (JSON.parse(readFileSync(file, "utf8")) as Facts);
const title = "the catalog against the facts of the successors";

/** The models of the facts that are offered; the others cost far more than any of them. */
const OUTSIDE = ["gpt-6-astra", "gpt-6.2-astra"];

describe.skipIf(facts === undefined)(facts ? title : `${title} ${NEEDS_EVIDENCE}`, () => {
  const { families, models, timeline, parameterMatrix, breaks, reasoningTokens, imageTokens } =
    facts ?? EMPTY;
  const known = Object.entries(models).flatMap(([id, fact]) => {
    const model = CATALOG.find((each) => each.id === id);
    return model ? [{ id, fact, model, family: families[fact.family ?? ""]?.common }] : [];
  });

  test("has every model but the largest", () => {
    const missing = Object.keys(models).filter((id) => !known.some((each) => each.id === id));
    expect(missing).toEqual(OUTSIDE);
  });

  test.each(known)("$id: name, limits, and efforts", ({ fact, model, family }) => {
    const { reasoningEfforts, reasoningDefault } = fact;
    expect(model.label).toBe(fact.label);
    if (fact.released) expect(model.released?.value).toBe(fact.released);
    if (fact.aliasOf) expect(model.aliasOf).toBe(fact.aliasOf);
    const limits = { ...family, ...fact };
    for (const name of ["contextWindowTokens", "maxInputTokens", "maxOutputTokens"] as const) {
      const value = name === "maxInputTokens" ? family?.maxInputTokens : limits[name];
      if (value !== undefined) expect(model[name]?.value, name).toBe(value);
    }
    if (limits.inputs) expect(model.inputs).toEqual(limits.inputs);
    if (reasoningEfforts) expect(model.reasoning?.efforts).toEqual(reasoningEfforts);
    if (reasoningDefault)
      expect(model.reasoning?.defaultEffort).toBe(reasoningDefault.split(" ")[0]);
  });

  test.each(known)(
    "$id: prices of every tier, and of long input",
    ({ id, fact, model, family }) => {
      const { standard, batch, flex, fast, above272k } = fact.prices;
      const tier = (name: ServiceTier) => asFact(priceOf(model, id, name));
      expect(tier("standard")).toMatchObject(given(standard));
      expect(tier("batch")).toMatchObject(given(batch ?? times(standard, family?.batchFactor)));
      expect(tier("flex")).toMatchObject(given(flex ?? times(standard, family?.flexFactor)));
      expect(tier("priority")).toMatchObject(given(fast ?? times(standard, family?.fastFactor)));
      const { longContext, note } = priceRowOf(model, id) ?? {};
      if (standard.cacheWrite12h !== undefined)
        expect(note).toMatch(new RegExp(`kept for 12 hours cost ${standard.cacheWrite12h}`));
      if (family) {
        const { aboveInputTokens, inputAndCacheFactor, outputFactor } = family.longContext;
        expect(longContext).toEqual({
          aboveInputTokens,
          inputFactor: inputAndCacheFactor,
          outputFactor,
        });
      }
      if (above272k) {
        expect(longContext?.aboveInputTokens).toBe(272_000);
        expect(longContext?.inputFactor).toBe((above272k.input ?? 0) / (standard.input ?? 1));
        expect(longContext?.outputFactor).toBe((above272k.output ?? 0) / (standard.output ?? 1));
      }
    },
  );

  test.each(known)("$id: earlier prices and promotions", ({ id, fact, model }) => {
    const { history = [], promotion } = fact.prices;
    const on = (day: string) => asFact(priceOf(model, id, "standard", day));
    for (const { from, standard } of history) expect(on(from)).toMatchObject(given(standard));
    if (!promotion) return;
    for (const day of [promotion.from, promotion.atLeastUntil])
      expect(on(day), day).toMatchObject(given(promotion.standard));
  });

  test.each(known)("$id: speeds by effort", ({ fact, model }) => {
    for (const { effort, outputTokensPerSecond, ttftSeconds } of fact.speed ?? []) {
      if (outputTokensPerSecond === undefined || effort.includes(" ")) continue;
      expect(model.speeds).toContainEqual(
        expect.objectContaining({
          effort,
          outputTokensPerSecond,
          ...(ttftSeconds !== undefined && { timeToFirstTokenSeconds: ttftSeconds }),
        }),
      );
    }
  });

  test("has OpenAI's dates and replacements", () => {
    const checked = timeline.openai.flatMap(({ date, models: ids, replacement }) =>
      ids.filter(isOwnId).map((id) => ({ id, date, replacement })),
    );
    expect(checked.length).toBeGreaterThan(15);
    for (const { id, date, replacement } of checked) {
      const shutdown = shutdownOf(id, "shutdowns");
      expect.soft([id, shutdown?.date]).toEqual([id, date]);
      if (replacement !== undefined && replacement !== null && isOwnId(replacement))
        expect.soft([id, shutdown?.replacement]).toEqual([id, replacement]);
    }
    for (const id of timeline.openaiNoDate.models.filter(isOwnId))
      expect.soft([id, shutdownOf(id, "shutdowns")]).toEqual([id, undefined]);
    for (const { id, fact } of known) {
      for (const replaced of fact.officialReplacementOf ?? [])
        expect
          .soft([replaced, shutdownOf(replaced, "shutdowns")?.replacement])
          .toEqual([replaced, id]);
      const date = fact.shutdown?.split(" ")[0];
      if (date !== undefined)
        expect.soft([id, shutdownOf(id, "shutdowns")?.date]).toEqual([id, date]);
    }
  });

  test("has Azure's dates", () => {
    const checked = timeline.azure.flatMap(({ date, models: names }) =>
      names.map((name) => ({ id: name.replace(" ", "-"), date })).filter(({ id }) => isOwnId(id)),
    );
    expect(checked.length).toBeGreaterThan(15);
    for (const { id, date } of checked) {
      const lookup = findModel(id);
      const own = lookup.kind === "found" ? (lookup.model.azureShutdowns ?? []) : [];
      expect
        .soft([id, own.map((shutdown) => shutdown.date)])
        .toEqual([id, expect.arrayContaining([date]) as unknown]);
    }
  });

  test("accepts and refuses what was tried", () => {
    for (const [names, supports] of Object.entries(parameterMatrix)) {
      for (const { id, parameters = [] } of modelsNamed(names)) {
        for (const [parameter, support] of Object.entries(supports)) {
          const isNotSeen = id === "gpt-6.2-sol" && parameter === "tools";
          if (typeof support === "string" || isNotSeen) continue;
          const own = parameters.find((each) => each.parameter === parameter);
          expect
            .soft([id, parameter, own?.status])
            .toEqual([id, parameter, STATUSES[support.status]]);
          if (id === names)
            expect
              .soft([id, parameter, own?.confidence])
              .toEqual([id, parameter, support.confidence]);
          if (support.max !== undefined) expect.soft(own?.max, parameter).toBe(support.max);
        }
      }
    }
  });

  test("has a rule for everything that breaks", () => {
    const ids = breaks.filter(({ severity }) => severity !== "none").map(({ id }) => id);
    expect(BREAK_RULES.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test("reasons as measured", () => {
    const [sibling, questions] = reasoningTokens.data;
    expect(sibling.model).toBe(SIBLING_ID);
    for (const [effort, { outputVersusNone, perTaskShare }] of Object.entries(sibling.byEffort)) {
      const own = new Map<string, unknown>(SIBLING_MEASUREMENTS).get(effort);
      if (perTaskShare !== undefined)
        expect(own, effort).toEqual({ factor: outputVersusNone, shareByTask: perTaskShare });
    }
    const rows = questions.rows.filter(({ model }) => !OUTSIDE.includes(model));
    expect(REASONING_QUESTION_MEDIANS).toEqual(
      rows.map(({ model, effort, median }) => ({
        modelId: model,
        effort,
        tokens: Math.round(median),
      })),
    );
    expect(REASONING_FLOORS.length).toBeGreaterThan(0);
  });

  test("bills the images of the table", () => {
    for (const { width, height, gpt6Auto, gpt6High, gpt4o } of imageTokens.table) {
      const size = { widthPixels: width, heightPixels: height };
      const tokens = (id: string, detail: "auto" | "high") => {
        const rule = CATALOG.find((each) => each.id === id)?.imageTokens;
        return rule && countImage({ size, detail }, rule);
      };
      expect.soft([width, height, tokens("gpt-6-luna", "auto")]).toEqual([width, height, gpt6Auto]);
      expect.soft([width, height, tokens("gpt-6-luna", "high")]).toEqual([width, height, gpt6High]);
      expect.soft([width, height, tokens("gpt-4o", "auto")]).toEqual([width, height, gpt4o]);
    }
  });
});

const EMPTY: Facts = {
  timeline: { openai: [], openaiNoDate: { models: [] }, azure: [] },
  families: {},
  models: {},
  imageTokens: { table: [] },
  parameterMatrix: {},
  breaks: [],
  reasoningTokens: { data: [{ model: "", byEffort: {} }, { rows: [] }] },
};

function isOwnId(id: string): boolean {
  return CATALOG.some((model) => model.id === id || model.snapshots.includes(id));
}

function shutdownOf(id: string, list: "shutdowns" | "azureShutdowns"): Shutdown | undefined {
  const lookup = findModel(id);
  if (lookup.kind !== "found") return undefined;
  const snapshot =
    lookup.model.aliasOf !== undefined && id === lookup.model.id ? lookup.model.aliasOf : id;
  return lookup.model[list]?.find((shutdown) => shutdown.snapshot === snapshot);
}

/** `gpt-5.6` means its three models, `gpt-6.1-sol, gpt-6.2-sol` for both. */
function modelsNamed(
  names: string,
): readonly (Model & { parameters?: readonly ParameterSupport[] })[] {
  return names
    .split(", ")
    .flatMap((name) =>
      CATALOG.filter(({ id }) => id === name || (name === "gpt-5.6" && id.startsWith("gpt-5.6-"))),
    );
}

/** The prices that a fact states; one of writes that are kept for longer is only a note in the catalog. */
function given(price: FactPrice | undefined): object {
  return Object.fromEntries(
    Object.entries(price ?? {}).filter(
      ([name, value]) => typeof value === "number" && name !== "cacheWrite12h",
    ),
  );
}

/** Input and output; nothing is said of the cache. */
function times({ input, output }: FactPrice, factor: number | undefined): FactPrice | undefined {
  if (factor === undefined || input === undefined || output === undefined) return undefined;
  return { input: input * factor, output: output * factor };
}

function asFact(price: TierPrice | undefined): FactPrice {
  return {
    ...(price?.usdPerMillionInput !== undefined && { input: price.usdPerMillionInput }),
    ...(price?.usdPerMillionCachedInput !== undefined && {
      cachedInput: price.usdPerMillionCachedInput,
    }),
    ...(price?.usdPerMillionCacheWrite !== undefined && {
      cacheWrite: price.usdPerMillionCacheWrite,
    }),
    ...(price?.usdPerMillionOutput !== undefined && { output: price.usdPerMillionOutput }),
  };
}
