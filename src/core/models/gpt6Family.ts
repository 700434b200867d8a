import type { LongContextPrice, Model, ParameterSupport } from "./model";
import type { SourceKey } from "./sources";

/** Above 272,000 input tokens the whole request costs more. */
export const GPT_6_LONG_CONTEXT: LongContextPrice = {
  aboveInputTokens: 272_000,
  inputFactor: 2,
  outputFactor: 1.5,
};

/** The facts that all GPT-6 models share; `source` is the model's page, which states its limits. */
export function gpt6Facts(
  source: SourceKey,
): Pick<
  Model,
  | "contextWindowTokens"
  | "maxInputTokens"
  | "maxOutputTokens"
  | "inputs"
  | "inputsNote"
  | "encoding"
  | "accountingFamily"
  | "imageTokens"
> {
  const published = (value: number) => ({ value, source, confidence: "published" }) as const;
  return {
    contextWindowTokens: published(1_050_000),
    maxInputTokens: published(922_000),
    maxOutputTokens: published(128_000),
    inputs: ["text", "image"],
    inputsNote: "Files through the Responses API; no audio.",
    encoding: "unknown",
    accountingFamily: "gpt-6",
    imageTokens: {
      kind: "patches",
      base: 0,
      perPatch: 1.2,
      maxPatchesAtHighDetail: 2_500,
      source: "hf-image",
    },
  };
}

/** Output limits, tried on GPT-6 Luna and inferred for its siblings. */
export const GPT_6_LIMIT_PARAMETERS: readonly ParameterSupport[] = [
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
];

/** Seen on sibling models, never tried on GPT-6 Luna, 6 Sol or 6.1 Terra. */
export const GPT_6_INFERRED_PARAMETERS: readonly ParameterSupport[] = [
  {
    parameter: "presence_penalty",
    status: "only-at-none",
    confidence: "inferred",
    sources: ["terra-conformance"],
  },
  {
    parameter: "frequency_penalty",
    status: "only-at-none",
    confidence: "inferred",
    sources: ["terra-conformance"],
  },
  {
    parameter: "stop",
    status: "refused",
    confidence: "inferred",
    sources: ["bolna-1019", "foundry-probe"],
  },
  {
    parameter: "logit_bias",
    status: "refused",
    confidence: "inferred",
    sources: ["terra-conformance"],
  },
  {
    parameter: "audio",
    status: "refused",
    confidence: "inferred",
    sources: ["terra-conformance"],
  },
  {
    parameter: "modalities",
    status: "refused",
    confidence: "inferred",
    sources: ["terra-conformance"],
  },
  {
    parameter: "web_search_options",
    status: "refused",
    confidence: "inferred",
    sources: ["terra-conformance"],
  },
  {
    parameter: "prompt_cache_retention",
    status: "accepted",
    confidence: "inferred",
    sources: ["terra-conformance", "oai-python"],
    note: "Only 24h: in_memory is refused.",
  },
  { parameter: "seed", status: "accepted", confidence: "inferred", sources: ["foundry-probe"] },
  {
    parameter: "n",
    status: "accepted",
    confidence: "inferred",
    sources: ["foundry-probe", "terra-conformance"],
    max: 8,
  },
  {
    parameter: "parallel_tool_calls",
    status: "accepted",
    confidence: "inferred",
    sources: ["foundry-probe"],
  },
  {
    parameter: "response_format.json_object",
    status: "accepted",
    confidence: "inferred",
    sources: ["foundry-probe"],
  },
];

/** Refused on the GPT-6 models that have no effort `none`. */
export const GPT_6_WITHOUT_NONE_PARAMETERS: readonly ParameterSupport[] = [
  {
    parameter: "temperature",
    status: "refused",
    confidence: "published",
    sources: ["oai-checklist"],
    note: "1, the default, passes.",
  },
  { parameter: "top_p", status: "refused", confidence: "published", sources: ["oai-checklist"] },
  { parameter: "logprobs", status: "refused", confidence: "published", sources: ["oai-checklist"] },
  ...GPT_6_INFERRED_PARAMETERS.map((support) =>
    support.status === "only-at-none" ? ({ ...support, status: "refused" } as const) : support,
  ),
];
