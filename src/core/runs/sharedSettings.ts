/** Settings with the same name and meaning in both APIs. */
export const SHARED_SETTINGS: ReadonlySet<string> = new Set([
  "temperature",
  "top_p",
  "parallel_tool_calls",
  "metadata",
  "user",
  "safety_identifier",
  "prompt_cache_key",
  "service_tier",
  "store",
]);
