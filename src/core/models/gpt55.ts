import { GPT_5_LONG_CONTEXT } from "./gpt5Family";
import type { Model } from "./model";

/** GPT-5.5. */
export const GPT_5_5: Model = {
  id: "gpt-5.5",
  label: "GPT-5.5",
  shortLabel: "5.5",
  aliasOf: "gpt-5.5-2026-04-23",
  snapshots: ["gpt-5.5-2026-04-23"],
  released: { value: "2026-04-23", source: "oxen", confidence: "reported" },
  contextWindowTokens: { value: 1_050_000, source: "oxen", confidence: "reported" },
  maxOutputTokens: { value: 128_000, source: "oxen", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "gpt-5.5",
  imageTokens: {
    kind: "patches",
    base: 1,
    perPatch: 1.2,
    maxPatches: 1_536,
    source: "recorded-requests",
  },
  prices: [
    {
      snapshots: ["gpt-5.5", "gpt-5.5-2026-04-23"],
      tiers: {
        standard: { usdPerMillionInput: 5, usdPerMillionCachedInput: 0.5, usdPerMillionOutput: 30 },
      },
      longContext: GPT_5_LONG_CONTEXT,
      sources: ["genai-prices-0.1.8"],
    },
  ],
  shutdowns: [],
  azureShutdowns: [
    {
      snapshot: "gpt-5.5-2026-04-23",
      date: "2027-04-23",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
  ],
  reasoning: {
    efforts: ["none", "low", "medium", "high", "xhigh"],
    source: "meerkat",
    confidence: "measured",
    note: "Sources disagree on the default; in half of the recorded requests without an effort it reasons.",
  },
  benchmarks: [],
};
