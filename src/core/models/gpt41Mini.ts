import type { Model } from "./model";

/** GPT-4.1 mini: text and images, without reasoning. */
export const GPT_4_1_MINI: Model = {
  id: "gpt-4.1-mini",
  label: "GPT-4.1 mini",
  shortLabel: "4.1 mini",
  aliasOf: "gpt-4.1-mini-2025-04-14",
  snapshots: ["gpt-4.1-mini-2025-04-14"],
  contextWindowTokens: { value: 1_000_000, source: "genai-prices-0.1.8", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "gpt-4.1",
  imageTokens: {
    kind: "patches",
    base: 1,
    perPatch: 1.62,
    maxPatches: 1_536,
    source: "recorded-requests",
  },
  prices: [
    {
      snapshots: ["gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"],
      tiers: {
        standard: {
          usdPerMillionInput: 0.4,
          usdPerMillionCachedInput: 0.1,
          usdPerMillionOutput: 1.6,
        },
      },
      sources: ["genai-prices-0.1.8", "llm-prices"],
    },
  ],
  shutdowns: [
    {
      snapshot: "gpt-4.1-mini-2025-04-14",
      date: "2027-01-14",
      source: "oai-deprecations-zh",
      confidence: "published",
      replacement: "gpt-6-luna",
    },
    {
      snapshot: "ft:gpt-4.1-mini-2025-04-14",
      date: "2027-01-14",
      source: "oai-deprecations-zh",
      confidence: "published",
      replacement: "gpt-6-luna",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-4.1-mini-2025-04-14",
      date: "2027-04-14",
      source: "bigcircle",
      confidence: "reported",
    },
    {
      snapshot: "gpt-4.1-mini-2025-04-14",
      date: "2026-10-14",
      source: "azure-docs",
      confidence: "published",
      note: "Older text, of July 2026.",
    },
    {
      snapshot: "ft:gpt-4.1-mini",
      date: "2027-10-14",
      source: "azure-docs",
      confidence: "published",
      note: "Fine-tuned deployments. Text of July 2026.",
    },
  ],
  reasoning: {
    efforts: [],
    source: "recorded-requests",
    confidence: "measured",
    note: "No recorded answer has a reasoning token.",
  },
  benchmarks: [
    { name: "Intelligence Index", version: "4.0", unit: "index", value: 22.9, source: "aa40" },
    { name: "MMLU-Pro", unit: "fraction", value: 0.781, source: "aa40" },
    { name: "GPQA", unit: "fraction", value: 0.664, source: "aa40" },
  ],
};
