import type { Model } from "./model";

/** GPT-5.2: answers without reasoning unless told otherwise. */
export const GPT_5_2: Model = {
  id: "gpt-5.2",
  label: "GPT-5.2",
  shortLabel: "5.2",
  aliasOf: "gpt-5.2-2025-12-11",
  snapshots: ["gpt-5.2-2025-12-11"],
  contextWindowTokens: { value: 400_000, source: "oxen", confidence: "reported" },
  maxOutputTokens: { value: 128_000, source: "oxen", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "gpt-5",
  imageTokens: {
    kind: "patches",
    base: 1,
    perPatch: 1.2,
    maxPatches: 1_536,
    source: "recorded-requests",
  },
  prices: [
    {
      snapshots: ["gpt-5.2", "gpt-5.2-2025-12-11"],
      tiers: {
        standard: {
          usdPerMillionInput: 1.75,
          usdPerMillionCachedInput: 0.175,
          usdPerMillionOutput: 14,
        },
      },
      sources: ["genai-prices-0.1.8"],
    },
  ],
  shutdowns: [],
  azureShutdowns: [
    {
      snapshot: "gpt-5.2-2025-12-11",
      date: "2026-12-12",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
  ],
  reasoning: {
    efforts: ["none", "low", "medium", "high", "xhigh"],
    defaultEffort: "none",
    source: "qiita-effort",
    confidence: "measured",
    note: "The default by recorded requests: 12 of 22 without an effort have no reasoning token, the others all offer tools.",
  },
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 33.6,
      source: "aa40",
      effort: "none",
    },
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 46.6,
      source: "aa40",
      effort: "medium",
    },
  ],
};
