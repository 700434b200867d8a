import { formatCount, formatUsd } from "../format";
import { picoUsdOf } from "../money";
import type { Target } from "./breaks/target";
import type { MoveCosts, MoveMonth } from "./moveCosts";
import type { PlaceFigures } from "./placeFigures";
import type { PricedPlace } from "./placeJson";
import type { PlannedPlace } from "./planFile";
import { planTotals } from "./planTotals";
import type { Place } from "./scan/findPlaces";

/** `Ends on 2027-01-14, in 48 days.`, `Shut down 3 days ago: requests fail.`, or `Moved already.` */
export function retirementWords({
  model,
  daysLeft,
  vendor,
}: Pick<Place, "model" | "daysLeft" | "vendor">): string {
  if (daysLeft === undefined || model.date === undefined) return "Moved already.";
  const where = vendorWords({ vendor });
  const reported = originWords({ model });
  if (daysLeft < 0)
    return `Shut down${where} ${formatCount(-daysLeft, "day")} ago, on ${model.date}${reported}: requests fail.`;
  if (daysLeft === 0) return `Ends${where} today${reported}.`;
  return `Ends${where} on ${model.date}, in ${formatCount(daysLeft, "day")}${reported}.`;
}

/** ` on Azure`; empty for OpenAI. */
export function vendorWords({ vendor }: Pick<Place, "vendor">): string {
  return vendor === "azure" ? " on Azure" : "";
}

/** ` (reported)`, if the date is second-hand. */
export function originWords({ model }: Pick<Place, "model">): string {
  return model.confidence === "reported" ? " (reported)" : "";
}

/** `GPT-6 Luna at none`. */
export function targetName({ model, effort }: Target): string {
  return effort === undefined ? model.label : `${model.label} at ${effort}`;
}

/** `gpt-6-luna at none`, or that there is none. */
export function targetWords(
  target: Target | undefined,
  format = (id: string): string => id,
): string {
  if (target === undefined) return "no like-for-like target";
  const { model, effort } = target;
  return effort === undefined ? format(model.id) : `${format(model.id)} at ${effort}`;
}

/** `gpt-4o → gpt-6-luna at none`; only the name for a place that is on its target. */
export function moveWords(
  { place, target, isOnTarget }: PlannedPlace,
  format = (id: string): string => id,
): string {
  const name = format(place.name);
  return isOnTarget ? name : `${name} → ${targetWords(target, format)}`;
}

/** `$0.00651 → $0.000391 a request, $0.000820 if no effort is set (medium)`; empty without prices. */
export function costWords({ before, after, afterAtDefault }: PlaceFigures): string {
  if (before.usd === undefined || after.usd === undefined) return "";
  const byDefault =
    afterAtDefault?.usd === undefined
      ? ""
      : `, ${dollars(afterAtDefault.usd)} if no effort is set${afterAtDefault.effort === undefined ? "" : ` (${afterAtDefault.effort})`}`;
  return `${dollars(before.usd)} → ${dollars(after.usd)} a request${byDefault}`;
}

/** `6 calls at 100,000 requests each`, or `6 calls at their own volumes`. */
export function volumeWords({ calls, callCount, requestsOf }: MoveMonth): string {
  const [requests = 0, ...others] = new Set(calls.map((place) => requestsOf(place)));
  if (others.length > 0) return `${formatCount(callCount, "call")} at their own volumes`;
  const each = callCount === 1 ? "" : " each";
  return `${formatCount(callCount, "call")} at ${formatCount(requests, "request")}${each}`;
}

/** `6 calls at 100,000 requests each: $3,487 → $277 a month, $427 if no effort is set.`; empty without prices. */
export function totalWords(month: MoveMonth): string {
  const words = month.calls.length === 0 ? "" : monthWords(month.total);
  return words === "" ? "" : `${volumeWords(month)}: ${words}.`;
}

/** `$3,487 → $277 a month, $427 if no effort is set`; empty without prices. */
export function monthWords({ now, after, atDefault }: MoveCosts): string {
  if (now === undefined || after === undefined) return "";
  const byDefault =
    atDefault === undefined || atDefault === after
      ? ""
      : `, ${formatUsd(atDefault)} if no effort is set`;
  return `${formatUsd(now)} → ${formatUsd(after)} a month${byDefault}`;
}

function dollars(usd: number): string {
  return formatUsd(picoUsdOf(usd));
}

/** `14 places in 13 files name a retiring model. 23 edits are safe; 4 places need your judgment.` */
export function planSummary(
  places: readonly PricedPlace[],
  filesRead: number,
  { edits, waiting } = planTotals(places),
): string {
  if (places.length === 0)
    return `Nothing to move. ${formatCount(filesRead, "file")} read: no place names a model with a shutdown date.`;
  return `${foundWords(places)} ${formatCount(edits, "edit")} ${edits === 1 ? "is" : "are"} safe; ${formatCount(waiting, "place")} ${waiting === 1 ? "needs" : "need"} your judgment.`;
}

function foundWords(places: readonly PricedPlace[]): string {
  const moving = places.filter(({ plan }) => !plan.isOnTarget);
  const moved = places.length - moving.length;
  const files = new Set(moving.map(({ file }) => file)).size;
  const isService = moving.some(({ plan }) => plan.place.model.service !== undefined);
  const what = isService ? "a retiring model or service" : "a retiring model";
  const words = [
    ...(moving.length === 0
      ? []
      : [
          `${formatCount(moving.length, "place")} in ${formatCount(files, "file")} ${moving.length === 1 ? "names" : "name"} ${what}.`,
        ]),
    ...(moved === 0
      ? []
      : [
          `${formatCount(moved, "place")} that ${moved === 1 ? "has" : "have"} moved ${moved === 1 ? "sends" : "send"} what the model refuses.`,
        ]),
  ];
  return words.join(" ");
}

/** How much the safe edits of a plan change, and how many places need human judgment. */
export interface EditTotals {
  readonly edits: number;
  readonly files: number;
  readonly waiting: number;
}

/** `23 edits in 11 files. 4 places need your judgment; what is in question there stays as it is.` */
export function safeEditsQuestion({ waiting, ...edits }: EditTotals): string {
  if (waiting === 0) return editWords(edits);
  return `${editWords(edits)} ${formatCount(waiting, "place")} ${waiting === 1 ? "needs" : "need"} your judgment; what is in question there stays as it is.`;
}

/** `23 edits in 11 files. 4 places wait for your judgment.` */
export function appliedWords({ waiting, ...edits }: EditTotals): string {
  if (waiting === 0) return editWords(edits);
  return `${editWords(edits)} ${formatCount(waiting, "place")} ${waiting === 1 ? "waits" : "wait"} for your judgment.`;
}

function editWords({ edits, files }: Omit<EditTotals, "waiting">): string {
  return `${formatCount(edits, "edit")} in ${formatCount(files, "file")}.`;
}
