import {
  gpt6Facts,
  GPT_6_LIMIT_PARAMETERS,
  GPT_6_LONG_CONTEXT,
  GPT_6_WITHOUT_NONE_PARAMETERS,
} from "./gpt6Family";
import type { Model } from "./model";

/** GPT-6.1 Sol: always reasons. */
export const GPT_6_1_SOL: Model = {
  id: "gpt-6.1-sol",
  label: "GPT-6.1 Sol",
  shortLabel: "6.1 Sol",
  snapshots: [],
  released: { value: "2026-09-29", source: "oai-61sol", confidence: "published" },
  ...gpt6Facts("oai-61sol"),
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
    ...GPT_6_LIMIT_PARAMETERS,
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
