/** The cache accepts prompts from this many tokens on. Source: `caching` of the model facts, reported. */
export const CACHE_THRESHOLD_TOKENS = 1_024;

/** Beyond the threshold a prefix is matched in steps of this many tokens. */
const CACHE_STEP_TOKENS = 128;

/** How many tokens of a stable prefix can be cached: 0 below the threshold, then in whole steps. */
export function cacheableTokens(stablePrefixTokens: number): number {
  if (stablePrefixTokens < CACHE_THRESHOLD_TOKENS) return 0;
  return stablePrefixTokens - (stablePrefixTokens % CACHE_STEP_TOKENS);
}
