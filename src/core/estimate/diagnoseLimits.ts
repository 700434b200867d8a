import { type PicoUsd, picoUsdOf } from "../money";
import { formatAtLeast, formatTokens, formatUsd } from "../format";
import { findModel, type ModelSources } from "../models/findModel";
import { CONTEXT_CAUTION_MODEL_ID, CONTEXT_CAUTION_TOKENS } from "../models/publishedStatements";
import type { SourceRange } from "../sourceRange";
import { compareFix, type Diagnostic, type DiagnosticSettings, type QuickFix } from "./diagnostic";
import type { Estimate, ModelEstimate } from "./estimate";
import { largestPart, type LargestPart } from "./largestPart";
import { isOverBoth, overContextWords, tokensToCut } from "./overContext";
import { ownValue } from "../ownValue";

/** Problems with limits: of the models, of the published caution, of the user's budgets. */
export function diagnoseLimits(
  estimate: Estimate,
  settings: DiagnosticSettings,
): readonly Diagnostic[] {
  return [
    overContext(estimate, settings),
    contextCaution(estimate),
    overOutputLimit(estimate, settings),
    overBudgetUsd(estimate, settings),
    overBudgetTokens(estimate, settings),
  ].filter((diagnostic) => diagnostic !== undefined);
}

function overContext(estimate: Estimate, settings: DiagnosticSettings): Diagnostic | undefined {
  const words = overContextWords(estimate);
  const over = [estimate.left, estimate.right].find((side) => side.overContextTokens > 0);
  if (words === undefined || over === undefined) return undefined;
  const isForBoth = isOverBoth(estimate) && !runsElsewhere(estimate, settings);
  const largest = largestPart(estimate, over);
  return {
    code: "over-context",
    severity: isForBoth ? "error" : "warning",
    message: `${formatTokens(over.count.inputTokens)} tokens: ${words}. Cut ${formatTokens(tokensToCut(estimate))} to leave room for the output.`,
    range: largest?.range ?? estimate.prompt.range,
    fixes: goToLargest(largest),
  };
}

function contextCaution(estimate: Estimate): Diagnostic | undefined {
  const side = [estimate.left, estimate.right].find(
    ({ model }) => model.id === CONTEXT_CAUTION_MODEL_ID,
  );
  if (side === undefined || side.overContextTokens > 0) return undefined;
  const textTokens = side.count.inputTokens - side.count.imageTokens;
  if (textTokens < CONTEXT_CAUTION_TOKENS) return undefined;
  return {
    code: "context-caution",
    severity: "information",
    message: `${formatTokens(textTokens)} input tokens: past ${formatTokens(CONTEXT_CAUTION_TOKENS)} ${side.model.shortLabel}'s use of the context degrades more. Test at this length.`,
    range: largestPart(estimate, side)?.range ?? estimate.prompt.range,
    fixes: [compareFix(estimate)],
  };
}

function overOutputLimit(estimate: Estimate, settings: DiagnosticSettings): Diagnostic | undefined {
  const asked = estimate.prompt.maxOutputTokens;
  if (asked === undefined) return undefined;
  const over = [estimate.left, estimate.right].flatMap((side) => {
    const limit = outputLimitOf(side);
    return limit !== undefined && asked.value > limit ? [{ side, limit }] : [];
  });
  const [first, second] = over.toSorted((a, b) => a.limit - b.limit);
  if (first === undefined) return undefined;
  const isAlike = second?.limit === first.limit;
  const whose = isAlike ? "both models" : nameOf(first.side);
  return {
    code: "over-output-limit",
    severity: runsElsewhere(estimate, settings) ? "warning" : "error",
    message: `max_tokens ${formatTokens(asked.value)}: ${formatTokens(asked.value - first.limit)} over the ${formatTokens(first.limit)} of ${whose}.`,
    range: asked.range,
    fixes: [
      {
        kind: "edit",
        title: `Set max_tokens to ${first.limit}`,
        range: asked.range,
        newText: String(first.limit),
      },
    ],
  };
}

function outputLimitOf({ model, snapshot }: ModelEstimate): number | undefined {
  return ownValue(model.maxOutputTokensOfSnapshot, snapshot) ?? model.maxOutputTokens?.value;
}

/** A snapshot with its own limits goes by its id. */
function nameOf({ model, snapshot }: ModelEstimate): string {
  return ownValue(model.maxOutputTokensOfSnapshot, snapshot) === undefined ? model.label : snapshot;
}

function overBudgetUsd(estimate: Estimate, settings: DiagnosticSettings): Diagnostic | undefined {
  const { budgetUsdPerRequest, currency } = settings;
  if (budgetUsdPerRequest === undefined) return undefined;
  const side = sideThatRuns(estimate, settings);
  const other = side === estimate.left ? estimate.right : estimate.left;
  const cost = side.cost?.total;
  const budget = picoUsdOf(budgetUsdPerRequest);
  if (cost === undefined || cost <= budget || side.overContextTokens > 0) return undefined;
  const otherCost = other.overContextTokens > 0 ? undefined : other.cost?.total;
  const write = (amount: PicoUsd): string => formatUsd(amount, currency);
  const shown = side.count.basis.isLowerBound ? formatAtLeast(write(cost)) : write(cost);
  const elsewhere =
    otherCost === undefined ? "" : ` On ${other.model.shortLabel} it costs ${write(otherCost)}.`;
  return {
    code: "over-budget-usd",
    severity: "warning",
    message: `${shown} a request on ${side.model.shortLabel}: over the budget of ${write(budget)}.${elsewhere}`,
    range: estimate.prompt.model?.range ?? firstRange(estimate),
    fixes: [
      ...(otherCost !== undefined && otherCost <= budget ? switchModel(estimate, other) : []),
      {
        kind: "action",
        title: "Change the budget",
        action: { type: "openSetting", setting: "budget.usdPerRequest" },
      },
    ],
  };
}

function overBudgetTokens(
  estimate: Estimate,
  settings: DiagnosticSettings,
): Diagnostic | undefined {
  const { budgetInputTokens } = settings;
  if (budgetInputTokens === undefined) return undefined;
  const side = sideThatRuns(estimate, settings);
  const { inputTokens, basis } = side.count;
  if (inputTokens <= budgetInputTokens) return undefined;
  const largest = largestPart(estimate, side);
  const shown = formatTokens(inputTokens);
  const largestWords = largest
    ? ` The largest part is ${largest.label}, ${formatTokens(largest.tokens)}.`
    : "";
  return {
    code: "over-budget-tokens",
    severity: "warning",
    message: `${basis.isLowerBound ? formatAtLeast(shown) : shown} input tokens: ${formatTokens(inputTokens - budgetInputTokens)} over the budget of ${formatTokens(budgetInputTokens)}.${largestWords}`,
    range: largest?.range ?? estimate.prompt.range,
    fixes: [
      ...goToLargest(largest),
      {
        kind: "action",
        title: "Change the budget",
        action: { type: "openSetting", setting: "budget.inputTokens" },
      },
    ],
  };
}

/** Which side a request runs on, if its file does not say it. */
export type SideChoice = ModelSources & Pick<DiagnosticSettings, "runsOn">;

/** The side that the file names, else the recommended one, else the left. */
export function sideThatRuns(estimate: Estimate, settings: SideChoice): ModelEstimate {
  const { left, right, prompt, recommendation } = estimate;
  if (settings.runsOn !== undefined) return estimate[settings.runsOn];
  const named = prompt.model && findModel(prompt.model.value, settings);
  const id = named?.kind === "found" ? named.model.id : undefined;
  const byId = (wanted: string | undefined): ModelEstimate | undefined =>
    [left, right].find(({ model }) => model.id === wanted);
  return byId(id) ?? byId(recommendation.modelId) ?? left;
}

/** Whether the file names a model outside the pair: the pair's limits don't apply to it. */
function runsElsewhere({ prompt, left, right }: Estimate, settings: DiagnosticSettings): boolean {
  const named = prompt.model && findModel(prompt.model.value, settings);
  return named?.kind === "found" && ![left, right].some(({ model }) => model.id === named.model.id);
}

function switchModel({ prompt }: Estimate, { snapshot }: ModelEstimate): readonly QuickFix[] {
  if (prompt.model === undefined) return [];
  const { range } = prompt.model;
  return [{ kind: "edit", title: `Switch the model to ${snapshot}`, range, newText: snapshot }];
}

function goToLargest(largest: LargestPart | undefined): readonly QuickFix[] {
  if (largest === undefined) return [];
  const { range } = largest;
  return [{ kind: "action", title: "Go to the largest part", action: { type: "goTo", range } }];
}

function firstRange({ prompt, left }: Estimate): SourceRange {
  return left.count.parts.find((part) => part.range !== undefined)?.range ?? prompt.range;
}
