import { GPT_5_LONG_CONTEXT } from "./gpt5Family";
import type { Model } from "./model";

/** GPT-5.4: answers without reasoning unless told otherwise. */
export const GPT_5_4: Model = {
  id: "gpt-5.4",
  label: "GPT-5.4",
  shortLabel: "5.4",
  aliasOf: "gpt-5.4-2026-03-05",
  snapshots: ["gpt-5.4-2026-03-05"],
  contextWindowTokens: { value: 1_050_000, source: "genai-prices-0.1.8", confidence: "reported" },
  inputs: ["text", "image"],
  encoding: "o200k_base",
  accountingFamily: "gpt-5.4",
  imageTokens: {
    kind: "patches",
    base: 1,
    perPatch: 1.2,
    maxPatches: 1_536,
    source: "recorded-requests",
  },
  prices: [
    {
      snapshots: ["gpt-5.4", "gpt-5.4-2026-03-05"],
      tiers: {
        standard: {
          usdPerMillionInput: 2.5,
          usdPerMillionCachedInput: 0.25,
          usdPerMillionOutput: 15,
        },
      },
      longContext: GPT_5_LONG_CONTEXT,
      sources: ["genai-prices-0.1.8"],
    },
  ],
  shutdowns: [],
  azureShutdowns: [
    {
      snapshot: "gpt-5.4-2026-03-05",
      date: "2027-03-05",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
  ],
  reasoning: {
    efforts: ["none", "low", "medium", "high", "xhigh"],
    defaultEffort: "none",
    source: "meerkat",
    confidence: "measured",
  },
  parameters: [
    {
      parameter: "max_tokens",
      status: "refused",
      confidence: "measured",
      sources: ["foundry-probe"],
      note: "max_completion_tokens instead, which also counts reasoning tokens.",
    },
  ],
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 35.4,
      source: "aa40",
      effort: "none",
    },
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 57.2,
      source: "aa40",
      effort: "xhigh",
    },
  ],
};
