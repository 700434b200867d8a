import type { Model } from "./model";

/** GPT-4.1 nano: text and images, without reasoning. */
export const GPT_4_1_NANO: Model = {
  id: "gpt-4.1-nano",
  label: "GPT-4.1 nano",
  shortLabel: "4.1 nano",
  aliasOf: "gpt-4.1-nano-2025-04-14",
  snapshots: ["gpt-4.1-nano-2025-04-14"],
  contextWindowTokens: { value: 1_000_000, source: "genai-prices-0.1.8", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "gpt-4.1",
  imageTokens: {
    kind: "patches",
    base: 1,
    perPatch: 2.46,
    maxPatches: 1_536,
    source: "recorded-requests",
  },
  prices: [
    {
      snapshots: ["gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"],
      tiers: {
        standard: {
          usdPerMillionInput: 0.1,
          usdPerMillionCachedInput: 0.025,
          usdPerMillionOutput: 0.4,
        },
      },
      sources: ["genai-prices-0.1.8"],
    },
  ],
  shutdowns: [
    {
      snapshot: "gpt-4.1-nano-2025-04-14",
      date: "2026-10-23",
      source: "max-bob",
      confidence: "published",
      replacement: "gpt-5.6-luna",
    },
    {
      snapshot: "ft:gpt-4.1-nano-2025-04-14",
      date: "2026-10-23",
      source: "max-bob",
      confidence: "published",
      replacement: "gpt-5.6-luna",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-4.1-nano-2025-04-14",
      date: "2026-10-14",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
    {
      snapshot: "ft:gpt-4.1-nano",
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
    { name: "Intelligence Index", version: "4.0", unit: "index", value: 13, source: "aa40" },
  ],
};
