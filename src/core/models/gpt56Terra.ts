import { GPT_5_6_LIMITS, GPT_5_6_PARAMETERS } from "./gpt56Family";
import { GPT_5_LONG_CONTEXT } from "./gpt5Family";
import type { Model } from "./model";

/** GPT-5.6 Terra. */
export const GPT_5_6_TERRA: Model = {
  id: "gpt-5.6-terra",
  label: "GPT-5.6 Terra",
  shortLabel: "5.6 Terra",
  snapshots: [],
  released: { value: "2026-07-09", source: "genai-prices-0.1.8", confidence: "reported" },
  ...GPT_5_6_LIMITS,
  encoding: "o200k_base",
  accountingFamily: "gpt-5.6",
  imageTokens: {
    kind: "patches",
    base: 1,
    perPatch: 1.2,
    maxPatches: 1_536,
    source: "recorded-requests",
  },
  prices: [
    {
      snapshots: ["gpt-5.6-terra"],
      from: "2026-07-09",
      until: "2026-07-29",
      tiers: {
        standard: {
          usdPerMillionInput: 2.5,
          usdPerMillionCachedInput: 0.25,
          usdPerMillionCacheWrite: 3.125,
          usdPerMillionOutput: 15,
        },
      },
      longContext: GPT_5_LONG_CONTEXT,
      sources: ["genai-prices-0.1.8"],
    },
    {
      snapshots: ["gpt-5.6-terra"],
      from: "2026-07-30",
      tiers: {
        standard: {
          usdPerMillionInput: 2,
          usdPerMillionCachedInput: 0.2,
          usdPerMillionCacheWrite: 2.5,
          usdPerMillionOutput: 12,
        },
        batch: { usdPerMillionInput: 1, usdPerMillionOutput: 6 },
        flex: { usdPerMillionInput: 1, usdPerMillionOutput: 6 },
        priority: { usdPerMillionInput: 4, usdPerMillionOutput: 24 },
      },
      longContext: GPT_5_LONG_CONTEXT,
      sources: ["genai-prices-0.1.8", "gramext"],
      note: "Batch, flex and priority by the factors of the family: half, half, double.",
    },
  ],
  shutdowns: [],
  reasoning: {
    efforts: ["none", "low", "medium", "high", "xhigh", "max"],
    defaultEffort: "medium",
    source: "terra-conformance",
    confidence: "measured",
    note: "On Chat Completions max is refused.",
  },
  parameters: GPT_5_6_PARAMETERS,
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 42.1,
      source: "or-snap",
      effort: "max",
    },
  ],
};
