import { GPT_5_PARAMETERS } from "./gpt5Family";
import type { Model } from "./model";

/** GPT-5 mini: reasons before every answer. */
export const GPT_5_MINI: Model = {
  id: "gpt-5-mini",
  label: "GPT-5 mini",
  shortLabel: "5 mini",
  aliasOf: "gpt-5-mini-2025-08-07",
  snapshots: ["gpt-5-mini-2025-08-07"],
  contextWindowTokens: { value: 400_000, source: "genai-prices-0.1.8", confidence: "reported" },
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
      snapshots: ["gpt-5-mini", "gpt-5-mini-2025-08-07"],
      tiers: {
        standard: {
          usdPerMillionInput: 0.25,
          usdPerMillionCachedInput: 0.025,
          usdPerMillionOutput: 2,
        },
      },
      sources: ["genai-prices-0.1.8", "venice-54mini"],
    },
  ],
  shutdowns: [
    {
      snapshot: "gpt-5-mini-2025-08-07",
      date: "2026-12-11",
      source: "oai-deprecations-zh",
      confidence: "published",
      replacement: "gpt-6.1-terra",
      note: "Copies of October name gpt-5.6-terra.",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-5-mini-2025-08-07",
      date: "2027-02-06",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
  ],
  reasoning: {
    efforts: ["minimal", "low", "medium", "high"],
    defaultEffort: "medium",
    source: "qiita-effort",
    confidence: "measured",
    note: "That medium is the default: OpenAI's text at Microsoft Learn.",
  },
  parameters: [
    ...GPT_5_PARAMETERS,
    {
      parameter: "presence_penalty",
      status: "refused",
      confidence: "measured",
      sources: ["terra-conformance"],
    },
  ],
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 38.9,
      source: "aa40",
      effort: "medium",
    },
  ],
};
