import type { Model } from "./model";

/** GPT-4o mini: text and images through chat completions and responses. */
export const GPT_4O_MINI: Model = {
  id: "gpt-4o-mini",
  label: "GPT-4o mini",
  shortLabel: "mini",
  aliasOf: "gpt-4o-mini-2024-07-18",
  snapshots: ["gpt-4o-mini-2024-07-18"],
  released: { value: "2024-07-18", source: "notes-2024", confidence: "published" },
  contextWindowTokens: { value: 128_000, source: "comparison-page", confidence: "published" },
  maxOutputTokens: { value: 16_384, source: "litellm", confidence: "published" },
  inputs: ["text", "image"],
  inputsNote: "Audio and video were announced as planned; audio came as separate models.",
  encoding: "o200k_base",
  prices: [
    {
      snapshots: ["gpt-4o-mini", "gpt-4o-mini-2024-07-18"],
      from: "2024-07-18",
      tiers: {
        standard: {
          usdPerMillionInput: 0.15,
          usdPerMillionCachedInput: 0.075,
          usdPerMillionOutput: 0.6,
        },
        batch: { usdPerMillionInput: 0.075, usdPerMillionOutput: 0.3 },
        priority: {
          usdPerMillionInput: 0.25,
          usdPerMillionCachedInput: 0.125,
          usdPerMillionOutput: 1,
        },
      },
      sources: ["zenken", "comparison-page", "tokencost", "llm-prices", "langfuse"],
    },
    {
      snapshots: ["ft:gpt-4o-mini"],
      tiers: { standard: { usdPerMillionInput: 0.3, usdPerMillionOutput: 1.2 } },
      sources: ["genai-prices"],
    },
  ],
  accountingFamily: "gpt-4o",
  imageTokens: { kind: "tiles", base: 2_833, perTile: 5_667, source: "vision-thread" },
  shutdowns: [
    {
      snapshot: "gpt-4o-mini-2024-07-18",
      date: "2027-01-14",
      source: "oai-deprecations-zh",
      confidence: "published",
      replacement: "gpt-6-luna",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-4o-mini-2024-07-18",
      date: "2027-04-14",
      source: "bigcircle",
      confidence: "reported",
    },
    {
      snapshot: "gpt-4o-mini-2024-07-18",
      date: "2026-10-01",
      source: "azure-docs",
      confidence: "published",
      replacement: "gpt-4.1-mini",
      note: "Older text, of July 2026.",
    },
    {
      snapshot: "ft:gpt-4o-mini",
      date: "2027-10-01",
      source: "azure-docs",
      confidence: "published",
      note: "Fine-tuned deployments; training ends no earlier than 2027-04-01. Text of July 2026.",
    },
  ],
  reasoning: {
    efforts: [],
    source: "foundry-probe",
    confidence: "measured",
    note: "A request that sets reasoning_effort fails.",
  },
  parameters: [
    {
      parameter: "reasoning_effort",
      status: "refused",
      confidence: "measured",
      sources: ["foundry-probe", "orkeon"],
    },
  ],
  speeds: [
    {
      outputTokensPerSecond: 49.9,
      timeToFirstTokenSeconds: 0.49,
      source: "comparison-page",
      note: "Sources disagree: texts of 2024 call mini the faster one; measured in 2026, GPT-4o writes 2.2 times as fast.",
    },
    {
      outputTokensPerSecond: 119,
      timeToFirstTokenSeconds: 0.82,
      source: "aa-card-mini",
    },
  ],
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 12.6,
      source: "comparison-page",
    },
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 7,
      source: "aa-card-mini",
      note: "Rounded; the card does not print the version of the index, which may be 4.1 or 4.2.",
    },
    { name: "MMLU-Pro", unit: "fraction", value: 0.65, source: "comparison-page" },
    { name: "GPQA", unit: "fraction", value: 0.43, source: "comparison-page" },
    { name: "AIME", unit: "fraction", value: 0.12, source: "comparison-page" },
    { name: "MMLU", unit: "fraction", value: 0.82, source: "zenken" },
    { name: "MATH", unit: "fraction", value: 0.702, source: "simple-evals" },
    { name: "HumanEval", unit: "fraction", value: 0.872, source: "zenken" },
    { name: "MGSM", unit: "fraction", value: 0.87, source: "zenken" },
    { name: "DROP", unit: "fraction", value: 0.797, source: "simple-evals" },
    { name: "SimpleQA", unit: "fraction", value: 0.095, source: "simple-evals" },
  ],
  safety: {
    value:
      "trained with the instruction hierarchy (better resistance to jailbreaks and prompt injection)",
    source: "zenken",
    confidence: "reported",
  },
};
