import { formatCount, formatTokens, formatUsd, NOT_KNOWN } from "../../format";
import type { Currency } from "../../currency";
import { isWhole } from "../../measure/engine/measurement";
import { faultWords, judgeCostSentence, progressSentence } from "../../measure/engine/measureWords";
import { SIDES } from "../../pair";
import { visibleLine } from "../../visibleText";
import type { MeasureRun, MeasureRunSide } from "../contract/measureState";
import type { ButtonState, Table } from "../contract/panelState";
import { modelName } from "../contract/richText";
import type { MeasureInput } from "./measureInput";

type RunInput = NonNullable<MeasureInput["run"]>;

/** Rows that are listed of what did not go as planned. */
const MAX_EVENTS = 100;

/** How far a run is. */
export function runState({ currency }: MeasureInput, run: RunInput): MeasureRun {
  const { end, plan, progress, troubles } = run;
  const isDone = end !== undefined && isWhole(end);
  const sides = SIDES.flatMap((side): readonly MeasureRunSide[] => {
    const totals = progress.sides[side];
    const measured = plan.sides[side];
    if (totals === undefined || measured === undefined) return [];
    const { rows, finished, unanswered, passed, spent, holds } = totals;
    const checks =
      passed === undefined
        ? []
        : [
            { label: "Passed", value: formatTokens(passed) },
            { label: "Failed", value: formatTokens(finished - unanswered - passed) },
          ];
    return [
      {
        side,
        name: [modelName(side, measured.name.label)],
        count: `${formatTokens(finished)} of ${formatTokens(rows)}`,
        fraction: rows === 0 ? 0 : finished / rows,
        facts: [
          ...checks,
          { label: "No answer", value: formatTokens(unanswered) },
          {
            label: "Cost so far",
            value: spent === undefined ? NOT_KNOWN : formatUsd(spent, currency),
          },
          { label: "Waits", value: formatTokens(holds) },
        ],
      },
    ];
  });
  return {
    lead: progressSentence(progress, currency),
    note: [noteOf(end, isDone), ...judgeNotes(run, currency)].join(" "),
    sides,
    actions: actionsOf(run, isDone),
    ...((troubles.length > 0 || run.holds.length > 0) && { events: eventsTable(run) }),
  };
}

function noteOf(end: RunInput["end"], isDone: boolean): string {
  if (isDone) return "Every row is finished and on disk.";
  return end === undefined
    ? "Every finished row is on disk. Closing the window loses nothing; Resume goes on with the rest."
    : "What is finished is on disk. Resume goes on with the rest.";
}

function judgeNotes(
  { plan, progress: { judge } }: RunInput,
  currency: Currency,
): readonly string[] {
  if (judge === undefined || judge.requests === 0) return [];
  return [visibleLine(judgeCostSentence(plan, judge, currency))];
}

function actionsOf({ end, progress }: RunInput, isDone: boolean): readonly ButtonState[] {
  const failed = SIDES.reduce((sum, side) => sum + (progress.sides[side]?.unanswered ?? 0), 0);
  if (isDone) return retryActions(failed);
  if (end !== undefined) {
    return [{ label: "Resume", action: { type: "resumeMeasure" }, primary: true }];
  }
  return [
    progress.isPaused
      ? { label: "Continue", action: { type: "continueMeasure" }, primary: true }
      : { label: "Pause", action: { type: "pauseMeasure" } },
    { label: "Cancel", action: { type: "cancelMeasure" } },
  ];
}

/** Rows without an answer can be asked again. */
export function retryActions(failed: number): readonly ButtonState[] {
  if (failed === 0) return [];
  const label = `Retry ${formatCount(failed, "Failed Row")}`;
  return [{ label, action: { type: "retryMeasure" } }];
}

function eventsTable({ plan, troubles, holds }: RunInput): Table {
  const waits = holds.map((hold, index) => ({
    key: `hold ${index}`,
    row: "all",
    side: hold.side,
    what: faultWords(plan, hold.side, hold.fault).title,
    done: `all ${hold.side === "judge" ? "its requests" : "rows"} waited ${formatTokens(hold.seconds)} s`,
  }));
  const rows = troubles.map(({ rowId, side, fault, tries }) => ({
    key: `${side} ${rowId}`,
    row: visibleLine(rowId),
    side,
    what: fault
      ? `${faultWords(plan, side, fault).title}${tries > 1 ? `, ${formatCount(tries, "try", "tries")}` : ""}`
      : `answered at try ${formatTokens(tries)}`,
    done: fault ? "left without an answer" : "kept",
  }));
  return {
    caption: "Not as planned",
    columns: [
      { key: "row", heading: ["Row"], align: "start" },
      { key: "model", heading: ["Model"], align: "start" },
      { key: "what", heading: ["What happened"], align: "start" },
      { key: "done", heading: ["What is done"], align: "start" },
    ],
    rows: [...rows, ...waits].slice(0, MAX_EVENTS).map(({ key, row, side, what, done }) => ({
      key,
      kind: "plain" as const,
      cells: [
        [row],
        side === "judge" ? ["Judge"] : [modelName(side, plan.sides[side]?.name.shortLabel ?? "")],
        [visibleLine(what)],
        [done],
      ],
    })),
  };
}
