import { GPT_6_INFERRED_PARAMETERS, GPT_6_LONG_CONTEXT, gpt6Facts } from "./gpt6Family";
import type { Model } from "./model";

/** GPT-6 Luna: the model that OpenAI names in place of GPT-4o, GPT-4o mini and GPT-4.1. */
export const GPT_6_LUNA: Model = {
  id: "gpt-6-luna",
  label: "GPT-6 Luna",
  shortLabel: "6 Luna",
  snapshots: [],
  released: { value: "2026-09-22", source: "oai-luna", confidence: "published" },
  ...gpt6Facts("oai-luna"),
  prices: [
    {
      snapshots: ["gpt-6-luna"],
      from: "2026-09-22",
      tiers: {
        standard: {
          usdPerMillionInput: 0.1,
          usdPerMillionCachedInput: 0.01,
          usdPerMillionCacheWrite: 0.125,
          usdPerMillionOutput: 0.5,
        },
        batch: { usdPerMillionInput: 0.05, usdPerMillionOutput: 0.25 },
        flex: { usdPerMillionInput: 0.05, usdPerMillionOutput: 0.25 },
        priority: { usdPerMillionInput: 0.2, usdPerMillionOutput: 1 },
      },
      longContext: GPT_6_LONG_CONTEXT,
      sources: ["oai-luna", "vercel-luna", "litellm-docs", "genai-prices-0.1.8"],
    },
  ],
  shutdowns: [],
  reasoning: {
    efforts: ["none", "low", "medium", "high", "xhigh", "max"],
    defaultEffort: "medium",
    source: "oai-luna",
    confidence: "published",
    note: "On Chat Completions siblings refuse max.",
  },
  parameters: [
    {
      parameter: "max_tokens",
      status: "refused",
      confidence: "measured",
      sources: ["whispr-shim"],
      note: "max_completion_tokens instead, which also counts reasoning tokens.",
    },
    {
      parameter: "max_completion_tokens",
      status: "accepted",
      confidence: "measured",
      sources: ["whispr-shim"],
    },
    {
      parameter: "temperature",
      status: "only-at-none",
      confidence: "reported",
      sources: ["whispr-shim", "oai-checklist", "litellm-docs"],
      note: "1, the default, always passes.",
    },
    {
      parameter: "top_p",
      status: "only-at-none",
      confidence: "published",
      sources: ["oai-checklist", "luna-notes"],
    },
    {
      parameter: "logprobs",
      status: "only-at-none",
      confidence: "published",
      sources: ["oai-checklist"],
    },
    {
      parameter: "top_logprobs",
      status: "only-at-none",
      confidence: "published",
      sources: ["oai-checklist"],
      max: 5,
    },
    {
      parameter: "tools",
      status: "only-at-none",
      confidence: "published",
      sources: ["oai-luna", "luna-notes"],
      note: "The Responses API takes tools at every effort.",
    },
    {
      parameter: "response_format.json_schema",
      status: "accepted",
      confidence: "published",
      sources: ["oai-luna"],
    },
    {
      parameter: "verbosity",
      status: "accepted",
      confidence: "published",
      sources: ["oai-help-luna", "oai-python"],
    },
    {
      parameter: "reasoning_effort",
      status: "accepted",
      confidence: "published",
      sources: ["oai-luna"],
    },
    {
      parameter: "prediction",
      status: "refused",
      confidence: "inferred",
      sources: ["terra-conformance", "apidog"],
    },
    ...GPT_6_INFERRED_PARAMETERS,
  ],
  speeds: [
    {
      outputTokensPerSecond: 130.6,
      timeToFirstTokenSeconds: 0.74,
      effort: "none",
      source: "aa-luna-prov",
    },
    {
      outputTokensPerSecond: 128.2,
      timeToFirstTokenSeconds: 0.86,
      effort: "none",
      date: "2026-09",
      source: "aa-luna-prov",
    },
    { outputTokensPerSecond: 143, effort: "none", source: "aa43" },
    { outputTokensPerSecond: 142, effort: "low", source: "aa43" },
    { outputTokensPerSecond: 146, effort: "high", source: "aa43" },
    { outputTokensPerSecond: 152, effort: "xhigh", source: "aa43" },
    { outputTokensPerSecond: 163, effort: "max", source: "aa43" },
  ],
  benchmarks: [
    ...(
      [
        ["none", 18.3],
        ["low", 20.9],
        ["medium", 29.5],
        ["high", 32.1],
        ["xhigh", 33.9],
        ["max", 37.3],
      ] as const
    ).map(
      ([effort, value]) =>
        ({
          name: "Intelligence Index",
          version: "4.3.2",
          unit: "index",
          value,
          effort,
          source: "aa43",
        }) as const,
    ),
    ...(
      [
        ["MMMU-Pro", 0.78],
        ["Humanity's Last Exam", 0.28],
        ["AA-LCR", 0.78],
        ["AA-Omniscience", 0.43],
      ] as const
    ).map(
      ([name, value]) =>
        ({ name, unit: "fraction", value, effort: "medium", source: "aa-card-luna" }) as const,
    ),
  ],
};
