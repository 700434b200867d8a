import { type Break, findBreaks } from "./breaks/findBreaks";
import type { NameSources } from "./names/modelName";
import { REPLACEMENTS } from "./names/retiringModel";
import type { Request } from "./request/request";
import { findPlaces, type Place } from "./scan/findPlaces";
import { officialTarget, type Target, targetOf } from "./breaks/target";
import { distinct, editsInFile, editsOfChanges, type TextEdit } from "./textEdits";

/** A place with its target, its breaks and its safe edits. */
export interface PlannedPlace {
  readonly place: Place;
  /** Whether it names its target already, and the requests there are refused as they are. */
  readonly isOnTarget: boolean;
  /** Undefined: no model takes the same requests. */
  readonly target?: Target;
  /** In the offsets of the file. */
  readonly breaks: readonly Break[];
  /** In the offsets of the file; empty if the model can't be renamed without human judgment. */
  readonly edits: readonly TextEdit[];
}

export interface PlanOptions extends Omit<NameSources, "targets"> {
  /** The model that all places move to; if absent, each moves to its official replacement. */
  readonly target?: Target;
  /** ISO date. */
  readonly today: string;
}

/** Breaks that leave a place unchanged, because the model's name alone can't be changed. */
const KEEPS_NAME: ReadonlySet<string> = new Set([
  "no-replacement",
  "fine-tunes",
  "azure-410",
  "alias",
  "sdk-constant",
  "unread-request",
  "tokenizer",
]);

/**
 * Every place of a file that names a model which ends, and its move. Places that name their target
 * already are among them if their requests are refused.
 */
export function planFile(
  path: string,
  text: string,
  options: PlanOptions,
): readonly PlannedPlace[] {
  return planPlaces(path, text, options).flatMap((plan) => {
    if (!plan.isOnTarget) return [plan];
    const breaks = plan.breaks.filter(isRefusal);
    return breaks.length > 0 ? [{ ...plan, breaks }] : [];
  });
}

/** Every place of a file that names a model which ends, or a target. */
export function planPlaces(
  path: string,
  text: string,
  options: PlanOptions,
): readonly PlannedPlace[] {
  const { model } = options.target ?? {};
  const targets = model ? new Set([model.id, ...model.snapshots]) : REPLACEMENTS;
  const plans = findPlaces(path, text, options.today, { ...options, targets }).map((place) =>
    planPlace(place, path, text, options),
  );
  return keepSharedRequests(plans);
}

/** A request that also goes to a model that can't be renamed stays as that model takes it. */
function keepSharedRequests(plans: readonly PlannedPlace[]): readonly PlannedPlace[] {
  const kept = new Set(
    plans.flatMap(({ place, isOnTarget, edits }) =>
      isOnTarget || edits.length > 0 ? [] : place.requests.map((each) => requestKey(place, each)),
    ),
  );
  if (kept.size === 0) return plans;
  return plans.map((plan) =>
    plan.place.requests.some((each) => kept.has(requestKey(plan.place, each)))
      ? { ...plan, edits: [] }
      : plan,
  );
}

/** The range of a request's settings in the file. */
function requestKey({ sheet }: Place, { main }: Request): number {
  return sheet.toFile(main.range).start;
}

/** The safe edits of all places of a file together, in order. */
export function safeEdits(places: readonly PlannedPlace[]): readonly TextEdit[] {
  return distinct(places.flatMap(({ edits }) => edits));
}

/** Whether the safe edits leave something at this place to a person. */
export function needsJudgment(plan: PlannedPlace): boolean {
  return plan.breaks.some((found) => !isMended(plan, found));
}

/** Whether the safe edits of the place fix the break. */
export function isMended({ edits }: PlannedPlace, { changes }: Break): boolean {
  return changes !== undefined && edits.length > 0;
}

function planPlace(place: Place, path: string, text: string, options: PlanOptions): PlannedPlace {
  const { model } = place.model;
  const isOnTarget =
    model !== undefined && (place.daysLeft === undefined || model.id === options.target?.model.id);
  const target = isOnTarget ? (options.target ?? targetOf(model)) : targetFor(place, options);
  const aim = target ?? NO_TARGET;
  const found = findBreaks({ place, target: aim, isOnTarget, path, text });
  const breaks = found.map((each) => ({ ...each, range: place.sheet.toFile(each.range) }));
  const keepsName = target === undefined || found.some(({ id }) => KEEPS_NAME.has(id));
  return {
    place,
    isOnTarget,
    ...(target && { target }),
    breaks,
    edits: keepsName
      ? []
      : isOnTarget
        ? editsOf(place, undefined, found.filter(isRefusal))
        : editsOf(place, target.model.id, found),
  };
}

function isRefusal({ severity }: Break): boolean {
  return severity === "error";
}

/** The target against which places without one are checked: nothing is known about it. */
const NO_TARGET: Target = {
  model: {
    id: "no model",
    label: "",
    shortLabel: "",
    snapshots: [],
    encoding: "o200k_base",
    prices: [],
    shutdowns: [],
    benchmarks: [],
  },
};

function editsOf(
  place: Place,
  id: string | undefined,
  breaks: readonly Break[],
): readonly TextEdit[] {
  const { sheet, sheetRange: range } = place;
  const rename = id === undefined ? [] : [{ range, text: id, label: `Rename the model to ${id}` }];
  const changes = breaks.flatMap(({ changes: all = [] }) => all);
  return editsInFile(sheet, [...rename, ...editsOfChanges(sheet, changes)]);
}

function targetFor({ model }: Place, { target }: PlanOptions): Target | undefined {
  if (model.replacement === undefined) return undefined;
  return target ?? officialTarget(model.replacement);
}
