import {
  gpt6Facts,
  GPT_6_LIMIT_PARAMETERS,
  GPT_6_LONG_CONTEXT,
  GPT_6_WITHOUT_NONE_PARAMETERS,
} from "./gpt6Family";
import type { Model } from "./model";

/** GPT-6.2 Sol: always reasons. */
export const GPT_6_2_SOL: Model = {
  id: "gpt-6.2-sol",
  label: "GPT-6.2 Sol",
  shortLabel: "6.2 Sol",
  snapshots: [],
  released: { value: "2026-11-17", source: "oai-62sol", confidence: "published" },
  ...gpt6Facts("oai-62sol"),
  prices: [
    {
      snapshots: ["gpt-6.2-sol"],
      from: "2026-11-17",
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
      sources: ["oai-62sol"],
      note: "Cache writes kept for 12 hours cost 5 USD. Batch, flex and priority by the factors of the family: half, half, double.",
    },
  ],
  shutdowns: [],
  reasoning: {
    efforts: ["low", "medium", "high", "xhigh", "max"],
    defaultEffort: "medium",
    source: "oai-62sol",
    confidence: "published",
    note: "The default was not checked again.",
  },
  parameters: [
    ...GPT_6_LIMIT_PARAMETERS,
    {
      parameter: "prediction",
      status: "refused",
      confidence: "inferred",
      sources: ["terra-conformance", "apidog"],
    },
    ...GPT_6_WITHOUT_NONE_PARAMETERS,
  ],
  benchmarks: [],
};
