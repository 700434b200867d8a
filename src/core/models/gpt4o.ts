import type { Model } from "./model";

/** GPT-4o: text and images through chat completions and responses. */
export const GPT_4O: Model = {
  id: "gpt-4o",
  label: "GPT-4o",
  shortLabel: "4o",
  aliasOf: "gpt-4o-2024-08-06",
  snapshots: ["gpt-4o-2024-05-13", "gpt-4o-2024-08-06", "gpt-4o-2024-11-20"],
  released: { value: "2024-05-13", source: "notes-2024", confidence: "published" },
  contextWindowTokens: { value: 128_000, source: "comparison-page", confidence: "published" },
  maxOutputTokens: {
    value: 16_384,
    source: "litellm",
    confidence: "published",
    note: "gpt-4o-2024-05-13: 4,096",
  },
  maxOutputTokensOfSnapshot: { "gpt-4o-2024-05-13": 4_096 },
  inputs: ["text", "image"],
  inputsNote: "Audio through separate audio and realtime models.",
  encoding: "o200k_base",
  prices: [
    {
      snapshots: ["gpt-4o", "gpt-4o-2024-08-06", "gpt-4o-2024-11-20"],
      from: "2024-08-06",
      tiers: {
        standard: {
          usdPerMillionInput: 2.5,
          usdPerMillionCachedInput: 1.25,
          usdPerMillionOutput: 10,
        },
        batch: { usdPerMillionInput: 1.25, usdPerMillionOutput: 5 },
        priority: {
          usdPerMillionInput: 4.25,
          usdPerMillionCachedInput: 2.125,
          usdPerMillionOutput: 17,
        },
      },
      sources: ["comparison-page", "litellm", "llm-prices", "genai-prices", "langfuse"],
    },
    {
      snapshots: ["gpt-4o-2024-05-13"],
      from: "2024-05-13",
      tiers: {
        standard: { usdPerMillionInput: 5, usdPerMillionOutput: 15 },
        batch: { usdPerMillionInput: 2.5, usdPerMillionOutput: 7.5 },
        priority: { usdPerMillionInput: 8.75, usdPerMillionOutput: 26.25 },
      },
      sources: ["notes-2024", "litellm"],
    },
    {
      snapshots: ["ft:gpt-4o"],
      tiers: { standard: { usdPerMillionInput: 3.75, usdPerMillionOutput: 15 } },
      sources: ["genai-prices"],
    },
  ],
  imageTokens: { base: 85, perTile: 170, source: "vision-thread" },
  shutdowns: [
    {
      snapshot: "gpt-4o-2024-05-13",
      date: "2026-10-23",
      source: "deprecations",
      confidence: "reported",
      replacement: "gpt-5.6-sol",
    },
    {
      snapshot: "gpt-4o-2024-08-06",
      date: "2027-01-14",
      source: "deprecations",
      confidence: "reported",
      replacement: "gpt-6-luna",
    },
    {
      snapshot: "gpt-4o-2024-11-20",
      date: "2027-01-14",
      source: "deprecations",
      confidence: "reported",
      replacement: "gpt-6-luna",
    },
  ],
  azureShutdowns: [
    {
      snapshot: "gpt-4o-2024-05-13",
      date: "2026-12-09",
      source: "bigcircle",
      confidence: "reported",
    },
    {
      snapshot: "gpt-4o-2024-08-06",
      date: "2027-04-14",
      source: "bigcircle",
      confidence: "reported",
    },
    {
      snapshot: "gpt-4o-2024-11-20",
      date: "2027-04-14",
      source: "bigcircle",
      confidence: "reported",
    },
    ...["gpt-4o-2024-05-13", "gpt-4o-2024-08-06", "gpt-4o-2024-11-20"].map(
      (snapshot) =>
        ({
          snapshot,
          date: "2026-10-01",
          source: "azure-docs",
          confidence: "published",
          replacement: "gpt-5.1",
          note: "Older text, of July 2026.",
        }) as const,
    ),
    {
      snapshot: "ft:gpt-4o",
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
    ...(
      [
        "max_tokens",
        "max_completion_tokens",
        "temperature",
        "top_p",
        "seed",
        "presence_penalty",
        "frequency_penalty",
        "stop",
        "n",
        "logprobs",
        "parallel_tool_calls",
        "response_format.json_object",
        "response_format.json_schema",
        "tools",
      ] as const
    ).map(
      (parameter) =>
        ({
          parameter,
          status: "accepted",
          confidence: "measured",
          sources: ["foundry-probe"],
        }) as const,
    ),
    {
      parameter: "reasoning_effort",
      status: "refused",
      confidence: "measured",
      sources: ["foundry-probe", "orkeon"],
    },
  ],
  speeds: [
    {
      outputTokensPerSecond: 110.7,
      timeToFirstTokenSeconds: 0.4,
      source: "comparison-page",
    },
    {
      outputTokensPerSecond: 119,
      timeToFirstTokenSeconds: 1.06,
      snapshot: "gpt-4o-2024-11-20",
      source: "aa-card-4o",
    },
  ],
  benchmarks: [
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 17.3,
      source: "comparison-page",
      snapshot: "gpt-4o-2024-11-20",
    },
    {
      name: "Intelligence Index",
      version: "4.0",
      unit: "index",
      value: 18.6,
      source: "aa40",
      snapshot: "gpt-4o-2024-08-06",
    },
    {
      name: "Intelligence Index",
      version: "4.3.2",
      unit: "index",
      value: 8,
      source: "aa-card-4o",
      snapshot: "gpt-4o-2024-11-20",
      note: "Rounded; the card does not print the version of the index.",
    },
    { name: "MMLU-Pro", unit: "fraction", value: 0.75, source: "comparison-page" },
    { name: "GPQA", unit: "fraction", value: 0.54, source: "comparison-page" },
    { name: "AIME", unit: "fraction", value: 0.15, source: "comparison-page" },
    {
      name: "MMLU",
      unit: "fraction",
      value: 0.887,
      source: "simple-evals",
      snapshot: "gpt-4o-2024-08-06",
    },
    {
      name: "MATH",
      unit: "fraction",
      value: 0.759,
      source: "simple-evals",
      snapshot: "gpt-4o-2024-08-06",
    },
    {
      name: "HumanEval",
      unit: "fraction",
      value: 0.902,
      source: "simple-evals",
      snapshot: "gpt-4o-2024-08-06",
    },
    {
      name: "MGSM",
      unit: "fraction",
      value: 0.9,
      source: "simple-evals",
      snapshot: "gpt-4o-2024-08-06",
    },
    {
      name: "DROP",
      unit: "fraction",
      value: 0.798,
      source: "simple-evals",
      snapshot: "gpt-4o-2024-08-06",
    },
    {
      name: "SimpleQA",
      unit: "fraction",
      value: 0.401,
      source: "simple-evals",
      snapshot: "gpt-4o-2024-08-06",
    },
  ],
};
