import type { LongContextPrice, ParameterSupport } from "./model";

/** Above 272,000 input tokens the whole request costs more: GPT-5.4, 5.5 and 5.6. */
export const GPT_5_LONG_CONTEXT: LongContextPrice = {
  aboveInputTokens: 272_000,
  inputFactor: 2,
  outputFactor: 1.5,
};

/** Measured on GPT-5, which reasons at every effort. */
export const GPT_5_PARAMETERS: readonly ParameterSupport[] = [
  {
    parameter: "max_tokens",
    status: "refused",
    confidence: "measured",
    sources: ["foundry-probe"],
    note: "max_completion_tokens instead, which also counts reasoning tokens.",
  },
  {
    parameter: "temperature",
    status: "refused",
    confidence: "measured",
    sources: ["foundry-probe"],
    note: "1, the default, always passes.",
  },
  { parameter: "stop", status: "refused", confidence: "measured", sources: ["foundry-probe"] },
];
