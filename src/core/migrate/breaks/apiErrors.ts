/** The texts of the API's errors with status 400, as they were recorded, by the id of the break. */
const API_ERRORS = new Map<string, (excerpt: string) => string>([
  ["max_tokens", () => `${unsupported("max_tokens")} Use 'max_completion_tokens' instead.`],
  [
    "temperature",
    (excerpt) =>
      `Unsupported value: 'temperature' does not support ${/[\d.]+$/.exec(excerpt)?.[0] ?? "this"} with this model. Only the default (1) value is supported.`,
  ],
  ["top_p", () => unsupported("top_p")],
  ["logprobs", () => unsupported("logprobs")],
  [
    "penalties",
    (excerpt) => unsupported(/frequency/i.test(excerpt) ? "frequency_penalty" : "presence_penalty"),
  ],
  ["stop", () => unsupported("stop")],
  ["logit_bias", () => unsupported("logit_bias")],
  ["prediction", () => unsupported("prediction")],
  [
    "tools-chat",
    () =>
      "Function tools with reasoning_effort are not supported for this model in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
  ],
  ["modalities", () => "Unknown parameter: 'modalities'."],
  ["web_search_options", () => "Unknown parameter: 'web_search_options'."],
  ["cache-retention", () => "This model is compatible only with 24h extended prompt caching"],
  ["effort-on-4o", () => "Unrecognized request argument supplied: reasoning_effort"],
]);

/** The API's error for the request of a break; undefined if it refuses nothing, or the error is not recorded. */
export function apiErrorOf(id: string, excerpt: string): string | undefined {
  return API_ERRORS.get(id)?.(excerpt.trim());
}

function unsupported(parameter: string): string {
  return `Unsupported parameter: '${parameter}' is not supported with this model.`;
}
