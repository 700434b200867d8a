import { type Currency, USD } from "../../currency";
import { type PicoUsd, picoUsdOf, sumIfKnown } from "../../money";
import { formatCount, formatUsd } from "../../format";
import { monthName, nextMonth } from "../../day";

/** The planned cost on one model. */
export interface PlannedCost {
  /** `GPT-4o mini`. */
  readonly label: string;
  /** For one run; undefined if unknown. */
  readonly atMost: PicoUsd | undefined;
  /** Of one run with the expected output. */
  readonly expected?: PicoUsd;
  /** Whether only the model limits the output: then the most is far from what is expected. */
  readonly isUncapped?: boolean;
}

export interface SpendingRequest {
  /** One entry for each model, in the order of the pair. */
  readonly planned: readonly PlannedCost[];
  readonly runsEach: number;
  /** ISO date in the user's time zone. */
  readonly today: string;
  /** This month's total, including the maximum cost of runs in progress. */
  readonly spentThisMonth: PicoUsd;
  /** `tokenscale.budget.usdPerMonth`; undefined if not set. */
  readonly budgetUsdPerMonth: number | undefined;
  /** `tokenscale.run.confirmAboveUsd`. */
  readonly confirmAboveUsd: number;
  readonly currency?: Currency;
}

/** Whether a run may start: immediately, after a question, or not. `sentence` is for the user. */
export type SpendingDecision =
  | { readonly kind: "go" }
  | { readonly kind: "ask"; readonly sentence: string }
  | { readonly kind: "block"; readonly sentence: string };

/**
 * The monthly budget blocks a run that would exceed it; above the confirmation limit the user is asked.
 * Unknown costs are always asked about.
 */
export function decideSpending(request: SpendingRequest): SpendingDecision {
  const { budgetUsdPerMonth, confirmAboveUsd, spentThisMonth, currency = USD } = request;
  const atMost = costAtMost(request);
  const known = atMost ?? knownPart(request);
  const budget = budgetUsdPerMonth === undefined ? undefined : picoUsdOf(budgetUsdPerMonth);
  if (budget !== undefined && spentThisMonth + known > budget) {
    return { kind: "block", sentence: overBudget(request, known, budget) };
  }
  if (atMost === undefined) return { kind: "ask", sentence: unknownCost(request) };
  const limit = picoUsdOf(confirmAboveUsd);
  if (atMost <= limit) return { kind: "go" };
  return {
    kind: "ask",
    sentence: `${atMostSentence(request)} Your limit for asking is ${formatUsd(limit, currency)}.`,
  };
}

/** The maximum cost of all the runs together; undefined if a part is unknown. */
function costAtMost({
  planned,
  runsEach,
}: Pick<SpendingRequest, "planned" | "runsEach">): PicoUsd | undefined {
  const once = sumIfKnown(planned.map(({ atMost }) => atMost));
  return once === undefined ? undefined : once * BigInt(runsEach);
}

/** Shown before a run, next to its button: `$0.0108 at most for one run on both.` */
export function beforeRunSentence(
  request: Pick<SpendingRequest, "planned" | "runsEach" | "currency">,
): string {
  const { planned, runsEach, currency = USD } = request;
  const [first] = planned;
  const where = planned.length === 1 && first ? first.label : "both";
  const what = runsEach === 1 ? "one run" : `${formatCount(runsEach, "run")} each`;
  const atMost = costAtMost(request);
  return atMost === undefined
    ? unknownCost(request)
    : `${formatUsd(atMost, currency)} at most for ${what} on ${where}.`;
}

/** Beside the button of a run: `about $0.00690, at most $0.0108`; undefined if a part is unknown. */
export function expectedAndMost(
  request: Pick<SpendingRequest, "planned" | "runsEach" | "currency">,
): string | undefined {
  const [expected, atMost] = [expectedCost(request), costAtMost(request)];
  if (expected === undefined || atMost === undefined) return undefined;
  const { currency = USD } = request;
  return `about ${formatUsd(expected, currency)}, at most ${formatUsd(atMost, currency)}`;
}

/**
 * `About $0.00690, at most $0.0108 for this run: $0.0102 on GPT-4o, $0.00061 on GPT-4o mini.`, and
 * `About $0.00810, at most $0.179 for this run: no max_tokens is set.`
 */
function atMostSentence({ planned, runsEach, currency = USD }: SpendingRequest): string {
  const total = costAtMost({ planned, runsEach }) ?? 0n;
  const expected = expectedCost({ planned, runsEach });
  const what = runsEach === 1 ? "this run" : `${formatCount(runsEach, "run")} each`;
  const cost =
    expected === undefined
      ? `${formatUsd(total, currency)} at most for ${what}`
      : `About ${formatUsd(expected, currency)}, at most ${formatUsd(total, currency)} for ${what}`;
  const parts = planned.map(
    ({ label, atMost = 0n }) => `${formatUsd(atMost * BigInt(runsEach), currency)} on ${label}`,
  );
  const [only] = planned;
  const where = planned.length === 1 && only ? ` on ${only.label}` : "";
  if (planned.some(({ isUncapped }) => isUncapped)) return `${cost}${where}: no max_tokens is set.`;
  return where === "" ? `${cost}: ${parts.join(", ")}.` : `${cost}${where}.`;
}

/** The expected cost of all the runs together; undefined if a part is not known. */
function expectedCost({
  planned,
  runsEach,
}: Pick<SpendingRequest, "planned" | "runsEach">): PicoUsd | undefined {
  const once = sumIfKnown(planned.map(({ expected }) => expected));
  return once === undefined ? undefined : once * BigInt(runsEach);
}

function unknownCost({ planned }: Pick<SpendingRequest, "planned">): string {
  const unknown = planned.filter(({ atMost }) => atMost === undefined).map(({ label }) => label);
  const verb = unknown.length === 1 ? "has" : "have";
  return `What this run costs is not known: ${unknown.join(" and ")} ${verb} no price.`;
}

function overBudget(request: SpendingRequest, known: PicoUsd, budget: PicoUsd): string {
  const { today, spentThisMonth, runsEach, currency = USD } = request;
  const spent = `${formatUsd(spentThisMonth, currency)} of ${formatUsd(budget, currency)}`;
  const what = runsEach === 1 ? "this run costs" : "these runs cost";
  return (
    `${spent} spent in ${monthName(today)}; ${what} ${formatUsd(known, currency)} at most. ` +
    `Raise the budget or run it from ${nextMonth(today)}.`
  );
}

/** The known part of the cost: the models that have a price. */
function knownPart({ planned, runsEach }: SpendingRequest): PicoUsd {
  return planned.reduce((sum, { atMost = 0n }) => sum + atMost * BigInt(runsEach), 0n);
}
