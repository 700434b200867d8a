import type { Model } from "./model";

/** o4-mini: reasons before every answer. */
export const O4_MINI: Model = {
  id: "o4-mini",
  label: "o4-mini",
  shortLabel: "o4-mini",
  aliasOf: "o4-mini-2025-04-16",
  snapshots: ["o4-mini-2025-04-16"],
  contextWindowTokens: { value: 200_000, source: "genai-prices-0.1.8", confidence: "reported" },
  maxOutputTokens: { value: 100_000, source: "roo-2691", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "o4-mini",
  imageTokens: {
    kind: "patches",
    base: 1,
    perPatch: 1.72,
    maxPatches: 1_536,
    source: "recorded-requests",
  },
  prices: [
    {
      snapshots: ["o4-mini", "o4-mini-2025-04-16"],
      tiers: {
        standard: {
          usdPerMillionInput: 1.1,
          usdPerMillionCachedInput: 0.275,
          usdPerMillionOutput: 4.4,
        },
      },
      sources: ["genai-prices-0.1.8"],
    },
  ],
  shutdowns: [
    {
      snapshot: "o4-mini-2025-04-16",
      date: "2026-10-23",
      source: "max-bob",
      confidence: "published",
      replacement: "gpt-5.6-terra",
    },
    {
      snapshot: "ft:o4-mini-2025-04-16",
      date: "2026-10-23",
      source: "max-bob",
      confidence: "published",
      replacement: "gpt-5.6-terra",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "o4-mini-2025-04-16",
      date: "2026-10-16",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
    {
      snapshot: "ft:o4-mini",
      date: "2027-10-16",
      source: "azure-docs",
      confidence: "published",
      note: "Fine-tuned deployments. Text of July 2026.",
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
