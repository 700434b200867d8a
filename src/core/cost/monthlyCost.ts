import type { Model, ServiceTier, RequestPrice } from "../models/model";
import { OUTPUT_RATIOS, type OutputRatio } from "../models/outputRatios";
import { priceOf } from "../models/priceOf";
import type { ModelPair } from "../models/resolvePair";
import type { Pair } from "../pair";
import { pricesFor } from "./longContext";
import { formatTokens } from "../format";
import { PICO_PER_USD, type PicoUsd } from "../money";
import {
  add,
  complement,
  divideToEven,
  multiply,
  type Ratio,
  ratioOf,
  roundRatio,
  scale,
} from "../ratio";

/** The user's assumptions about a month. */
export interface ScaleInput {
  readonly requestsPerMonth: number;
  readonly inputTokens: number;
  /** On the right model, if images make it a different number; by default the same as `inputTokens`. */
  readonly inputTokensOnRight?: number;
  readonly outputTokens: number;
  /** Reasoning tokens that come with the output, billed as output. */
  readonly reasoningTokens?: Partial<Pair<number>>;
  /** Share of the input that is read from the cache, 0 … 1. */
  readonly cachedShare: number;
  readonly tier: ServiceTier;
  /** Share of the requests that go to the right model, 0 … 1. */
  readonly shareToRight: number;
}

/** The same traffic on the left model, on the right one and split between them. */
export interface TrafficCost {
  readonly allLeft?: PicoUsd;
  readonly allRight?: PicoUsd;
  readonly blend?: PicoUsd;
  /** How much cheaper the split is than everything on the left; negative if it costs more. */
  readonly saving?: PicoUsd;
}

export interface MonthlyCost {
  /** The input that was used, with absurd figures brought within bounds. */
  readonly input: ScaleInput;
  /** One sentence for each figure that was brought within bounds or could not be used. */
  readonly remarks: readonly string[];
  readonly month: TrafficCost;
  readonly perThousandRequests: TrafficCost;
  /** The monthly saving of each further 10 points of share to the right model. */
  readonly savingPerTenPoints?: PicoUsd;
}

/** More is not a plan for a month: a billion requests. */
const MAX_REQUESTS = 1_000_000_000;
/** Bounds if the models' own limits are unknown. */
const MAX_TOKENS = 10_000_000;

/**
 * The cost of a month on each model and split between both. Nothing is rounded before the end, and what
 * has no price is left out, so the result never contains NaN or infinity. Uses the prices of `day`
 * (ISO date), or the newest.
 */
export function monthlyCost(pair: ModelPair, asked: ScaleInput, day?: string): MonthlyCost {
  const remarks: string[] = [];
  const input = withinBounds(asked, pair, remarks);
  const { outputTokens, reasoningTokens = {} } = input;
  const inputOnLeft = { ...input, outputTokens: outputTokens + (reasoningTokens.left ?? 0) };
  const inputOnRight = {
    ...input,
    inputTokens: input.inputTokensOnRight ?? input.inputTokens,
    outputTokens: outputTokens + (reasoningTokens.right ?? 0),
  };
  const priceOn = (model: Model, snapshot: string): RequestPrice | undefined =>
    priceOf(model, snapshot, input.tier, day);
  const left = perRequest(pair.left, priceOn(pair.left, pair.leftSnapshot), inputOnLeft, remarks);
  const right = perRequest(
    pair.right,
    priceOn(pair.right, pair.rightSnapshot),
    inputOnRight,
    remarks,
  );
  const share = ratioOf(input.shareToRight);
  const month = trafficCost(left, right, share, BigInt(input.requestsPerMonth));
  return {
    input,
    remarks,
    month,
    perThousandRequests: trafficCost(left, right, share, 1_000n),
    ...(month.allLeft !== undefined &&
      month.allRight !== undefined && {
        savingPerTenPoints: divideToEven(month.allLeft - month.allRight, 10n),
      }),
  };
}

/** A published input:output ratio, which is applied to the input tokens at hand. */
interface ScalePreset {
  readonly id: OutputRatio["id"];
  /** `Chat, 2 : 1`. */
  readonly label: string;
  readonly inputPerOutput: number;
}

/** If a range is published, its more expensive end. */
export const SCALE_PRESETS: readonly ScalePreset[] = OUTPUT_RATIOS.map(
  ({ id, label, fewestInput }) => ({
    id,
    label: `${label}, ${fewestInput} : 1`,
    inputPerOutput: fewestInput,
  }),
);

/** The output tokens of a preset for this many input tokens; at least one. */
export function presetOutputTokens(preset: ScalePreset, inputTokens: number): number {
  return Math.max(1, Math.round(inputTokens / preset.inputPerOutput));
}

function withinBounds(asked: ScaleInput, pair: ModelPair, remarks: string[]): ScaleInput {
  const windows = limitsOf(pair, (model) => model.contextWindowTokens?.value);
  const outputs = limitsOf(pair, (model) => model.maxOutputTokens?.value);
  const whole = (name: string, value: number, most: number, why: string): number =>
    bound(name, Math.round(value), most, why, formatTokens, remarks);
  const share = (name: string, value: number): number =>
    bound(name, value, 1, "all of it", (part) => `${part * 100}%`, remarks);
  const inputTokens = (name: string, value: number): number =>
    whole(
      name,
      value,
      Math.min(...windows, MAX_TOKENS),
      windows.length > 0 ? "the context window" : "the most that is counted",
    );
  return {
    requestsPerMonth: whole(
      "Requests a month",
      asked.requestsPerMonth,
      MAX_REQUESTS,
      "the most that is counted",
    ),
    inputTokens: inputTokens("Input tokens", asked.inputTokens),
    ...(asked.inputTokensOnRight !== undefined && {
      inputTokensOnRight: inputTokens(
        `Input tokens on ${pair.right.shortLabel}`,
        asked.inputTokensOnRight,
      ),
    }),
    outputTokens: whole(
      "Output tokens",
      asked.outputTokens,
      Math.min(...outputs, MAX_TOKENS),
      outputs.length > 0 ? "the output limit" : "the most that is counted",
    ),
    cachedShare: share("Cached input", asked.cachedShare),
    shareToRight: share(`Share to ${pair.right.shortLabel}`, asked.shareToRight),
    ...(asked.reasoningTokens && { reasoningTokens: asked.reasoningTokens }),
    tier: asked.tier,
  };
}

function bound(
  name: string,
  value: number,
  most: number,
  why: string,
  write: (value: number) => string,
  remarks: string[],
): number {
  if (Number.isNaN(value)) {
    remarks.push(`${name}: not a number, counted as 0.`);
    return 0;
  }
  if (value < 0) {
    remarks.push(`${name}: below 0, counted as 0.`);
    return 0;
  }
  if (value > most) {
    remarks.push(`${name}: above ${write(most)}, ${why}; counted as ${write(most)}.`);
    return most;
  }
  return value;
}

function limitsOf(pair: ModelPair, limit: (model: Model) => number | undefined): number[] {
  return [pair.left, pair.right].map(limit).filter((value) => value !== undefined);
}

/** Undefined if a price that is needed is not known. */
function perRequest(
  model: Model,
  price: RequestPrice | undefined,
  input: ScaleInput,
  remarks: string[],
): Ratio | undefined {
  const output = input.outputTokens === 0 ? 0 : price?.usdPerMillionOutput;
  if (price === undefined || output === undefined) {
    remarks.push(
      price === undefined
        ? `${model.label} has no price in the ${input.tier} tier.`
        : `${model.label} has no price for output.`,
    );
    return undefined;
  }
  if (input.cachedShare > 0 && price.usdPerMillionCachedInput === undefined) {
    remarks.push(
      `${model.label} has no price for cached input in the ${input.tier} tier: it is counted as other input.`,
    );
  }
  return picoPerRequest({ ...price, usdPerMillionOutput: output }, input);
}

function picoPerRequest(
  requestPrice: RequestPrice & { readonly usdPerMillionOutput: number },
  { inputTokens, outputTokens, cachedShare }: ScaleInput,
): Ratio {
  const price = pricesFor(requestPrice, inputTokens);
  const fullPrice = ratioOf(price.usdPerMillionInput);
  const cachedPrice = ratioOf(price.usdPerMillionCachedInput ?? price.usdPerMillionInput);
  const cached = multiply(ratioOf(cachedShare), cachedPrice);
  const full = multiply(complement(ratioOf(cachedShare)), fullPrice);
  const usd = add(
    scale(add(cached, full), BigInt(inputTokens)),
    scale(ratioOf(price.usdPerMillionOutput ?? 0), BigInt(outputTokens)),
  );
  return scale(usd, PICO_PER_USD / 1_000_000n);
}

function trafficCost(
  left: Ratio | undefined,
  right: Ratio | undefined,
  shareToRight: Ratio,
  requests: bigint,
): TrafficCost {
  const allLeft = left && roundRatio(scale(left, requests));
  const allRight = right && roundRatio(scale(right, requests));
  const blend =
    left &&
    right &&
    roundRatio(
      scale(add(multiply(complement(shareToRight), left), multiply(shareToRight, right)), requests),
    );
  return {
    ...(allLeft !== undefined && { allLeft }),
    ...(allRight !== undefined && { allRight }),
    ...(blend !== undefined && { blend }),
    ...(allLeft !== undefined && blend !== undefined && { saving: allLeft - blend }),
  };
}
