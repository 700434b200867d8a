import type { ModelInfo, ModelPrice, PriceCalculation } from "@pydantic/genai-prices";
import { formatTokens } from "../format";
import type { Model, TierPrice } from "./model";

/** The price list of models from outside the catalog. */
export interface OtherModels {
  /**
   * The model with an id, `provider/id` or `provider:id`. Only its prices and, for some models, the
   * context window are known: everything else is undefined.
   */
  readonly find: (id: string) => Model | undefined;
  /** Models of a provider that are priced by input and output tokens and are not deprecated. */
  readonly list: (providerId: string) => readonly Model[];
}

/**
 * Loads the price list of `@pydantic/genai-prices`: nearly half a megabyte, so only when a model from
 * outside the catalog is requested. `day` selects among dated prices.
 */
export async function loadOtherModels(day: Date): Promise<OtherModels> {
  const prices = await import("@pydantic/genai-prices");
  const priceWithin = (id: string, providerId?: string): PriceCalculation | undefined =>
    prices.calcPrice(ONE_TOKEN, id, {
      timestamp: day,
      ...(providerId !== undefined && { providerId }),
    }) ?? undefined;
  return {
    find: (id) => {
      const [, prefix = "", bareId = ""] = /^([\w-]+)[/:](.+)$/.exec(id) ?? [];
      const provider = prices.findProvider({ providerId: prefix });
      const found = (provider && priceWithin(bareId, provider.id)) ?? priceWithin(id);
      return found && modelOf(id, found.model, found.model_price);
    },
    list: (providerId) =>
      (prices.findProvider({ providerId })?.models ?? [])
        .filter((info) => info.deprecated !== true)
        .flatMap((info) => {
          const found = priceWithin(info.id, providerId);
          if (found?.model.id !== info.id) return [];
          const model = modelOf(info.id, info, found.model_price);
          const price = model.prices[0]?.tiers.standard;
          return price?.usdPerMillionOutput === undefined ? [] : [model];
        }),
  };
}

const ONE_TOKEN = { input_tokens: 1 };

function modelOf(id: string, info: ModelInfo, price: ModelPrice): Model {
  const label = info.name ?? id;
  const standard = tierPriceOf(price);
  return {
    id,
    label,
    shortLabel: label,
    snapshots: [],
    ...(info.context_window !== undefined && {
      contextWindowTokens: {
        value: info.context_window,
        source: "genai-prices",
        confidence: "reported",
      },
    }),
    encoding: "unknown",
    prices: standard
      ? [{ snapshots: [id], tiers: { standard }, sources: ["genai-prices"], ...noteOf(price) }]
      : [],
    shutdowns: [],
    benchmarks: [],
  };
}

function tierPriceOf(price: ModelPrice): TierPrice | undefined {
  const input = basePrice(price["input_mtok"]);
  if (input === undefined) return undefined;
  const cached = basePrice(price["cache_read_mtok"]);
  const output = basePrice(price["output_mtok"]);
  return {
    usdPerMillionInput: input,
    ...(cached !== undefined && { usdPerMillionCachedInput: cached }),
    ...(output !== undefined && { usdPerMillionOutput: output }),
  };
}

/** The price of a request below the first step, for models whose long requests cost more. */
function basePrice(price: ModelPrice[string]): number | undefined {
  return typeof price === "object" ? price.base : price;
}

function noteOf(price: ModelPrice): { readonly note?: string } {
  const input = price["input_mtok"];
  const start = typeof input === "object" ? input.tiers[0]?.start : undefined;
  return start === undefined
    ? {}
    : { note: `Past ${formatTokens(start)} input tokens another price holds, not counted here.` };
}
