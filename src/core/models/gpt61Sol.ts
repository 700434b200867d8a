import { GPT_6_LONG_CONTEXT, GPT_6_WITHOUT_NONE_PARAMETERS, gpt6Limits } from "./gpt6Family";
import type { Model } from "./model";

/** GPT-6.1 Sol: always reasons. */
export const GPT_6_1_SOL: Model = {
  id: "gpt-6.1-sol",
  label: "GPT-6.1 Sol",
  shortLabel: "6.1 Sol",
  snapshots: [],
  released: { value: "2026-09-29", source: "oai-61sol", confidence: "published" },
  ...gpt6Limits("oai-61sol"),
  encoding: "unknown",
  accountingFamily: "gpt-6",
  imageTokens: {
    kind: "patches",
    base: 0,
    perPatch: 1.2,
    maxPatchesAtHighDetail: 2_500,
    source: "hf-image",
  },
  prices: [
    {
      snapshots: ["gpt-6.1-sol"],
      from: "2026-09-29",
      tiers: {
        standard: {
          usdPerMillionInput: 2,
          usdPerMillionCachedInput: 0.1,
          usdPerMillionCacheWrite: 2.5,
          usdPerMillionOutput: 10,
        },
        batch: { usdPerMillionInput: 1, usdPerMillionOutput: 5 },
        flex: { usdPerMillionInput: 1, usdPerMillionOutput: 5 },
        priority: { usdPerMillionInput: 4, usdPerMillionOutput: 20 },
      },
      longContext: GPT_6_LONG_CONTEXT,
      sources: ["oai-61sol"],
      note: "Flex by the factor of the family: half.",
    },
  ],
  shutdowns: [],
  reasoning: {
    efforts: ["low", "medium", "high", "xhigh", "max"],
    defaultEffort: "medium",
    source: "oai-61sol",
    confidence: "published",
    note: "max only in Responses (reported).",
  },
  parameters: [
    {
      parameter: "max_tokens",
      status: "refused",
      confidence: "inferred",
      sources: ["bolna-1019", "whispr-shim"],
      note: "max_completion_tokens instead, which also counts reasoning tokens.",
    },
    {
      parameter: "max_completion_tokens",
      status: "accepted",
      confidence: "inferred",
      sources: ["whispr-shim"],
    },
    {
      parameter: "tools",
      status: "refused",
      confidence: "published",
      sources: ["oai-61sol"],
      note: "Only in the Responses API.",
    },
    {
      parameter: "prediction",
      status: "refused",
      confidence: "inferred",
      sources: ["terra-conformance", "apidog"],
    },
    ...GPT_6_WITHOUT_NONE_PARAMETERS,
  ],
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 51.8,
      source: "or-snap",
      effort: "max",
    },
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 48,
      source: "qiita-terra",
      effort: "medium",
      note: "Second-hand.",
    },
  ],
};
