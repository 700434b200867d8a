import { type Currency, USD } from "../../currency";
import { formatDecimals, formatShare, formatUsd, formatWholePercent } from "../../format";
import { otherSide, type Pair, type Side } from "../../pair";
import type { CascadeOutcome, CascadeRule } from "./cascade";

/** `Ask GPT-4o when mini's mean log-probability is under −0.21`. */
export function cascadeRuleWords(rule: CascadeRule, names: Pair<string>, first: Side): string {
  const [asked, begins] = [names[otherSide(first)], names[first]];
  switch (rule.kind) {
    case "checks":
      return `Ask ${asked} when a check of ${begins}'s answer fails`;
    case "json":
      return `Ask ${asked} when ${begins}'s answer is not JSON`;
    case "log-probability":
      return `Ask ${asked} when ${begins}'s mean log-probability is under ${formatDecimals(rule.threshold, 2)}`;
  }
}

/** `22% of rows asked twice: 98.4% pass, $1.70 per 1,000 requests.` */
export function cascadeWords(outcome: CascadeOutcome, currency: Currency = USD): string {
  const { rows, askedTwice, passed, costPerThousand } = outcome;
  const results = [
    ...(passed === undefined ? [] : [`${formatShare(passed, rows)} pass`]),
    ...(costPerThousand === undefined
      ? []
      : [`${formatUsd(costPerThousand, currency)} per 1,000 requests`]),
  ];
  const asked = `${formatWholePercent(askedTwice, rows)} of rows asked twice`;
  return results.length === 0 ? `${asked}.` : `${asked}: ${results.join(", ")}.`;
}
