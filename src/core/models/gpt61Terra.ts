import {
  gpt6Facts,
  GPT_6_INFERRED_PARAMETERS,
  GPT_6_LIMIT_PARAMETERS,
  GPT_6_LONG_CONTEXT,
} from "./gpt6Family";
import type { Model } from "./model";

/** GPT-6.1 Terra. */
export const GPT_6_1_TERRA: Model = {
  id: "gpt-6.1-terra",
  label: "GPT-6.1 Terra",
  shortLabel: "6.1 Terra",
  snapshots: [],
  released: { value: "2026-10-26", source: "oai-61terra", confidence: "published" },
  ...gpt6Facts("oai-61terra"),
  prices: [
    {
      snapshots: ["gpt-6.1-terra"],
      from: "2026-10-26",
      tiers: {
        standard: {
          usdPerMillionInput: 1,
          usdPerMillionCachedInput: 0.05,
          usdPerMillionCacheWrite: 1.25,
          usdPerMillionOutput: 5,
        },
        batch: {
          usdPerMillionInput: 0.5,
          usdPerMillionCachedInput: 0.025,
          usdPerMillionOutput: 2.5,
        },
        flex: { usdPerMillionInput: 0.5, usdPerMillionOutput: 2.5 },
        priority: { usdPerMillionInput: 2, usdPerMillionCachedInput: 0.1, usdPerMillionOutput: 10 },
      },
      longContext: GPT_6_LONG_CONTEXT,
      sources: ["oai-61terra", "litellm-docs", "apidog"],
      note: "Cache writes kept for 12 hours cost 2.50 USD. Flex by the factor of the family: half.",
    },
  ],
  shutdowns: [],
  reasoning: {
    efforts: ["none", "low", "medium", "high", "xhigh", "max"],
    defaultEffort: "medium",
    source: "oai-61terra",
    confidence: "published",
  },
  parameters: [
    ...GPT_6_LIMIT_PARAMETERS,
    {
      parameter: "temperature",
      status: "only-at-none",
      confidence: "inferred",
      sources: ["oai-checklist"],
      note: "1, the default, always passes.",
    },
    {
      parameter: "top_p",
      status: "only-at-none",
      confidence: "inferred",
      sources: ["oai-checklist"],
    },
    {
      parameter: "logprobs",
      status: "only-at-none",
      confidence: "inferred",
      sources: ["oai-checklist"],
    },
    {
      parameter: "tools",
      status: "refused",
      confidence: "published",
      sources: ["oai-61terra"],
      note: "Only in the Responses API.",
    },
    { parameter: "prediction", status: "refused", confidence: "reported", sources: ["apidog"] },
    ...GPT_6_INFERRED_PARAMETERS,
  ],
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 48,
      source: "qiita-terra",
      effort: "max",
      note: "Second-hand.",
    },
  ],
};
