import { CACHE_THRESHOLD_TOKENS, cacheableTokens } from "../cost/caching";
import type { Diagnostic, DiagnosticSettings } from "../estimate/diagnostic";
import { sideThatRuns } from "../estimate/diagnoseLimits";
import { findDiagnostics } from "../estimate/diagnostics";
import type { Estimate, FileEstimate } from "../estimate/estimate";
import { formatDaysLeft, formatTokens } from "../format";
import { findModel } from "../models/findModel";
import type { Model } from "../models/model";
import { retirementOf } from "../models/retirement";
import type { Prompt } from "../prompt/prompt";
import type { SourceRange } from "../sourceRange";
import { visibleLine } from "../visibleText";
import type { GateRules } from "./gateRules";

/** A broken rule, at its place in a file. */
interface Breach {
  readonly code: BreachCode;
  readonly message: string;
  readonly range: SourceRange;
}

/** Each code with what the rule demands. */
export const BREACH_TITLES = {
  "over-context": "A request fits into the context window of a model of the pair",
  "over-output-limit": "A request asks for no more output than the model writes",
  "over-budget-tokens": "A request stays within its budget of input tokens",
  "over-budget-usd": "A request stays within its budget",
  "over-budget-month": "A month of requests stays within its budget",
  "over-increase": "A prompt file does not grow more than allowed",
  "retiring-model": "A request names a model that is there for long enough",
  "unknown-model": "A request names a known model",
  "unpriced-model": "The cost of a request is known",
  "not-exact": "The count of a request is exact",
  "not-cacheable": "A request begins with enough stable tokens to be cached",
} as const;

export type BreachCode = keyof typeof BREACH_TITLES;

/** The rules that the requests of a file break: limits, budgets per request, and `failOn`. */
export function findBreaches(
  result: FileEstimate,
  rules: GateRules,
  settings: DiagnosticSettings,
): readonly Breach[] {
  const limits = findDiagnostics(result, settings).filter((finding) => isBreach(finding, rules));
  return [
    ...limits.map(({ code, message, range }) => ({ code, message, range })),
    ...result.estimates.flatMap((estimate) => ruleBreaches(estimate, rules, settings)),
  ];
}

/** An exceeded budget, a request that no model of the pair can take, or a name that no list knows. */
function isBreach(
  finding: Diagnostic,
  rules: GateRules,
): finding is Diagnostic & { readonly code: BreachCode } {
  switch (finding.code) {
    case "over-budget-usd":
    case "over-budget-tokens":
      return true;
    case "over-context":
    case "over-output-limit":
      return finding.severity === "error";
    case "unknown-model":
      return rules.unknownModel === true;
    default:
      return false;
  }
}

function ruleBreaches(
  estimate: Estimate,
  rules: GateRules,
  settings: DiagnosticSettings,
): readonly Breach[] {
  const { prompt, left } = estimate;
  const { model, count, cost } = sideThatRuns(estimate, settings);
  const range = prompt.model?.range ?? startOf(prompt.range);
  const { kind, reasons } = count.basis;
  const retiring = retiringBreach(estimate, rules, settings);
  return [
    ...(retiring ? [retiring] : []),
    ...(rules.unpricedModel && (cost?.total === undefined || !isNamedPriced(prompt, settings))
      ? [{ code: "unpriced-model" as const, message: unpricedWords(prompt, model), range }]
      : []),
    ...(rules.estimate && kind === "estimate"
      ? [
          {
            code: "not-exact" as const,
            message: visibleLine(`The count is an estimate: ${reasons.join("; ")}.`),
            range: startOf(prompt.range),
          },
        ]
      : []),
    ...(rules.notCacheable && cacheableTokens(left.count.stablePrefixTokens) === 0
      ? [
          {
            code: "not-cacheable" as const,
            message: `Not cacheable: ${formatTokens(left.count.stablePrefixTokens)} stable tokens, ${formatTokens(CACHE_THRESHOLD_TOKENS)} needed.`,
            range: startOf(prompt.range),
          },
        ]
      : []),
  ];
}

/** Whether the model that a request names has a price; one that names none has that of the pair. */
function isNamedPriced({ model }: Prompt, settings: DiagnosticSettings): boolean {
  if (model === undefined) return true;
  const found = findModel(model.value, settings);
  return found.kind === "found" && found.model.prices.length > 0;
}

function unpricedWords({ model: named }: Prompt, runsOn: Model): string {
  return visibleLine(`${named?.value ?? runsOn.label} has no known price.`);
}

function retiringBreach(
  { prompt }: Estimate,
  { minDaysLeft }: GateRules,
  settings: DiagnosticSettings,
): Breach | undefined {
  if (minDaysLeft === undefined || prompt.model === undefined) return undefined;
  const { value, range } = prompt.model;
  const found = findModel(value, settings);
  if (found.kind !== "found") return undefined;
  const retirement = retirementOf(found.model, found.snapshot, settings.today);
  if (retirement === undefined || retirement.daysLeft >= minDaysLeft) return undefined;
  const { date, daysLeft } = retirement;
  const verb = daysLeft < 0 ? "ended" : "ends";
  const message = visibleLine(`${value} ${verb} on ${date}, ${formatDaysLeft(daysLeft)}.`);
  return { code: "retiring-model", message, range };
}

function startOf({ start }: SourceRange): SourceRange {
  return { start, end: start };
}
