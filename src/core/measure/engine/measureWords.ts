import { type Currency, USD } from "../../currency";
import { formatCount, formatTokens, formatUsd } from "../../format";
import { sumIfKnown } from "../../money";
import { type Side, SIDES } from "../../pair";
import { changesText } from "../../runs/moveChange";
import type { RunError } from "../../runs/runError";
import { describeRun } from "../../runs/runWords";
import type { PlannedCost } from "../../runs/spending/spending";
import type { JudgeRequests } from "../rowResult";
import type { MeasurePlan } from "./measurePlan";
import type { MeasureProgress } from "./measurement";
import type { Wait } from "./patientSender";
import type { Hold } from "./sideRun";

/** `162 of 250 rows on both models, $1.08 so far, about 1 min 10 s left.` */
export function progressSentence(progress: MeasureProgress, currency: Currency = USD): string {
  const sides = SIDES.flatMap((side) => progress.sides[side] ?? []);
  const finished = Math.min(...sides.map((side) => side.finished));
  const where = sides.length > 1 ? " on both models" : "";
  const rows = formatCount(sides[0]?.rows ?? 0, "row");
  const { judge } = progress;
  const spent = sumIfKnown([...sides, ...(judge ? [judge] : [])].map((each) => each.spent));
  const cost = spent === undefined ? "" : `, ${formatUsd(spent, currency)} so far`;
  const left = progress.isPaused ? ", paused" : remainingWords(progress.remainingMs);
  return `${formatTokens(finished)} of ${rows}${where}${cost}${left}.`;
}

/** `, about 1 min 10 s left`: no finer than it is known. */
function remainingWords(remainingMs: number | undefined): string {
  if (remainingMs === undefined || remainingMs === 0) return "";
  const seconds = Math.ceil(remainingMs / 1000);
  if (seconds < 60) return `, about ${seconds} s left`;
  const step = seconds < 600 ? 10 : 60;
  const rounded = Math.round(seconds / step) * step;
  const [hours, minutes, rest] = [
    Math.floor(rounded / 3600),
    Math.floor((rounded % 3600) / 60),
    rounded % 60,
  ];
  const parts = [
    hours > 0 ? `${hours} h` : "",
    minutes > 0 ? `${minutes} min` : "",
    rest > 0 && hours === 0 ? `${rest} s` : "",
  ];
  return `, about ${parts.filter((part) => part !== "").join(" ")} left`;
}

/** `About $1.77, at most $2.83 for 250 rows on GPT-4o and GPT-6 Luna · none.` */
export function costSentence(
  costs: readonly PlannedCost[],
  rows: number,
  currency: Currency = USD,
): string {
  const models = listed(costs.map(({ label }) => label));
  const what = `${formatCount(rows, "row")} on ${models}`;
  const expected = sumIfKnown(costs.map((cost) => cost.expected));
  const atMost = sumIfKnown(costs.map((cost) => cost.atMost));
  if (expected === undefined) return `The cost of ${what} is not known: there is no price.`;
  const about = `About ${formatUsd(expected, currency)}`;
  if (atMost === undefined) return `${about} for ${what}; the most is not known.`;
  const uncapped = costs.some(({ isUncapped }) => isUncapped)
    ? " The most is far from that because no max_tokens is set."
    : "";
  return `${about}, at most ${formatUsd(atMost, currency)} for ${what}.${uncapped}`;
}

/** `GPT-4o`, `GPT-4o and GPT-4o mini`, `GPT-4o, GPT-4o mini and GPT-6 Luna · low as the judge` */
function listed(labels: readonly string[]): string {
  const last = labels.at(-1) ?? "";
  return labels.length < 2 ? last : `${labels.slice(0, -1).join(", ")} and ${last}`;
}

interface FaultWords {
  readonly title: string;
  readonly sentence: string;
}

/** Why a side or the judge ended early, or a row has no answer: `Rate limit (429)`, and a sentence. */
export function faultWords(
  { host, sides, judge }: Pick<MeasurePlan, "host" | "sides" | "judge">,
  of: Side | "judge",
  fault: RunError,
): FaultWords {
  const model = (of === "judge" ? judge?.request.model : sides[of]?.model) ?? "";
  const [message] = describeRun(
    {
      status: "failed",
      fault,
      timing: { totalMs: 0 },
      unreadableEvents: 0,
      isRefused: false,
    },
    { host, model, alternatives: [], reportsUsage: true, outputTokens: 0 },
  );
  return { title: message?.title ?? fault.code, sentence: message?.sentence ?? "" };
}

/** `Changed in the requests to GPT-6 Luna · none, which refuses them as written: stop left out.` */
export function changeSentences({ sides }: Pick<MeasurePlan, "sides">): readonly string[] {
  return SIDES.flatMap((side) => {
    const { name, changes = [] } = sides[side] ?? {};
    if (name === undefined || changes.length === 0) return [];
    return [
      `Changed in the requests to ${name.label}, which refuses them as written: ${changesText(changes)}.`,
    ];
  });
}

/** While all of a side waits: `GPT-4o: Rate limit (429). All of its rows wait 12 s.` */
export function holdSentence(
  plan: Pick<MeasurePlan, "host" | "sides">,
  { side, fault, seconds }: Hold,
): string {
  const { title } = faultWords(plan, side, fault);
  const label = plan.sides[side]?.name.label ?? side;
  return `${label}: ${title}. All of its rows wait ${formatTokens(seconds)} s.`;
}

/** A side that ended before its rows were done. */
export function stoppedSentence(
  plan: Pick<MeasurePlan, "host" | "sides">,
  side: Side,
  fault: RunError,
): string {
  const { title, sentence } = faultWords(plan, side, fault);
  const label = plan.sides[side]?.name.label ?? side;
  return `${label} was stopped: ${title}. ${sentence} What is finished is kept, and the run can be resumed.`;
}

/** While all that the judge is asked waits. */
export function judgeHoldSentence(plan: MeasurePlan, { fault, seconds }: Wait): string {
  const { title } = faultWords(plan, "judge", fault);
  return `The judge: ${title}. All of its requests wait ${formatTokens(seconds)} s.`;
}

/** A judge that ended before its rows were done ends the run. */
export function judgeStoppedSentence(plan: MeasurePlan, fault: RunError): string {
  const { title, sentence } = faultWords(plan, "judge", fault);
  return `The judge was stopped: ${title}. ${sentence} What is judged is kept, and the run can be resumed.`;
}

/** `GPT-6 Luna · low answered 500 requests as the judge for $0.0702.` */
export function judgeCostSentence(
  { judge }: Pick<MeasurePlan, "judge">,
  { requests, spent }: JudgeRequests,
  currency: Currency = USD,
): string {
  const cost = spent === undefined ? "" : ` for ${formatUsd(spent, currency)}`;
  return `${judge?.name.label ?? "The judge"} answered ${formatCount(requests, "request")} as the judge${cost}.`;
}
