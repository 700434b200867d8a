import type { RequestCount } from "../accounting/requestCount";
import { CACHE_THRESHOLD_TOKENS } from "../cost/caching";
import type { PlaceholderCount, PrefixHint } from "./estimate";

/**
 * Whether moving the first variable below everything else would make the stable prefix long enough
 * to be cached. `countWithout` counts the request without that variable.
 */
export function findPrefixHint(
  first: PlaceholderCount | undefined,
  { stablePrefixTokens, inputTokens }: RequestCount,
  countWithout: (variable: string) => RequestCount,
): PrefixHint | undefined {
  if (first === undefined || stablePrefixTokens >= CACHE_THRESHOLD_TOKENS) return undefined;
  if (inputTokens < CACHE_THRESHOLD_TOKENS) return undefined;
  const movedPrefixTokens = countWithout(first.variable).stablePrefixTokens;
  if (movedPrefixTokens < CACHE_THRESHOLD_TOKENS) return undefined;
  const { text, range } = first;
  return { text, range, prefixTokens: stablePrefixTokens, movedPrefixTokens };
}
