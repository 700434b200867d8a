import type { TokenUsage } from "./trafficRecord";

/** Ten times the largest context window of the catalog. */
const MAX_TOKENS_PER_REQUEST = 20_000_000;

/**
 * Whether counts can be those of so many requests. Negative or fractional ones, a part larger than its
 * whole, and more tokens than any model takes are no usage: they are counted apart.
 */
export function isCredibleUsage(usage: TokenUsage, requests: number): boolean {
  const most = MAX_TOKENS_PER_REQUEST * requests;
  return (
    Number.isSafeInteger(requests) &&
    requests >= 1 &&
    isCount(usage.input) &&
    isCount(usage.cached) &&
    isCount(usage.cacheWrite) &&
    isCount(usage.output) &&
    isCount(usage.reasoning) &&
    isCount(usage.inputAudio) &&
    isCount(usage.outputAudio) &&
    isCount(usage.image) &&
    usage.input <= most &&
    usage.output <= most &&
    usage.cached + usage.cacheWrite <= usage.input &&
    usage.inputAudio <= usage.input &&
    usage.image <= usage.input &&
    usage.reasoning <= usage.output &&
    usage.outputAudio <= usage.output
  );
}

function isCount(tokens: number): boolean {
  return Number.isSafeInteger(tokens) && tokens >= 0;
}
