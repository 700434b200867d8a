import { formatCount, formatTokens } from "../../format";
import { type MoveMonth, moveMonth } from "../../migrate/moveCosts";
import { planTotals } from "../../migrate/planTotals";
import { planSummary, targetName } from "../../migrate/planWords";
import { visibleLine } from "../../visibleText";
import { targetRetirementWords } from "../../migrate/retiringTarget";
import type { MoveFilter, MoveState } from "../contract/moveState";
import type { ButtonState, Notice, TableColumn } from "../contract/panelState";
import { code, type RichText } from "../contract/richText";
import { applyNoteOf, daysLeftOf, effortsOf, endedModels, groundsOf, monthOf } from "./moveHead";
import type { FinishedReading, MoveInput } from "./moveInput";
import { moveGroups, totalRow } from "./moveRows";

type Plan = Extract<MoveState, { kind: "plan" }>;

/** The page of the move plan in words and fractions. Pure: built again whenever its input changes. */
export function buildMoveState(input: MoveInput): MoveState {
  const { reading, workspace } = input;
  const title = workspace === "" ? "Move Plan" : `Move Plan: ${workspace}`;
  if (reading.kind === "reading") return { title, notices: [], ...readingState(reading) };
  if (reading.kind === "failed") return { title, notices: [], ...FAILED };
  const notices = noticesOf(reading, input);
  if (reading.places.length === 0) return { title, notices, ...emptyState(reading) };
  return { title, notices, ...planState(reading, input) };
}

function readingState({
  readFiles,
  allFiles,
  places,
}: Extract<MoveInput["reading"], { kind: "reading" }>): Omit<
  Extract<MoveState, { kind: "reading" }>,
  "title" | "notices"
> {
  return {
    kind: "reading",
    heading:
      allFiles === undefined
        ? "Listing the files"
        : `${formatTokens(readFiles)} of ${formatCount(allFiles, "file")}`,
    ...(allFiles !== undefined && allFiles > 0 && { fraction: readFiles / allFiles }),
    sentence: `${formatCount(places, "place")} so far.`,
    actions: [{ label: "Stop", action: { type: "stopPlan" } }],
  };
}

const FAILED: Omit<Extract<MoveState, { kind: "empty" }>, "title" | "notices"> = {
  kind: "empty",
  heading: "The workspace could not be read",
  sentences: [["No file has changed. The log says which file could not be read, and why."]],
  actions: [{ label: "Try Again", action: { type: "planMove" }, primary: true }],
};

const PLAN_AGAIN: ButtonState = { label: "Plan Again", action: { type: "planMove" } };

function emptyState({
  readFiles,
}: FinishedReading): Omit<Extract<MoveState, { kind: "empty" }>, "title" | "notices"> {
  return {
    kind: "empty",
    heading: "Nothing to move",
    sentences: [
      [`${formatCount(readFiles, "file")} read: no place names a model with a shutdown date.`],
      [
        "Read: prompts, code, notebooks, scripts, .env and other settings, YAML, JSON, TOML, XML, systemd units, HTTP requests, infrastructure, Docker and CI files.",
      ],
    ],
    actions: [PLAN_AGAIN],
  };
}

function planState(reading: FinishedReading, input: MoveInput): Omit<Plan, "title" | "notices"> {
  const { places, readFiles } = reading;
  const totals = planTotals(places);
  const days = daysLeftOf(places);
  const costs = moveMonth(places, () => input.requestsPerMonth);
  const month = monthOf(costs, input);
  const total = totalRow(costs, input);
  const groups = moveGroups(reading, costs, input);
  return {
    kind: "plan",
    ...(days && { days }),
    ...(month && { month }),
    lead: [planSummary(places, readFiles, totals)],
    grounds: groundsOf(costs, input),
    ...(totals.edits > 0 && {
      apply: {
        label: `Apply Safe Edits (${formatTokens(totals.edits)})…`,
        action: { type: "applyMove" },
        primary: true,
      },
    }),
    ...(totals.waiting > 0 && {
      judgments:
        totals.waiting === 1
          ? "Go to Your Judgment"
          : `Go to Your ${formatTokens(totals.waiting)} Judgments`,
    }),
    applyNote: applyNoteOf(totals.editedFiles),
    exports: [
      { label: "Copy as Markdown", action: { type: "exportMove", format: "markdown" } },
      { label: "CSV", action: { type: "exportMove", format: "csv" } },
      { label: "JSON", action: { type: "exportMove", format: "json" } },
      PLAN_AGAIN,
    ],
    target: {
      words: targetWords(input),
      change: { label: "Change Target…", action: { type: "chooseMoveTarget" } },
    },
    volume: {
      label: "Requests a month for each call",
      value: formatTokens(input.requestsPerMonth),
      ...(input.volumeProblem !== undefined && { problem: input.volumeProblem }),
    },
    filters: FILTERS.map(({ id, label }) => ({
      id,
      label,
      count: groups.flatMap(({ rows }) => rows).filter(({ filters }) => filters.includes(id))
        .length,
    })),
    columns: columnsOf(costs, input),
    groups,
    ...(total && { total }),
  };
}

const FILTERS: readonly { readonly id: MoveFilter; readonly label: string }[] = [
  { id: "all", label: "All" },
  { id: "breaks", label: "Breaks" },
  { id: "judgment", label: "Your judgment" },
  { id: "prompts", label: "Prompts" },
  { id: "code", label: "Code" },
  { id: "configuration", label: "Configuration" },
];

function targetWords({ target }: MoveInput): RichText {
  return target === undefined
    ? ["Each place moves to the model that its vendor names."]
    : ["All places move to ", code(targetName(target)), "."];
}

function columnsOf({ calls }: MoveMonth, { currency }: MoveInput): readonly TableColumn[] {
  const { after, byDefault } = effortsOf(calls);
  const month = `${currency.code} a month`;
  const cost = (key: string, name: string): TableColumn => ({
    key,
    heading: [name, { kind: "small", text: month }],
    align: "end",
  });
  return [
    { key: "place", heading: ["Place, model, target"], align: "start" },
    { key: "breaks", heading: ["What breaks, and what the safe edit does"], align: "start" },
    cost("now", "Now"),
    cost("after", after === undefined ? "After the move" : `At ${after}`),
    cost("atDefault", byDefault === undefined ? "No effort set" : `At ${byDefault}`),
    { key: "edits", heading: ["Edits"], align: "end" },
  ];
}

/** Models in a list of notices before the rest is counted. */
const MAX_NOTICES = 5;

function noticesOf(reading: FinishedReading, input: MoveInput): readonly Notice[] {
  const notice = (key: string, tone: Notice["tone"], words: RichText): Notice => ({
    key,
    tone,
    words,
    actions: [],
  });
  return [
    ...(reading.readFiles < reading.allFiles
      ? [
          {
            ...notice("stopped", "warning", [
              `Stopped after ${formatTokens(reading.readFiles)} of ${formatCount(reading.allFiles, "file")}: there may be more places.`,
            ]),
            actions: [PLAN_AGAIN],
          },
        ]
      : []),
    ...(input.targetProblem === undefined
      ? []
      : [
          notice("target", "error", [
            `${input.targetProblem} Each place moves to the model that its vendor names.`,
          ]),
        ]),
    ...endedModels(reading.places)
      .slice(0, MAX_NOTICES)
      .map(({ name, words }) => notice(`ended ${name}`, "error", words)),
    ...retiringTargets(reading, input).map((words) => notice(words, "warning", [words])),
    ...unknownNotices(reading).map((words, index) => notice(`unknown ${index}`, "info", words)),
  ];
}

/** Targets that end themselves. */
function retiringTargets({ places }: FinishedReading, { today }: MoveInput): readonly string[] {
  const words = places.flatMap(({ plan: { target } }) =>
    target === undefined ? [] : (targetRetirementWords(target.model, today) ?? []),
  );
  return [...new Set(words)];
}

function unknownNotices({ unknownModels }: FinishedReading): readonly RichText[] {
  const names = [...new Set(unknownModels.map(({ name }) => name))];
  return names.slice(0, MAX_NOTICES).map((name): RichText => {
    const where = unknownModels.filter((each) => each.name === name);
    const [first] = where;
    const others =
      where.length > 1 ? ` and ${formatCount(where.length - 1, "more place", "more places")}` : "";
    return [
      code(visibleLine(name)),
      ` is not in the catalog; no date known. ${first ? `${visibleLine(first.file)}, line ${first.line}` : ""}${others}.`,
    ];
  });
}
