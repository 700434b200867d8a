import { GPT_5_6_LIMITS, GPT_5_6_PARAMETERS } from "./gpt56Family";
import { GPT_5_LONG_CONTEXT } from "./gpt5Family";
import type { Model } from "./model";

/** GPT-5.6 Luna. */
export const GPT_5_6_LUNA: Model = {
  id: "gpt-5.6-luna",
  label: "GPT-5.6 Luna",
  shortLabel: "5.6 Luna",
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
      snapshots: ["gpt-5.6-luna"],
      from: "2026-07-09",
      until: "2026-07-29",
      tiers: {
        standard: {
          usdPerMillionInput: 1,
          usdPerMillionCachedInput: 0.1,
          usdPerMillionCacheWrite: 1.25,
          usdPerMillionOutput: 6,
        },
      },
      longContext: GPT_5_LONG_CONTEXT,
      sources: ["genai-prices-0.1.8"],
    },
    {
      snapshots: ["gpt-5.6-luna"],
      from: "2026-07-30",
      tiers: {
        standard: {
          usdPerMillionInput: 0.2,
          usdPerMillionCachedInput: 0.02,
          usdPerMillionCacheWrite: 0.25,
          usdPerMillionOutput: 1.2,
        },
        batch: { usdPerMillionInput: 0.1, usdPerMillionOutput: 0.6 },
        flex: { usdPerMillionInput: 0.1, usdPerMillionOutput: 0.6 },
        priority: { usdPerMillionInput: 0.4, usdPerMillionOutput: 2.4 },
      },
      longContext: GPT_5_LONG_CONTEXT,
      sources: ["genai-prices-0.1.8", "gramext"],
      note: "Batch and flex by the factor of the family: half.",
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
      value: 15.5,
      source: "aa43",
      effort: "none",
    },
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 21,
      source: "aa43",
      effort: "low",
    },
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 25,
      source: "aa43",
      effort: "medium",
    },
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 32.1,
      source: "aa43",
      effort: "high",
    },
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 34.6,
      source: "aa43",
      effort: "xhigh",
    },
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 37.3,
      source: "aa43",
      effort: "max",
    },
  ],
};
