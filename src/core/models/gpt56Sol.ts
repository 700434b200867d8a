import { GPT_5_6_LIMITS, GPT_5_6_PARAMETERS } from "./gpt56Family";
import { GPT_5_LONG_CONTEXT } from "./gpt5Family";
import type { Model } from "./model";

/** GPT-5.6 Sol, to which the alias gpt-5.6 points. */
export const GPT_5_6_SOL: Model = {
  id: "gpt-5.6-sol",
  label: "GPT-5.6 Sol",
  shortLabel: "5.6 Sol",
  snapshots: ["gpt-5.6"],
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
      snapshots: ["gpt-5.6-sol", "gpt-5.6"],
      from: "2026-07-09",
      tiers: {
        standard: {
          usdPerMillionInput: 5,
          usdPerMillionCachedInput: 0.5,
          usdPerMillionCacheWrite: 6.25,
          usdPerMillionOutput: 30,
        },
        batch: { usdPerMillionInput: 2.5, usdPerMillionOutput: 15 },
        flex: { usdPerMillionInput: 2.5, usdPerMillionOutput: 15 },
        priority: { usdPerMillionInput: 10, usdPerMillionOutput: 60 },
      },
      longContext: GPT_5_LONG_CONTEXT,
      sources: ["genai-prices-0.1.8", "gramext"],
      note: "List price. A promotion at 4 and 20 USD ran at least until 2026-11-21; whether it goes on is not known. Batch, flex and priority by the factors of the family: half, half, double.",
    },
    {
      snapshots: ["gpt-5.6-sol", "gpt-5.6"],
      from: "2026-08-21",
      until: "2026-11-21",
      tiers: {
        standard: {
          usdPerMillionInput: 4,
          usdPerMillionCachedInput: 0.4,
          usdPerMillionCacheWrite: 5,
          usdPerMillionOutput: 20,
        },
      },
      longContext: GPT_5_LONG_CONTEXT,
      sources: ["genai-prices-0.1.8", "laozhang-56sol"],
      note: "A promotion, at least until this day.",
    },
  ],
  shutdowns: [],
  reasoning: {
    efforts: ["none", "low", "medium", "high", "xhigh", "max"],
    defaultEffort: "medium",
    source: "gramext",
    confidence: "reported",
  },
  parameters: GPT_5_6_PARAMETERS,
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 47,
      source: "or-snap",
      effort: "max",
    },
  ],
};
