import { formatCount, formatTokens, formatUsd, formatUsdCell } from "../../format";
import { batchOffer } from "../../measure/batch/batchWords";
import { rubricsOf } from "../../measure/assertions/checkAnswer";
import {
  costSentence,
  judgeStoppedSentence,
  stoppedSentence,
} from "../../measure/engine/measureWords";
import { measuredCosts, type MeasurePlan } from "../../measure/engine/measurePlan";
import { sumIfKnown } from "../../money";
import { SIDES } from "../../pair";
import { visibleLine } from "../../visibleText";
import type { MeasureField, MeasureSetup, MeasureState } from "../contract/measureState";
import type { ButtonState, Notice, Table, TableRow } from "../contract/panelState";
import { actionLink, code, modelName, type RichText } from "../contract/richText";
import { baselineState } from "./measureBaseline";
import type { MeasureInput } from "./measureInput";
import { resultsState } from "./measureResults";
import { runState } from "./measureRun";

/** The page of a measurement in words and fractions. Pure: built again whenever its input changes. */
export function buildMeasureState(input: MeasureInput): MeasureState {
  const { tab, file, run, results } = input;
  const name = file.split("/").at(-1) ?? file;
  return {
    title: `Measure: ${visibleLine(name)}`,
    notices: noticesOf(input),
    tab,
    setup: setupState(input),
    ...(run && { run: runState(input, run) }),
    ...(results && {
      results: resultsState(input, results),
      baseline: baselineState(input, results),
    }),
  };
}

/** Problems of rows that are listed one by one. */
const MAX_PROBLEMS = 20;

function noticesOf({ run }: MeasureInput): readonly Notice[] {
  const { end, plan } = run ?? {};
  if (end === undefined || plan === undefined) return [];
  const stopped = SIDES.flatMap((side): readonly Notice[] => {
    const fault = end.stopped[side];
    if (fault === undefined) return [];
    const words = [visibleLine(stoppedSentence(plan, side, fault))];
    return [{ key: `stopped ${side}`, tone: "error", words, actions: [] }];
  });
  if (end.judgeStopped) {
    const words = [visibleLine(judgeStoppedSentence(plan, end.judgeStopped))];
    return [...stopped, { key: "stopped judge", tone: "error", words, actions: [] }];
  }
  if (end.kind !== "failed" || stopped.length > 0) return stopped;
  const reason = end.error instanceof Error ? ` (${visibleLine(end.error.message)})` : "";
  const sentence = `The results can't be written${reason}. Free some disk space and resume: what is finished is kept.`;
  return [{ key: "failed", tone: "error", words: [sentence], actions: [] }];
}

function setupState(input: MeasureInput): MeasureSetup {
  const { data } = input;
  const plan = data.kind === "read" ? data.plan : undefined;
  return {
    fields: [
      promptField(input),
      dataField(input),
      modelsField(input),
      ...assertsField(input),
      ...(plan ? [judgeField(plan, input)] : []),
    ],
    ...(plan && { cost: costTable(plan, input) }),
    notes: setupNotes(input, plan),
    actions: setupActions(input, plan),
  };
}

function promptField({ file, prompt }: MeasureInput): MeasureField {
  const names = prompt.variables.map(({ name }) => `{{${visibleLine(name)}}}`);
  const variables: RichText =
    names.length === 0
      ? ["No variables."]
      : [
          `${formatCount(names.length, "variable")}: `,
          ...names.flatMap((name, index) => (index === 0 ? [code(name)] : [", ", code(name)])),
        ];
  return {
    label: "Prompt",
    value: [actionLink(visibleLine(file), { type: "openMeasureFile", file: "prompt" })],
    notes: [variables],
    actions: [],
  };
}

const CHOOSE_DATA: ButtonState = { label: "Choose Data…", action: { type: "chooseMeasureData" } };

function dataField({ data }: MeasureInput): MeasureField {
  if (data.kind === "none") {
    const formats = "JSONL, CSV, a list of values, promptfoo tests, or a Batch file.";
    return {
      label: "Data",
      value: ["No rows chosen."],
      notes: [[formats]],
      actions: [{ ...CHOOSE_DATA, primary: true }],
    };
  }
  const value: RichText = [
    actionLink(visibleLine(data.file), { type: "openMeasureFile", file: "data" }),
  ];
  const actions = [CHOOSE_DATA];
  if (data.kind === "reading") return { label: "Data", value, notes: [["Reading…"]], actions };
  if (data.kind === "failed") {
    return { label: "Data", value, notes: [[visibleLine(data.reason)]], actions };
  }
  const { rows, problems, leftOut, unusedNames } = data.rows;
  const left = leftOut === 0 ? "" : ` ${formatTokens(leftOut)} left out.`;
  const shown = problems
    .slice(0, MAX_PROBLEMS)
    .map(({ message }): RichText => [visibleLine(message)]);
  const rest = problems.length - shown.length;
  return {
    label: "Data",
    value,
    notes: [
      [`${formatCount(rows.length, "row")}.${left}`],
      ...(unusedNames.length === 0
        ? []
        : [[`Not used by the prompt: ${unusedNames.map(visibleLine).join(", ")}.`]]),
      ...shown,
      ...(rest > 0 ? [[`${formatCount(rest, "further problem")}.`]] : []),
    ],
    actions,
  };
}

function modelsField({ names }: MeasureInput): MeasureField {
  return {
    label: "Models",
    value: [modelName("left", names.left.label), " and ", modelName("right", names.right.label)],
    notes: [],
    actions: [{ label: "Change Models…", action: { type: "choosePair" } }],
  };
}

function assertsField({ data }: MeasureInput): readonly MeasureField[] {
  if (data.kind !== "read") return [];
  const own = data.rows.rows.some(({ assertions = [] }) => assertions.length > 0);
  const value: RichText =
    data.assertsFile === undefined
      ? [own ? "Those of the rows." : "None: only the texts of the answers are compared."]
      : [
          actionLink(visibleLine(data.assertsFile), { type: "openMeasureFile", file: "asserts" }),
          own ? ", and those of the rows" : "",
        ];
  const lines = [...data.asserts, ...data.assertProblems].slice(0, MAX_PROBLEMS);
  return [
    {
      label: "Assertions",
      value,
      notes: lines.map((line): RichText => [visibleLine(line)]),
      actions: [],
    },
  ];
}

function judgeField({ judge, rows }: MeasurePlan, { run }: MeasureInput): MeasureField {
  const decides = rows.some(({ assertions = [] }) => rubricsOf(assertions).length > 0);
  const notes: readonly RichText[] =
    judge === undefined
      ? decides
        ? [["Without a judge, llm-rubric is reported in every row and never counted as passed."]]
        : []
      : [
          ...(decides ? [["Decides llm-rubric."]] : []),
          ...(judge.comparesPairs
            ? [
                [
                  "Compares both answers to each row, in both orders. If the orders disagree, it is a tie.",
                ],
              ]
            : []),
        ];
  return {
    label: "Judge",
    value: [judge === undefined ? "None." : visibleLine(judge.name.label)],
    notes,
    actions: [
      {
        label: "Choose Judge…",
        action: { type: "chooseMeasureJudge" },
        disabled: run !== undefined && run.end === undefined,
      },
    ],
  };
}

function costTable(plan: MeasurePlan, { currency }: MeasureInput): Table {
  const costs = measuredCosts(plan);
  const sides = SIDES.flatMap((side) => plan.sides[side] ?? []);
  const rows = sides.map((measured, index): TableRow => {
    const { expected, atMost } = costs[index] ?? {};
    const side = SIDES[index] ?? "left";
    return {
      key: measured.model + String(index),
      kind: "plain",
      cells: [
        [modelName(side, measured.name.label), ` ${formatCount(measured.rows.length, "row")}`],
        [formatUsdCell(expected, currency)],
        [formatUsdCell(atMost, currency)],
      ],
    };
  });
  const judgeCost = costs[sides.length];
  const judge: TableRow | undefined = judgeCost && {
    key: "judge",
    kind: "plain",
    cells: [
      [visibleLine(judgeCost.label)],
      [formatUsdCell(judgeCost.expected, currency)],
      [formatUsdCell(judgeCost.atMost, currency)],
    ],
  };
  const total: TableRow = {
    key: "total",
    kind: "sum",
    cells: [
      ["Total"],
      [formatUsdCell(sumIfKnown(costs.map((cost) => cost.expected)), currency)],
      [formatUsdCell(sumIfKnown(costs.map((cost) => cost.atMost)), currency)],
    ],
  };
  return {
    caption: "Cost before it starts",
    columns: [
      { key: "model", heading: [currency.code], align: "start" },
      { key: "expected", heading: ["Expected"], align: "end" },
      { key: "most", heading: ["At most"], align: "end" },
    ],
    rows: [...rows, ...(judge ? [judge] : []), total],
  };
}

function setupNotes(
  { data, budget, currency, settings, unfinished, batchFromRows }: MeasureInput,
  plan: MeasurePlan | undefined,
): readonly RichText[] {
  if (data.kind !== "read") return [];
  if (plan === undefined) return [["Counting the rows…"]];
  const costs = measuredCosts(plan);
  const atMost = sumIfKnown(costs.map((cost) => cost.atMost));
  const limits = [
    settings.requestsPerMinute === undefined
      ? ""
      : `${formatTokens(settings.requestsPerMinute)} requests a minute`,
    settings.tokensPerMinute === undefined
      ? ""
      : `${formatTokens(settings.tokensPerMinute)} tokens a minute`,
  ].filter((limit) => limit !== "");
  const offer = batchOffer(plan.rows.length, batchFromRows);
  const pace = [`${formatTokens(settings.concurrency)} at a time on each model`, ...limits];
  return [
    [costSentence(costs, plan.rows.length, currency)],
    ...(budget === undefined
      ? []
      : [
          [
            `${budget.month}: ${formatUsd(budget.spent, currency)} of ${formatUsd(budget.limit, currency)} spent` +
              (atMost === undefined
                ? "."
                : `; at most ${formatUsd(budget.spent + atMost, currency)} after this run.`),
          ],
        ]),
    [`${pace.join(", ")}.`],
    ...(offer === undefined ? [] : [[offer]]),
    ...(unfinished === undefined ? [] : [[unfinishedSentence(unfinished)]]),
  ];
}

function unfinishedSentence({
  startedOn,
  finished,
  rows,
  unjudged,
}: NonNullable<MeasureInput["unfinished"]>): string {
  const run = `A run of ${startedOn}`;
  return finished < rows
    ? `${run} has ${formatTokens(finished)} of ${formatCount(rows, "answer")}. Resume asks only for the others.`
    : `${run} has all of its answers, and the judge has yet to compare those to ${formatCount(unjudged, "row")}. Resume asks only for that.`;
}

const TRY_ROWS = 10;

function setupActions(
  { run, unfinished, currency, batchFromRows }: MeasureInput,
  plan: MeasurePlan | undefined,
): readonly ButtonState[] {
  if (plan === undefined || plan.rows.length === 0) return [];
  const disabled = run !== undefined && run.end === undefined;
  const atMost = sumIfKnown(measuredCosts(plan).map((cost) => cost.atMost));
  const bound = atMost === undefined ? "" : `, ${formatUsd(atMost, currency)} at Most`;
  const start: ButtonState = {
    label: unfinished ? `Start Anew${bound}` : `Start${bound}`,
    action: { type: "startMeasure" },
    primary: unfinished === undefined,
    disabled,
  };
  const resume: ButtonState = {
    label: "Resume",
    action: { type: "resumeMeasure" },
    primary: true,
    disabled,
  };
  const some: ButtonState = {
    label: `Try ${TRY_ROWS} Rows`,
    action: { type: "startMeasure", rows: TRY_ROWS },
    disabled,
  };
  const batch: ButtonState = {
    label: "Open Batch Command in Terminal",
    action: { type: "openBatchCommand" },
  };
  return [
    ...(unfinished ? [resume] : []),
    start,
    ...(plan.rows.length > TRY_ROWS ? [some] : []),
    ...(batchOffer(plan.rows.length, batchFromRows) === undefined ? [] : [batch]),
  ];
}
