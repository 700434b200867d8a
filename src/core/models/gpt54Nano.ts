import type { Model } from "./model";

/** GPT-5.4 nano: itself retires on 2027-04-01. */
export const GPT_5_4_NANO: Model = {
  id: "gpt-5.4-nano",
  label: "GPT-5.4 nano",
  shortLabel: "5.4 nano",
  aliasOf: "gpt-5.4-nano-2026-03-17",
  snapshots: ["gpt-5.4-nano-2026-03-17"],
  released: { value: "2026-03-17", source: "vercel", confidence: "reported" },
  contextWindowTokens: { value: 400_000, source: "genai-prices-0.1.8", confidence: "reported" },
  maxOutputTokens: { value: 128_000, source: "vercel", confidence: "reported" },
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
      snapshots: ["gpt-5.4-nano", "gpt-5.4-nano-2026-03-17"],
      tiers: {
        standard: {
          usdPerMillionInput: 0.2,
          usdPerMillionCachedInput: 0.02,
          usdPerMillionOutput: 1.25,
        },
      },
      sources: ["genai-prices-0.1.8"],
    },
  ],
  shutdowns: [
    {
      snapshot: "gpt-5.4-nano-2026-03-17",
      date: "2027-04-01",
      source: "mendr",
      confidence: "reported",
      replacement: "gpt-6-luna",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-5.4-nano-2026-03-17",
      date: "2027-03-18",
      source: "azure-docs",
      confidence: "published",
      note: "Text of July 2026; Microsoft changed it in August.",
    },
  ],
  reasoning: {
    efforts: ["none", "low", "medium", "high", "xhigh"],
    defaultEffort: "none",
    source: "meerkat",
    confidence: "inferred",
    note: "The efforts are those of gpt-5.4. The default by recorded requests: no reasoning token in 49 of 49 without an effort.",
  },
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 24.4,
      source: "aa40",
      effort: "none",
    },
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 38.1,
      source: "aa40",
      effort: "medium",
    },
  ],
};
