import { escapeRegExp } from "../../escapeRegExp";
import { formatDecimals, formatTokens } from "../../format";
import type { Model } from "../../models/model";
import { priceRowOf } from "../../models/priceOf";
import type { Fields } from "../request/fields";
import { parameter } from "../request/request";
import type { BreakRule } from "./breakRule";

/** Writes to the cache cost more than other input from GPT-5.6 on. */
export const cachePrice: BreakRule = {
  id: "cache-price",
  severity: "silent",
  isOfMove: true,
  ofRequest: ({ request, target }) => {
    const found =
      parameter(request, "prompt_cache_key") ??
      parameter(request, "prompt_cache_options") ??
      parameter(request, "prompt_cache_retention");
    const price = priceRowOf(target.model, target.model.id)?.tiers.standard;
    const write = price?.usdPerMillionCacheWrite;
    if (found === undefined || price === undefined || write === undefined) return undefined;
    const factor = formatDecimals(write / price.usdPerMillionInput, 2);
    return {
      range: found.field.range,
      message: `${target.model.id} bills writes to the cache at ${factor} times the input price.`,
      fix: "Keep the part of the prompt that does not change first, so that few tokens are written anew.",
      changes: [],
    };
  },
};

/** The number of 32-pixel patches of an image of 3,840 by 2,160 pixels. */
const PATCHES_OF_4K = 120 * 68;
const IMAGE = /["']?(?:image_url|input_image)["']?/;
const HAS_DETAIL = /detail["']?\s*[:=]\s*["'](?:low|high)/;

/** Pictures without a detail are not scaled down any more. */
export const images: BreakRule = {
  id: "images",
  severity: "silent",
  isOfMove: true,
  ofRequest: ({ request: { main }, place, target }) => {
    const rule = target.model.imageTokens;
    const before = place.model.model?.imageTokens;
    if (rule?.kind !== "patches" || before?.kind !== "tiles") return undefined;
    const text = textOf(place.sheet.text, main);
    const found = IMAGE.exec(text);
    if (found === null || HAS_DETAIL.test(text)) return undefined;
    const patches = Math.min(PATCHES_OF_4K, rule.maxPatches ?? PATCHES_OF_4K);
    const tokens = rule.base + Math.ceil(rule.perPatch * patches);
    const start = main.range.start + found.index;
    return {
      range: { start, end: start + found[0].length },
      message: `${target.model.id} counts images by patches of 32 pixels: one of 3,840 × 2,160 is ${formatTokens(tokens)} tokens.`,
      fix: "Send large ones at detail high, or resize them.",
      changes: [],
    };
  },
};

/** A text with fewer characters per token than this is not dense enough to be long. */
const CHARACTERS_PER_TOKEN = 4;

/** Longer input than the old model took is billed higher as a whole. */
export const longContext: BreakRule = {
  id: "long-context",
  severity: "silent",
  isOfMove: true,
  ofRequest: ({ request: { main, anchor }, target }) => {
    const long = priceRowOf(target.model, target.model.id)?.longContext;
    const length = main.range.end - main.range.start;
    if (long === undefined || length / CHARACTERS_PER_TOKEN <= long.aboveInputTokens)
      return undefined;
    return {
      range: anchor,
      message: `Above ${formatTokens(long.aboveInputTokens)} input tokens the whole request costs ${long.inputFactor} times as much in, ${long.outputFactor} times out; this one may be above.`,
      fix: "Stay below, or count on the higher price.",
      changes: [],
    };
  },
};

/** A table of prices in the same file, which has no row for the model that is moved to. */
export const costTrackers: BreakRule = {
  id: "cost-trackers",
  severity: "silent",
  isOfMove: true,
  ofPlace: ({ place: { name, sheet }, target }) => {
    const row = priceRowPattern(name).exec(sheet.text);
    if (row === null || priceRowPattern(target.model.id).test(sheet.text)) return undefined;
    const price = priceWords(target.model);
    return {
      range: { start: row.index, end: row.index + row[0].trimEnd().length },
      message: `The table of prices here has no row for ${target.model.id}: its requests may count as $0.`,
      fix: `Add one${price}, and fail on a model without a price.`,
    };
  },
};

/** `"gpt-4o": 2.5`, `"gpt-4o": {"input": 2.5`, `gpt-4o: [2.5`. */
function priceRowPattern(id: string): RegExp {
  const name = escapeRegExp(id);
  return new RegExp(
    `(?<![\\w./:-])["'\`]?${name}["'\`]?\\s*(?:=>|[:=])\\s*(?:[[({]\\s*)?(?:["']?\\w*(?:input|prompt|price|cost|in)\\w*["']?\\s*[:=]>?\\s*)?\\$?\\d*\\.\\d+`,
    "i",
  );
}

function priceWords(model: Model): string {
  const price = priceRowOf(model, model.id)?.tiers.standard;
  if (price?.usdPerMillionOutput === undefined) return "";
  return `: $${price.usdPerMillionInput} in and $${price.usdPerMillionOutput} out per 1,000,000 tokens`;
}

function textOf(text: string, { range }: Fields): string {
  return text.slice(range.start, range.end);
}
