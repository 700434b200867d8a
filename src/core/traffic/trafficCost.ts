import { isLongContext, pricesFor } from "../cost/longContext";
import { costOfRequest } from "../cost/requestCost";
import { estimateReasoning } from "../cost/reasoningEstimate";
import { findModel, type ModelSources } from "../models/findModel";
import type { Model, RequestPrice, ServiceTier, TierPrice } from "../models/model";
import { priceOf } from "../models/priceOf";
import type { PicoUsd } from "../money";
import type { Cell, CellKey, CellSums } from "./trafficCell";

/** A model of the catalog as a log names it. */
export interface PricedModel {
  readonly model: Model;
  readonly snapshot: string;
}

/** The cost of a cell's sums, as logged and on other models. Exact: nothing is rounded before it is shown. */
export class TrafficPricer {
  private readonly found = new Map<string, PricedModel | undefined>();

  constructor(private readonly sources: ModelSources) {}

  /** The model that a log names; undefined if it is not known. */
  modelNamed(name: string): PricedModel | undefined {
    if (this.found.has(name)) return this.found.get(name);
    const lookup = findModel(name, this.sources);
    const model = lookup.kind === "found" ? lookup : undefined;
    this.found.set(name, model);
    return model;
  }

  /** As billed, at the prices of the day; undefined without a price. */
  asLogged({ key, sums }: Cell): PicoUsd | undefined {
    const priced = this.modelNamed(key.model);
    const price = priced && priceIn(priced, key.tier, key.day);
    return price && costOfSums(priceAt(price, key.band), sums);
  }

  /** The same requests on another model: they read the same input and write the same answers. */
  on({ key, sums }: Cell, target: PricedModel): PicoUsd | undefined {
    const own = this.modelNamed(key.model);
    const isSame = own?.model.id === target.model.id && target.model.effort === undefined;
    if (isSame) return this.asLogged({ key, sums });
    const price = priceIn(target, key.tier, key.day) ?? priceIn(target, "standard", key.day);
    return price && costOfSums(priceAt(price, key.band), sumsOn(sums, own?.model, target.model));
  }

  /** At the prices of another tier, everything else as logged. */
  inTier({ key, sums }: Cell, tier: ServiceTier): PicoUsd | undefined {
    return this.asLogged({ key: { ...key, tier }, sums });
  }

  /** Without what the cache saved. */
  withoutCache({ key, sums }: Cell): PicoUsd | undefined {
    return this.asLogged({ key, sums: { ...sums, cached: 0, cacheWrite: 0 } });
  }

  /** As if long requests cost no more than others. */
  withoutLongContext({ key, sums }: Cell): PicoUsd | undefined {
    return this.asLogged({ key: { ...key, band: 0 } satisfies CellKey, sums });
  }
}

/** The price on a day, or today's if the model is younger than the traffic. */
function priceIn(
  { model, snapshot }: PricedModel,
  tier: ServiceTier,
  day: string,
): RequestPrice | undefined {
  const onDay = day === "" ? undefined : priceOf(model, snapshot, tier, day);
  return onDay ?? priceOf(model, snapshot, tier);
}

/** The prices of the requests of a band, all of which are long or none. */
function priceAt(price: RequestPrice, band: number): TierPrice {
  if (isLongContext(price, band + 1)) return pricesFor(price, band + 1);
  const { longContext, ...usual } = price;
  return longContext === undefined ? price : usual;
}

function costOfSums(price: TierPrice, sums: Readonly<CellSums>): PicoUsd | undefined {
  return costOfRequest(price, {
    inputTokens: sums.input,
    cachedTokens: sums.cached,
    cacheWriteTokens: sums.cacheWrite,
    outputTokens: sums.output,
  });
}

/** The tokens of the requests on another model: the visible answers, its own reasoning, its own image tokens. */
function sumsOn(sums: Readonly<CellSums>, from: Model | undefined, to: Model): CellSums {
  const visible = sums.output - sums.reasoning;
  const reasoning = estimateReasoning(to, {
    output: {
      minTokens: visible,
      expectedTokens: visible,
      maxTokens: visible,
      origin: "as logged",
      originKind: "user",
    },
    answers: sums.requests,
  });
  const image = Math.round(sums.image * imageFactor(from, to));
  return {
    ...sums,
    input: sums.input - sums.image + image,
    image,
    output: visible + Math.round(reasoning?.expectedTokens ?? 0),
    reasoning: Math.round(reasoning?.expectedTokens ?? 0),
  };
}

/** How many tokens an image takes for one that it takes now, where both models count tiles. */
function imageFactor(from: Model | undefined, to: Model): number {
  const [before, after] = [from?.imageTokens, to.imageTokens];
  if (before?.kind !== "tiles" || after?.kind !== "tiles") return 1;
  return after.perTile / before.perTile;
}
