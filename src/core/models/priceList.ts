import * as v from "valibot";
import { findModel } from "./findModel";
import type { TierPrice } from "./model";
import { priceOf } from "./priceOf";

/** A list of prices from elsewhere, for the standard tier. It never changes a figure. */
interface PriceList {
  /** ISO date of the prices; undefined if the list does not say it. */
  readonly date?: string;
  /** By model id. */
  readonly prices: ReadonlyMap<string, Partial<TierPrice>>;
}

/** A price that the list and the catalog do not agree on, in USD per 1,000,000 tokens. */
interface PriceDifference {
  readonly model: string;
  readonly kind: PriceKind;
  readonly usdPerMillion: number;
  readonly listedUsdPerMillion: number;
}

type PriceKind = "input" | "cached input" | "cache write" | "output";

const KINDS: readonly (readonly [PriceKind, keyof TierPrice])[] = [
  ["input", "usdPerMillionInput"],
  ["cached input", "usdPerMillionCachedInput"],
  ["cache write", "usdPerMillionCacheWrite"],
  ["output", "usdPerMillionOutput"],
];

const price = v.optional(v.pipe(v.number(), v.minValue(0)));

/** Our own format: schemas/prices.schema.json. */
const ownList = v.object({
  date: v.pipe(v.string(), v.isoDate()),
  models: v.record(
    v.string(),
    v.strictObject({
      usdPerMillionInput: price,
      usdPerMillionCachedInput: price,
      usdPerMillionCacheWrite: price,
      usdPerMillionOutput: price,
    }),
  ),
});

/** `api.json` of models.dev. Prices are per 1,000,000 tokens. */
const modelsDev = v.object({
  openai: v.object({
    models: v.record(
      v.string(),
      v.object({
        cost: v.optional(
          v.object({ input: price, output: price, cache_read: price, cache_write: price }),
        ),
      }),
    ),
  }),
});

/** `model_prices_and_context_window.json` of LiteLLM. Prices are per token. */
const liteLlm = v.record(v.string(), v.looseObject({ litellm_provider: v.optional(v.string()) }));

const liteLlmModel = v.object({
  litellm_provider: v.literal("openai"),
  input_cost_per_token: v.pipe(v.number(), v.minValue(0)),
  output_cost_per_token: price,
  cache_read_input_token_cost: price,
  cache_creation_input_token_cost: price,
});

/** Reads a list in our own format, that of models.dev, or that of LiteLLM; undefined if it is none. */
export function readPriceList(text: string): PriceList | undefined {
  const data = parsed(text);
  const own = v.safeParse(ownList, data);
  if (own.success) {
    const { date, models } = own.output;
    return listOf(
      Object.entries(models).map(([id, prices]) => [id, KINDS.map(([, member]) => prices[member])]),
      date,
    );
  }
  const dev = v.safeParse(modelsDev, data);
  if (dev.success) {
    return listOf(
      Object.entries(dev.output.openai.models).map(([id, { cost }]) => [
        id,
        [cost?.input, cost?.cache_read, cost?.cache_write, cost?.output],
      ]),
    );
  }
  const lite = v.safeParse(liteLlm, data);
  if (!lite.success) return undefined;
  const models = Object.entries(lite.output).flatMap(([id, entry]) => {
    const model = v.safeParse(liteLlmModel, entry);
    return model.success ? [[id, perMillion(model.output)] as const] : [];
  });
  return models.length === 0 ? undefined : listOf(models);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** In the order of `KINDS`. */
type Prices = readonly (number | undefined)[];

function perMillion(model: v.InferOutput<typeof liteLlmModel>): Prices {
  const costs = [
    model.input_cost_per_token,
    model.cache_read_input_token_cost,
    model.cache_creation_input_token_cost,
    model.output_cost_per_token,
  ];
  // Rounded to what a price can differ by: a price per token has no exact binary form.
  return costs.map((cost) => cost && Math.round(cost * 1e12) / 1e6);
}

function listOf(models: readonly (readonly [string, Prices])[], date?: string): PriceList {
  const prices = models.map(([id, amounts]): [string, Partial<TierPrice>] => [
    id,
    Object.fromEntries(
      KINDS.flatMap(([, member], index) => {
        const amount = amounts[index];
        return amount === undefined ? [] : [[member, amount]];
      }),
    ),
  ]);
  return { ...(date !== undefined && { date }), prices: new Map(prices) };
}

/** Holds a list against the catalog's prices on a day (ISO date). */
export function comparePrices(
  { prices }: PriceList,
  day: string,
): { readonly compared: number; readonly differences: readonly PriceDifference[] } {
  const compared = [...prices].flatMap(([model, listed]) => {
    const found = findModel(model);
    const own =
      found.kind === "found" ? priceOf(found.model, found.snapshot, "standard", day) : undefined;
    return own ? [differencesOf(model, own, listed)] : [];
  });
  return { compared: compared.length, differences: compared.flat() };
}

/** Of the prices that both know. */
function differencesOf(
  model: string,
  own: TierPrice,
  listed: Partial<TierPrice>,
): readonly PriceDifference[] {
  return KINDS.flatMap(([kind, member]) => {
    const [usdPerMillion, listedUsdPerMillion] = [own[member], listed[member]];
    return usdPerMillion === undefined ||
      listedUsdPerMillion === undefined ||
      usdPerMillion === listedUsdPerMillion
      ? []
      : [{ model, kind, usdPerMillion, listedUsdPerMillion }];
  });
}
