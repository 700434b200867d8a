import type { Currency } from "../../currency";
import { formatColumn, formatCount, formatUsd, NOT_KNOWN } from "../../format";
import { groupBy } from "../../groupBy";
import {
  hasTarget,
  type MoveCosts,
  type MoveMonth,
  requestCosts,
  sumOfCosts,
} from "../../migrate/moveCosts";
import type { PricedPlace } from "../../migrate/placeJson";
import { retirementWords, targetName } from "../../migrate/planWords";
import { groupAlike } from "../../migrate/planText";
import { fileKindOf } from "../../migrate/scan/fileKinds";
import { variableOfDefault } from "../../migrate/variableDefault";
import { RUN_MOVE_LABEL } from "../../surfaces/words";
import { visibleLine } from "../../visibleText";
import type { MoveBreak, MoveFilter, MoveGroup, MoveRow } from "../contract/moveState";
import { code, modelName, small, strong, type RichText } from "../contract/richText";
import { moveBreaks } from "./moveBreaks";
import { type FinishedReading, type MoveInput, placeKey } from "./moveInput";
import { markOf } from "../modelMark";

/** The places in groups: by file, then what only names a model, then what has no like-for-like target. */
export function moveGroups(
  { places }: FinishedReading,
  month: MoveMonth,
  { currency }: MoveInput,
): readonly MoveGroup[] {
  const files = groupBy(places, fileOf);
  const build = new RowBuilder(month, currency);
  const inFiles = places.filter(
    (place) => hasTarget(place) && categoryOf(place) !== "configuration",
  );
  const settings = places.filter(
    (place) => hasTarget(place) && categoryOf(place) === "configuration",
  );
  const withoutTarget = places.filter((place) => !hasTarget(place));
  return [
    ...[...groupBy(inFiles, fileOf)].map(([file, own]): MoveGroup => ({
      key: `file ${file}`,
      name: visibleLine(file),
      note: noteOfFile(files.get(file) ?? own),
      isFile: true,
      rows: build.rows(own, false),
    })),
    ...sharedGroup(
      "Configuration and defaults",
      settings,
      "their requests are counted at the calls",
    ),
    ...sharedGroup("No like-for-like target", withoutTarget, "not in the totals"),
  ];

  function sharedGroup(
    name: string,
    own: readonly PricedPlace[],
    remark: string,
  ): readonly MoveGroup[] {
    if (own.length === 0) return [];
    const fileCount = groupBy(own, fileOf).size;
    const where = `${formatCount(own.length, "place")} in ${formatCount(fileCount, "file")}`;
    return [
      {
        key: name,
        name,
        note: [`${where}; ${remark}`],
        isFile: false,
        rows: build.rows(own, true),
      },
    ];
  }
}

function fileOf({ file }: PricedPlace): string {
  return file;
}

/** `1,840 tokens in, 462 out`, of a file with one call. */
function noteOfFile(places: readonly PricedPlace[]): RichText {
  const [only] = places.filter(({ figures }) => figures !== undefined);
  if (places.length > 1) return [formatCount(places.length, "place")];
  if (only?.figures === undefined) return [];
  const { before, after } = only.figures;
  return [
    `${formatCount(before.inputTokens, "token")} in, ${formatCount(after.outputTokens, "token")} out after the move`,
  ];
}

/** A place by what its file is for: data without a request of its own is configuration. */
function categoryOf({ file, figures }: PricedPlace): "prompts" | "code" | "configuration" {
  const holds = fileKindOf(file)?.holds ?? "data";
  if (holds !== "data") return holds;
  return figures === undefined ? "configuration" : "prompts";
}

class RowBuilder {
  constructor(
    private readonly month: MoveMonth,
    private readonly currency: Currency,
  ) {}

  rows(places: readonly PricedPlace[], namesFile: boolean): readonly MoveRow[] {
    return [...groupBy(places, fileOf).values()]
      .flatMap((own) => groupAlike(own))
      .flatMap((group) => this.row(group, namesFile));
  }

  /** One row for places that differ in nothing but their line. */
  private row(group: readonly PricedPlace[], namesFile: boolean): readonly MoveRow[] {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { file, plan, excerpt } = first;
    const line = first.line === last.line ? `${first.line}` : `${first.line}–${last.line}`;
    const breaks = moveBreaks(first);
    const month = sumIfAny(group.flatMap((each) => this.month.costsOf(each) ?? []));
    return [
      {
        key: placeKey(first),
        ...(namesFile && { file: visibleLine(file) }),
        line,
        lineLabel: `Line ${line} of ${visibleLine(file)}`,
        open: { type: "openMovePlace", key: placeKey(first), range: plan.place.range },
        ...(canRun(first) && {
          run: { label: RUN_MOVE_LABEL, action: { type: "runMovePlace", key: placeKey(first) } },
        }),
        code: excerpt,
        move: moveWords(first),
        remarks: remarksOf(first, group.length),
        filters: filtersOf(first, breaks),
        breaks,
        ...(month && { costs: this.costCells(month, requestCosts(first)) }),
        edits: editWords(group, breaks),
        weights: { saving: savingOf(month), risk: riskOf(breaks) },
      },
    ];
  }

  private costCells(month: MoveCosts, request: MoveCosts = {}): NonNullable<MoveRow["costs"]> {
    const { currency } = this;
    const months = monthCells(month, this.month.total, currency);
    const each = (key: keyof MoveCosts): string => {
      const amount = request[key];
      return amount === undefined ? "" : formatUsd(amount, currency);
    };
    const rises = (key: keyof MoveCosts): boolean =>
      (month[key] ?? 0n) > (month.now ?? month[key] ?? 0n);
    return COST_KEYS.map((key, index) => ({
      month: months[index] ?? NOT_KNOWN,
      request: each(key),
      ...(rises(key) && { rise: "more than now" }),
    }));
  }
}

/** In the order of the columns. */
export const COST_KEYS: readonly (keyof MoveCosts)[] = ["now", "after", "atDefault"];

/** All of a table have the decimals of its largest total. */
function monthCells(costs: MoveCosts, total: MoveCosts, currency: Currency): readonly string[] {
  const largest = COST_KEYS.map((key) => total[key] ?? 0n).reduce((a, b) => (a > b ? a : b));
  return formatColumn([...COST_KEYS.map((key) => costs[key]), largest], { currency });
}

function sumIfAny(costs: readonly MoveCosts[]): MoveCosts | undefined {
  return costs.length === 0 ? undefined : sumOfCosts(costs);
}

function moveWords({ plan: { place, target, isOnTarget } }: PricedPlace): RichText {
  const { model, id, isFineTuned } = place.model;
  if (isOnTarget && target) return [modelName("successor", targetName(target)), ", moved already"];
  const label = isFineTuned ? `fine-tuned ${model?.shortLabel ?? id}` : (model?.label ?? id);
  const mark = model && markOf(model);
  const from: RichText = [mark === undefined ? label : modelName(mark, label)];
  if (target === undefined || isFineTuned) return [...from, " → no like-for-like target"];
  const targetMark = markOf(target.model, target.effort);
  const to = targetName(target);
  return [...from, " → ", targetMark === undefined ? to : modelName(targetMark, to)];
}

/** Whether its prompt was read and has a model to move to. */
function canRun(place: PricedPlace): boolean {
  return place.figures !== undefined && hasTarget(place);
}

function remarksOf(place: PricedPlace, count: number): readonly RichText[] {
  const { plan } = place;
  const variable = variableOfDefault(plan.place);
  return [
    ...(count > 1 ? [[`${formatCount(count, "line")} that differ in nothing else`]] : []),
    ...(variable === undefined
      ? []
      : [[code(variable), ` is set elsewhere; its default is ${plan.place.name}.`]]),
    ...((plan.place.daysLeft ?? 0) < 0 || !hasTarget(place) || plan.place.vendor === "azure"
      ? [[retirementWords(plan.place)]]
      : []),
  ];
}

function filtersOf(place: PricedPlace, breaks: readonly MoveBreak[]): readonly MoveFilter[] {
  return [
    "all",
    ...(breaks.length > 0 ? ["breaks" as const] : []),
    ...(breaks.some(({ needsJudgment }) => needsJudgment) ? ["judgment" as const] : []),
    categoryOf(place),
  ];
}

function editWords(group: readonly PricedPlace[], breaks: readonly MoveBreak[]): RichText {
  const edits = group.reduce((sum, { plan }) => sum + plan.edits.length, 0);
  const calls = breaks.filter(({ needsJudgment }) => needsJudgment).length;
  if (calls === 0) return [String(edits)];
  const yours = small(calls === 1 ? "call" : "calls");
  return edits === 0 ? [`${calls} `, yours] : [`${edits} + ${calls} `, yours];
}

function savingOf(month: MoveCosts | undefined): number {
  if (month?.now === undefined || month.after === undefined) return 0;
  return Number(month.now - month.after);
}

/** Breaks that need judgment weigh most, then refusals, then changes without an error. */
function riskOf(breaks: readonly MoveBreak[]): number {
  const count = (isCounted: (each: MoveBreak) => boolean): number =>
    Math.min(99, breaks.filter(isCounted).length);
  return (
    count(({ needsJudgment }) => needsJudgment) * 10_000 +
    count(({ severity }) => severity === "refused") * 100 +
    count(({ severity }) => severity === "silent")
  );
}

/** The row under all groups. */
export function totalRow(
  { callCount, total }: MoveMonth,
  { currency }: MoveInput,
): readonly RichText[] | undefined {
  if (callCount === 0) return undefined;
  const cells = monthCells(total, total, currency)
    .slice(0, COST_KEYS.length)
    .map((text): RichText => [text]);
  return [[strong(`Total of ${formatCount(callCount, "call")}`)], [], ...cells, []];
}
