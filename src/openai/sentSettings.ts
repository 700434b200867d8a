import { AsWritten } from "./bodyJson";
import type { Endpoint, Prompt } from "../core/prompt/prompt";

/** What a run decides itself: how the answer is transported, and that it is one. */
const OWN: ReadonlySet<string> = new Set(["stream", "stream_options", "n", "background"]);

/** Settings that both APIs have under one name and with one meaning. */
const SHARED: ReadonlySet<string> = new Set([
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

/** The prompt's further members that a request to `endpoint` carries, as they are in the file. */
export function sentSettings(prompt: Prompt, endpoint: Endpoint): Record<string, AsWritten> {
  const sent = (prompt.settings ?? []).filter(({ key }) =>
    prompt.endpoint === endpoint ? !OWN.has(key) : SHARED.has(key),
  );
  return Object.fromEntries(sent.map(({ key, value }) => [key, new AsWritten(value)]));
}
