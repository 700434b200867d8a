import type { Model, ParameterSupport } from "./model";

const reported = (value: number) =>
  ({ value, source: "genai-prices-0.1.8", confidence: "reported" }) as const;

/** The limits that are the same for Sol, Terra and Luna. */
export const GPT_5_6_LIMITS: Pick<
  Model,
  "contextWindowTokens" | "maxInputTokens" | "maxOutputTokens" | "inputs" | "inputsNote"
> = {
  contextWindowTokens: reported(1_050_000),
  maxInputTokens: { value: 922_000, source: "foundry-probe", confidence: "reported" },
  maxOutputTokens: { value: 128_000, source: "foundry-probe", confidence: "reported" },
  inputs: ["text", "image"],
  inputsNote: "Files through the Responses API; no audio.",
};

/** Measured on GPT-5.6 Sol, Terra or Luna over Chat Completions. */
export const GPT_5_6_PARAMETERS: readonly ParameterSupport[] = [
  {
    parameter: "max_tokens",
    status: "refused",
    confidence: "measured",
    sources: ["foundry-probe", "terra-conformance"],
    note: "max_completion_tokens instead, which also counts reasoning tokens.",
  },
  {
    parameter: "max_completion_tokens",
    status: "accepted",
    confidence: "measured",
    sources: ["foundry-probe"],
  },
  {
    parameter: "temperature",
    status: "only-at-none",
    confidence: "measured",
    sources: ["foundry-probe", "models-dev-6639"],
    note: "1, the default, always passes.",
  },
  {
    parameter: "top_p",
    status: "only-at-none",
    confidence: "measured",
    sources: ["foundry-probe", "oai-checklist"],
  },
  {
    parameter: "presence_penalty",
    status: "only-at-none",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  {
    parameter: "frequency_penalty",
    status: "only-at-none",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  {
    parameter: "logprobs",
    status: "only-at-none",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  {
    parameter: "top_logprobs",
    status: "only-at-none",
    confidence: "measured",
    sources: ["terra-conformance"],
    max: 5,
  },
  {
    parameter: "stop",
    status: "refused",
    confidence: "measured",
    sources: ["foundry-probe", "terra-conformance"],
  },
  {
    parameter: "logit_bias",
    status: "refused",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  {
    parameter: "prediction",
    status: "refused",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  {
    parameter: "seed",
    status: "accepted",
    confidence: "measured",
    sources: ["foundry-probe", "terra-conformance"],
  },
  {
    parameter: "n",
    status: "accepted",
    confidence: "measured",
    sources: ["foundry-probe", "terra-conformance"],
    max: 8,
  },
  {
    parameter: "parallel_tool_calls",
    status: "accepted",
    confidence: "measured",
    sources: ["foundry-probe"],
  },
  {
    parameter: "tools",
    status: "only-at-none",
    confidence: "measured",
    sources: ["foundry-probe", "langflow-14361"],
    note: "The Responses API takes tools at every effort.",
  },
  {
    parameter: "response_format.json_object",
    status: "accepted",
    confidence: "measured",
    sources: ["foundry-probe"],
  },
  {
    parameter: "response_format.json_schema",
    status: "accepted",
    confidence: "measured",
    sources: ["foundry-probe"],
  },
  {
    parameter: "verbosity",
    status: "accepted",
    confidence: "measured",
    sources: ["foundry-probe"],
  },
  {
    parameter: "metadata",
    status: "accepted",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  {
    parameter: "store",
    status: "accepted",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  { parameter: "user", status: "accepted", confidence: "measured", sources: ["terra-conformance"] },
  {
    parameter: "service_tier",
    status: "accepted",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  { parameter: "audio", status: "refused", confidence: "measured", sources: ["terra-conformance"] },
  {
    parameter: "modalities",
    status: "refused",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  {
    parameter: "web_search_options",
    status: "refused",
    confidence: "measured",
    sources: ["terra-conformance"],
  },
  {
    parameter: "prompt_cache_retention",
    status: "accepted",
    confidence: "measured",
    sources: ["terra-conformance", "oai-python"],
    note: "Only 24h: in_memory is refused.",
  },
];
