import type { TokenUsage } from "../trafficRecord";
import { countOf } from "./jsonAccess";
import type { LogScalar } from "./trafficFormat";

/** Paths below `usage` of Chat Completions, Responses, LiteLLM and Anthropic, in the order of `usageOf`. */
export const USAGE_FIELDS = [
  "prompt_tokens",
  "input_tokens",
  "completion_tokens",
  "output_tokens",
  "prompt_tokens_details.cached_tokens",
  "input_tokens_details.cached_tokens",
  "cache_read_input_tokens",
  "prompt_tokens_details.cache_creation_tokens",
  "prompt_tokens_details.cache_write_tokens",
  "input_tokens_details.cache_write_tokens",
  "cache_creation_input_tokens",
  "completion_tokens_details.reasoning_tokens",
  "output_tokens_details.reasoning_tokens",
  "prompt_tokens_details.audio_tokens",
  "completion_tokens_details.audio_tokens",
  "prompt_tokens_details.image_tokens",
  "input_tokens_details.image_tokens",
] as const;

/**
 * The usage of the scalars at USAGE_FIELDS, from the one at `first` on. Cached tokens are inside
 * `prompt_tokens` and OpenAI's `input_tokens`; Anthropic's `input_tokens`, known by
 * `cache_read_input_tokens` beside it, leave them out.
 */
export function usageOf(scalars: readonly LogScalar[], first: number): TokenUsage | undefined {
  const at = (index: number): number | undefined => countOf(scalars[first + index]);
  const prompt = at(0);
  const input = prompt ?? at(1);
  const output = at(2) ?? at(3);
  if (input === undefined && output === undefined) return undefined;
  const inside = at(4) ?? at(5);
  const cached = inside ?? at(6) ?? 0;
  const cacheWrite = at(7) ?? at(8) ?? at(9) ?? at(10) ?? 0;
  const isOutside = prompt === undefined && inside === undefined && (at(6) ?? at(10)) !== undefined;
  return {
    input: (input ?? 0) + (isOutside ? cached + cacheWrite : 0),
    cached,
    cacheWrite,
    output: output ?? 0,
    reasoning: at(11) ?? at(12) ?? 0,
    inputAudio: at(13) ?? 0,
    outputAudio: at(14) ?? 0,
    image: at(15) ?? at(16) ?? 0,
  };
}
