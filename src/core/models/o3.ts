import type { Model } from "./model";

/** o3: reasons before every answer. */
export const O3: Model = {
  id: "o3",
  label: "o3",
  shortLabel: "o3",
  aliasOf: "o3-2025-04-16",
  snapshots: ["o3-2025-04-16"],
  contextWindowTokens: { value: 200_000, source: "genai-prices-0.1.8", confidence: "reported" },
  maxOutputTokens: { value: 100_000, source: "roo-2691", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "o4-mini",
  prices: [
    {
      snapshots: ["o3", "o3-2025-04-16"],
      from: "2025-06-10",
      tiers: {
        standard: { usdPerMillionInput: 2, usdPerMillionCachedInput: 0.5, usdPerMillionOutput: 8 },
      },
      sources: ["genai-prices-0.1.8"],
    },
  ],
  shutdowns: [
    {
      snapshot: "o3-2025-04-16",
      date: "2026-12-11",
      source: "oai-deprecations-zh",
      confidence: "published",
      replacement: "gpt-6.1-sol",
      note: "Copies of October name gpt-5.6-sol.",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "o3-2025-04-16",
      date: "2026-10-16",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
  ],
  reasoning: {
    efforts: ["low", "medium", "high"],
    defaultEffort: "medium",
    source: "ms-effort",
    confidence: "published",
    note: "Models before gpt-5.1 default to medium and have no none; minimal came with gpt-5.",
  },
  benchmarks: [],
};
