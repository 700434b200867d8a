import type { Diagnostic, DiagnosticCode, QuickFix } from "../estimate/diagnostic";
import { withVisibleWords } from "../estimate/diagnostics";
import { formatDaysLeft, formatCount } from "../format";
import type { Change } from "./breaks/breakRule";
import type { Break } from "./breaks/findBreaks";
import { isMended, type PlannedPlace, planPlaces, type PlanOptions } from "./planFile";
import { originWords, targetWords, vendorWords } from "./planWords";
import { distinct, editsInFile, editsOfChanges, type TextEdit } from "./textEdits";

/** From this many days before its date on, every name of a model is marked. */
const MARKED_DAYS = 60;
const WARNING_DAYS = 30;

/** The problems of a file while it is edited. */
export interface MoveDiagnostics {
  readonly diagnostics: readonly Diagnostic[];
  /** For the model that ends next among those whose names are not marked yet. */
  readonly upcoming?: UpcomingRetirement;
}

/** A retirement that is far enough away to be reported once per workspace. */
interface UpcomingRetirement {
  readonly daysLeft: number;
  readonly diagnostic: Diagnostic;
}

/** Retiring models of a file, and what the models that places have moved to refuse. */
export function findMoveDiagnostics(
  path: string,
  text: string,
  options: PlanOptions,
): MoveDiagnostics {
  const found: Diagnostic[] = [];
  let upcoming: UpcomingRetirement | undefined;
  for (const plan of planPlaces(path, text, options)) {
    const { daysLeft, model } = plan.place;
    if (model.service !== undefined) {
      found.push(...plan.breaks.map((each) => serviceEnding(each, daysLeft ?? 0)));
      continue;
    }
    found.push(...plan.breaks.flatMap((each) => diagnoseBreak(plan, each)));
    if (daysLeft === undefined) continue;
    const diagnostic = daysLeft < 0 ? shutDown(plan, -daysLeft) : retiring(plan, daysLeft);
    if (daysLeft <= MARKED_DAYS) found.push(diagnostic);
    else if (upcoming === undefined || daysLeft < upcoming.daysLeft)
      upcoming = { daysLeft, diagnostic };
  }
  return { diagnostics: distinctOf(found).map(withVisibleWords), ...(upcoming && { upcoming }) };
}

const OPEN_PLAN: QuickFix = {
  kind: "action",
  title: "Open the Plan",
  action: { type: "planMove" },
};

function retiring(plan: PlannedPlace, daysLeft: number): Diagnostic {
  const { place } = plan;
  const { date = "" } = place.model;
  return {
    code: "retiring-model",
    severity: daysLeft <= WARNING_DAYS ? "warning" : "information",
    message: `${place.name} ends${vendorWords(place)} on ${date}${originWords(place)}, ${formatDaysLeft(daysLeft)}.${successorWords(plan)}`,
    range: place.range,
    fixes: [...moveFix(plan), OPEN_PLAN],
  };
}

function shutDown(plan: PlannedPlace, daysAgo: number): Diagnostic {
  const { place } = plan;
  return {
    code: "shut-down-model",
    severity: "error",
    message: `${place.name} was shut down${vendorWords(place)} ${formatCount(daysAgo, "day")} ago${originWords(place)}: requests fail.`,
    range: place.range,
    fixes: [...moveFix(plan), OPEN_PLAN],
  };
}

function serviceEnding({ message, range }: Break, daysLeft: number): Diagnostic {
  const severity = daysLeft < 0 ? "error" : "warning";
  return { code: "service-ends", severity, message, range, fixes: [OPEN_PLAN] };
}

function successorWords({ place, target }: PlannedPlace): string {
  const { replacement, advice } = place.model;
  const named = replacement ?? advice;
  if (named !== undefined) return ` OpenAI names ${named}.`;
  return target === undefined ? " No replacement is named." : "";
}

/** The edits that the plan makes at this place. */
function moveFix({ target, isOnTarget, edits }: PlannedPlace): readonly QuickFix[] {
  if (target === undefined || isOnTarget || edits.length === 0) return [];
  return [{ kind: "edits", title: `Move to ${targetWords(target)}`, edits: distinct(edits) }];
}

/**
 * A break is an error once the place is on the target. Before that, only breaks that need human
 * judgment are reported, as information.
 */
function diagnoseBreak(plan: PlannedPlace, found: Break): readonly Diagnostic[] {
  const code = codeOf(found);
  if (code === undefined) return [];
  if (!plan.isOnTarget && (isSilent(found) || isMended(plan, found))) return [];
  const fixes = plan.isOnTarget ? waysOut(plan, found) : [];
  return [
    {
      code,
      severity: plan.isOnTarget ? (isSilent(found) ? "warning" : "error") : "information",
      message: found.message,
      range: found.range,
      fixes: [...fixes, ...(code === "refused-always" ? [OPEN_PLAN] : [])],
    },
  ];
}

/** Breaks that don't refuse a request, and so are no diagnostic unless they have a code here. */
const SILENT_CODES: ReadonlyMap<string, DiagnosticCode> = new Map([
  ["default-effort", "effort-not-set"],
  ["cap-too-small", "cap-too-small"],
]);

/** Breaks that are reported as a retirement, or that affect no request. */
const NOT_OF_REQUESTS: ReadonlySet<string> = new Set(["azure-410", "tokenizer", "effort-on-4o"]);

function codeOf({ id, severity, isAtEveryEffort }: Break): DiagnosticCode | undefined {
  if (NOT_OF_REQUESTS.has(id)) return undefined;
  if (severity !== "error" && severity !== "limit") return SILENT_CODES.get(id);
  return isAtEveryEffort ? "refused-always" : "refused-parameter";
}

function isSilent({ severity }: Break): boolean {
  return severity === "silent";
}

/** The fixes that the break names, or else its safe edit. */
function waysOut({ place: { sheet } }: PlannedPlace, found: Break): readonly QuickFix[] {
  const editsOf = (changes: readonly Change[]): readonly TextEdit[] =>
    editsInFile(sheet, editsOfChanges(sheet, changes));
  if (found.ways)
    return found.ways.map(({ title, changes }) => ({
      kind: "edits",
      title,
      edits: editsOf(changes),
    }));
  const edits = editsOf(found.changes ?? []);
  const [first] = edits;
  return first ? [{ kind: "edits", title: first.label, edits }] : [];
}

/** Several models of one request break at the same parameter. */
function distinctOf(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const keys = new Set<string>();
  return found.filter(({ code, message, range }) => {
    const key = `${code} ${range.start} ${message}`;
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}
