import { type Currency, USD } from "../../currency";
import { formatDecimals, formatShare, formatUsd, formatWholePercent } from "../../format";
import { otherSide, type Pair, type Side } from "../../pair";
import { cascadeOf, type CascadeOutcome, cascadePoints, type CascadeRule } from "./cascade";
import type { PairedRow } from "./pairedRow";

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

/** A cascade under each rule that the recorded rows can show, with the thresholds that make a difference. */
export interface CascadeReport {
  readonly rules: readonly { readonly rule: CascadeRule; readonly outcome: CascadeOutcome }[];
  readonly points: ReturnType<typeof cascadePoints>;
}

export function cascadeReport(rows: readonly PairedRow[], first: Side): CascadeReport {
  const rules = (["checks", "json"] as const).map((kind) => {
    const rule: CascadeRule = { kind };
    return { rule, outcome: cascadeOf(rows, first, rule) };
  });
  return { rules, points: cascadePoints(rows, first) };
}

/** A line for each rule, and one for each threshold of the log-probability. */
export function cascadeReportLines(
  { rules, points }: CascadeReport,
  names: Pair<string>,
  first: Side,
): readonly string[] {
  const thresholds = points.map(({ threshold, ...outcome }) => ({
    rule: { kind: "log-probability", threshold } as const,
    outcome,
  }));
  const lines = [...rules, ...thresholds].map(
    ({ rule, outcome }) => `${cascadeRuleWords(rule, names, first)}: ${cascadeWords(outcome)}`,
  );
  return points.length > 0 ? lines : [...lines, `${names[first]} sent no log-probabilities.`];
}
