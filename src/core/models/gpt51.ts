import type { Model } from "./model";

/** GPT-5.1: answers without reasoning unless told otherwise. */
export const GPT_5_1: Model = {
  id: "gpt-5.1",
  label: "GPT-5.1",
  shortLabel: "5.1",
  aliasOf: "gpt-5.1-2025-11-13",
  snapshots: ["gpt-5.1-2025-11-13"],
  contextWindowTokens: { value: 400_000, source: "genai-prices-0.1.8", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "gpt-5",
  imageTokens: { kind: "tiles", base: 70, perTile: 140, source: "recorded-requests" },
  prices: [
    {
      snapshots: ["gpt-5.1", "gpt-5.1-2025-11-13"],
      tiers: {
        standard: {
          usdPerMillionInput: 1.25,
          usdPerMillionCachedInput: 0.125,
          usdPerMillionOutput: 10,
        },
      },
      sources: ["genai-prices-0.1.8"],
    },
  ],
  shutdowns: [
    {
      snapshot: "gpt-5.1-2025-11-13",
      date: "2027-04-01",
      source: "mendr",
      confidence: "reported",
      replacement: "gpt-6-sol",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-5.1-2025-11-13",
      date: "2027-05-15",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
  ],
  reasoning: {
    efforts: ["none", "low", "medium", "high"],
    defaultEffort: "none",
    source: "ms-effort",
    confidence: "published",
  },
  parameters: [
    {
      parameter: "max_tokens",
      status: "refused",
      confidence: "measured",
      sources: ["foundry-probe"],
      note: "max_completion_tokens instead, which also counts reasoning tokens.",
    },
    {
      parameter: "tools",
      status: "accepted",
      confidence: "published",
      sources: ["ms-effort"],
      note: "At every effort.",
    },
  ],
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 27.4,
      source: "aa40",
      effort: "none",
    },
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 47.7,
      source: "aa40",
      effort: "high",
    },
  ],
};
