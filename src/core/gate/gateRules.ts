/** The findings that a check fails on besides budgets, as `failOn` of `.tokenscale.json` lists it. */
export interface GateRules {
  /** A model that a request names and that ends in fewer days than this. */
  readonly minDaysLeft?: number;
  /** A model that no list knows. */
  readonly unknownModel?: true;
  /** A request whose cost is not known. */
  readonly unpricedModel?: true;
  /** A count that is not exact. */
  readonly estimate?: true;
  /** A request of which no part is cached. */
  readonly notCacheable?: true;
}

/** The words of `failOn`; `retiring<60d` takes any number of days. */
export const FAIL_REASONS = [
  "retiring<60d",
  "unknown-model",
  "unpriced-model",
  "estimate",
  "not-cacheable",
] as const;

export const RETIRING = /^retiring<(\d{1,5})d$/;

/** The rules that the words of `failOn` name. Words that are none are ignored: the caller refuses them. */
export function gateRules(words: readonly string[]): GateRules {
  const days = words.flatMap((word) => RETIRING.exec(word)?.[1] ?? []).map(Number);
  return {
    ...(days.length > 0 && { minDaysLeft: Math.max(...days) }),
    ...(words.includes("unknown-model") && { unknownModel: true }),
    ...(words.includes("unpriced-model") && { unpricedModel: true }),
    ...(words.includes("estimate") && { estimate: true }),
    ...(words.includes("not-cacheable") && { notCacheable: true }),
  };
}
