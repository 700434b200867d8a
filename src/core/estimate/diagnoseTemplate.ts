import { cacheableTokens } from "../cost/caching";
import { formatTokens } from "../format";
import type { TierPrice } from "../models/model";
import type { Diagnostic, DiagnosticSettings } from "./diagnostic";
import type { Estimate } from "./estimate";

/** Problems with a template: variables without a value, a prefix that could be cached. */
export function diagnoseTemplate(
  estimate: Estimate,
  { varsFileName }: DiagnosticSettings,
): readonly Diagnostic[] {
  const { prompt, filled } = estimate;
  const unknown = prompt.variables.filter(({ name }) => filled.unknownVariables.includes(name));
  const prefix = prefixNotCacheable(estimate);
  return [
    ...unknown.map(({ name, range }): Diagnostic => ({
      code: "unknown-variable",
      severity: "hint",
      message: `${name} has no value: the count leaves it out.`,
      range,
      fixes: [{ kind: "action", title: `Add to ${varsFileName}`, action: { type: "createVars" } }],
    })),
    ...(prefix ? [prefix] : []),
  ];
}

function prefixNotCacheable({
  prefixHint,
  prompt,
  left: { price },
}: Estimate): Diagnostic | undefined {
  if (prefixHint === undefined || price?.usdPerMillionCachedInput === undefined) return undefined;
  const { text, range, prefixTokens, movedPrefixTokens } = prefixHint;
  const cacheable = formatTokens(cacheableTokens(movedPrefixTokens));
  return {
    code: "prefix-not-cacheable",
    severity: "information",
    message: `The stable prefix ends here, at ${formatTokens(prefixTokens)} tokens. With ${text} moved below it would be ${formatTokens(movedPrefixTokens)}: ${cacheable} ${cachedWords(price)}.`,
    range,
    fixes: [
      {
        kind: "action",
        title: "Show the prefix",
        action: { type: "goTo", range: { start: prompt.range.start, end: range.start } },
      },
    ],
  };
}

/** `at half price`, if that is the price of cached input. */
export function cachedWords({ usdPerMillionCachedInput, usdPerMillionInput }: TierPrice): string {
  return usdPerMillionCachedInput === usdPerMillionInput / 2
    ? "at half price"
    : "at the price of cached input";
}
