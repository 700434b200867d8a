import type { Model } from "./model";

/** GPT-4.1: text and images, without reasoning. */
export const GPT_4_1: Model = {
  id: "gpt-4.1",
  label: "GPT-4.1",
  shortLabel: "4.1",
  aliasOf: "gpt-4.1-2025-04-14",
  snapshots: ["gpt-4.1-2025-04-14"],
  contextWindowTokens: { value: 1_047_576, source: "vercel", confidence: "reported" },
  maxOutputTokens: { value: 32_768, source: "vercel", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "gpt-4.1",
  imageTokens: { kind: "tiles", base: 85, perTile: 170, source: "recorded-requests" },
  prices: [
    {
      snapshots: ["gpt-4.1", "gpt-4.1-2025-04-14"],
      tiers: {
        standard: { usdPerMillionInput: 2, usdPerMillionCachedInput: 0.5, usdPerMillionOutput: 8 },
      },
      sources: ["genai-prices-0.1.8", "llm-prices"],
    },
  ],
  shutdowns: [
    {
      snapshot: "gpt-4.1-2025-04-14",
      date: "2027-01-14",
      source: "oai-deprecations-zh",
      confidence: "published",
      replacement: "gpt-6-luna",
    },
    {
      snapshot: "ft:gpt-4.1-2025-04-14",
      date: "2027-01-14",
      source: "oai-deprecations-zh",
      confidence: "published",
      replacement: "gpt-6-luna",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-4.1-2025-04-14",
      date: "2027-04-14",
      source: "bigcircle",
      confidence: "reported",
    },
    {
      snapshot: "gpt-4.1-2025-04-14",
      date: "2026-10-14",
      source: "azure-docs",
      confidence: "published",
      note: "Older text, of July 2026.",
    },
    {
      snapshot: "ft:gpt-4.1",
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
    { name: "Intelligence Index", version: "4.0", unit: "index", value: 26.3, source: "aa40" },
    { name: "MMLU-Pro", unit: "fraction", value: 0.806, source: "aa40" },
    { name: "GPQA", unit: "fraction", value: 0.666, source: "aa40" },
  ],
};
