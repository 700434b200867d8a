import { GPT_5_PARAMETERS } from "./gpt5Family";
import type { Model } from "./model";

/** GPT-5: reasons before every answer. */
export const GPT_5: Model = {
  id: "gpt-5",
  label: "GPT-5",
  shortLabel: "5",
  aliasOf: "gpt-5-2025-08-07",
  snapshots: ["gpt-5-2025-08-07"],
  contextWindowTokens: { value: 400_000, source: "genai-prices-0.1.8", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "gpt-5",
  imageTokens: { kind: "tiles", base: 70, perTile: 140, source: "recorded-requests" },
  prices: [
    {
      snapshots: ["gpt-5", "gpt-5-2025-08-07"],
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
      snapshot: "gpt-5-2025-08-07",
      date: "2026-12-11",
      source: "oai-deprecations-zh",
      confidence: "published",
      replacement: "gpt-6.1-sol",
      note: "Copies of October name gpt-5.6-sol.",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-5-2025-08-07",
      date: "2027-02-06",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
  ],
  reasoning: {
    efforts: ["minimal", "low", "medium", "high"],
    defaultEffort: "medium",
    source: "codex-7449",
    confidence: "reported",
    note: "That medium is the default: OpenAI's text at Microsoft Learn.",
  },
  parameters: GPT_5_PARAMETERS,
  benchmarks: [],
};
