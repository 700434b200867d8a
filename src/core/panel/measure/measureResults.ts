import {
  formatDecimals,
  formatSeconds,
  formatTokens,
  formatUsd,
  formatUsdCell,
  NOT_KNOWN,
} from "../../format";
import { statusOf } from "../../measure/export/measurementReport";
import { headlineOf } from "../../measure/results/headline";
import { forSides, type PairedRow } from "../../measure/results/pairedRow";
import { judgeRequests, judgmentSentences } from "../../measure/results/preferences";
import { selectRows } from "../../measure/results/rowFilter";
import type { MeasurementSummary } from "../../measure/results/summary";
import type { MeasurePlan } from "../../measure/engine/measurePlan";
import { judgeCostSentence } from "../../measure/engine/measureWords";
import type { DatasetRow } from "../../measure/row";
import type { Prompt } from "../../prompt/prompt";
import type { RowResult } from "../../measure/rowResult";
import { type Pair, type Side, SIDES } from "../../pair";
import { divideToEven } from "../../ratio";
import { AnswerComparer } from "../../runs/engine/answerComparer";
import { visibleLine, visibleText } from "../../visibleText";
import { buildAnswerDiff } from "../answerDiff";
import type { AnswerDiff } from "../contract/liveState";
import type {
  MeasureCell,
  MeasureResults,
  MeasureRow,
  MeasureRowDetails,
  MeasureRows,
} from "../contract/measureState";
import type { MeasureFilter, MeasureFormat } from "../contract/panelAction";
import type { ButtonState, Table } from "../contract/panelState";
import { modelName } from "../contract/richText";
import { factsOf, MEASURE_FILTERS } from "./measureFacts";
import type { MeasureInput } from "./measureInput";
import { qualityState } from "./measureQuality";
import { retryActions } from "./measureRun";
import { inputOf, sideNames, textOfResult } from "./measureTexts";
import { votesSentence } from "./measureBlind";

type ResultsInput = NonNullable<MeasureInput["results"]>;
type SideSummary = MeasurementSummary["sides"]["left"];

const FORMATS: readonly { readonly format: MeasureFormat; readonly label: string }[] = [
  { format: "markdown", label: "Copy as Markdown" },
  { format: "csv", label: "CSV" },
  { format: "json", label: "JSON" },
  { format: "html", label: "HTML" },
  { format: "junit", label: "JUnit" },
];

/** The results so far, in words and figures. */
export function resultsState(input: MeasureInput, results: ResultsInput): MeasureResults {
  const { plan, rows, version, judgments } = results;
  const names = sideNames(plan);
  const { summary, filterCounts } = factsOf(rows);
  const judge = judgeRequests([
    ...rows.flatMap((row) => SIDES.flatMap((side) => row[side] ?? [])),
    ...judgments.values(),
  ]);
  const { sentence, detail } = headlineOf(summary, {
    names,
    requestsPerMonth: input.requestsPerMonth,
    currency: input.currency,
  });
  const modelNames = namesOf(plan, input);
  const quality = qualityState({ rows, names: modelNames, currency: input.currency });
  return {
    names: modelNames,
    lead: sentence,
    detail,
    models: modelsTable(results, summary.sides, input),
    ...(quality && { quality }),
    remarks: [
      ...(judgments.size > 0 ? judgmentSentences([...judgments.values()], names) : []),
      ...(judge.requests > 0 ? [visibleLine(judgeCostSentence(plan, judge, input.currency))] : []),
      ...[...summary.notSupported].map(
        ([reason, times]) =>
          `${visibleLine(reason)} ${formatTokens(times)} times, never counted as passed.`,
      ),
    ],
    ...blindPart(results, names),
    ...(input.learned !== undefined && {
      learned: { sentence: input.learned, actions: LEARNED_ACTIONS },
    }),
    filters: MEASURE_FILTERS.map((id) => ({
      id,
      label: filterLabel(id, names),
      count: filterCounts.get(id) ?? 0,
    })),
    actions: [
      ...FORMATS.map(({ format, label }): ButtonState => ({
        label,
        action: { type: "exportMeasure", format },
      })),
      ...(isLive(input)
        ? []
        : retryActions(summary.sides.left.faults + summary.sides.right.faults)),
    ],
    version,
    rowColumns: [
      ["Row"],
      ["Input"],
      ...SIDES.map((side) => [modelName(side, names[side])]),
      ...SIDES.map((side) => [`${names[side]}, s`]),
    ],
  };
}

function filterLabel(filter: MeasureFilter, names: Pair<string>): string {
  switch (filter) {
    case "differs":
      return "Differs";
    case "only-left-passes":
      return `Only ${names.left} passes`;
    case "only-right-passes":
      return `Only ${names.right} passes`;
    case "both-fail":
      return "Both fail";
    case "no-answer":
      return "No answer";
    case "not-supported":
      return "Not supported";
    case "slowest":
      return "Slowest first";
    case "most-expensive":
      return "Most expensive first";
    case "all":
      return "All";
  }
}

const LEARNED_ACTIONS: readonly ButtonState[] = [
  { label: "Export…", action: { type: "exportOutcomes" } },
  { label: "Reset…", action: { type: "resetOutcomes" } },
];

function isLive({ run }: MeasureInput): boolean {
  return run !== undefined && run.end === undefined;
}

function blindPart(
  { rows, votes }: ResultsInput,
  names: Pair<string>,
): Pick<MeasureResults, "blind"> {
  const open = factsOf(rows).blindRows.filter(({ rowId }) => !votes.has(rowId)).length;
  if (open === 0 && votes.size === 0) return {};
  const sentence = votesSentence(votes, names);
  return {
    blind: {
      ...(sentence !== undefined && { votes: sentence }),
      action: { label: "Vote Blind", action: { type: "readBlindRow" }, disabled: open === 0 },
    },
  };
}

/** Of the models that were measured, which may be others than those that are chosen now. */
function namesOf(
  { sides }: MeasurePlan,
  { names }: Pick<MeasureInput, "names">,
): MeasureInput["names"] {
  return forSides((side) => sides[side]?.name ?? names[side]);
}

function modelsTable(
  { plan }: ResultsInput,
  summaries: Readonly<Record<Side, SideSummary>>,
  { currency }: MeasureInput,
): Table {
  const percent = (share: number): string => formatDecimals(share * 100, 1);
  return {
    caption: "Pass rate, cost and latency by model",
    columns: [
      { key: "model", heading: ["Model"], align: "start" },
      { key: "passed", heading: ["Passed"], align: "end" },
      { key: "percent", heading: ["%"], align: "end" },
      { key: "interval", heading: ["95% interval"], align: "end" },
      { key: "none", heading: ["No answer"], align: "end", optional: true },
      { key: "cost", heading: [`${currency.code} per 1,000`], align: "end" },
      { key: "p50", heading: ["p50, s"], align: "end", optional: true },
      { key: "p95", heading: ["p95, s"], align: "end" },
    ],
    rows: SIDES.map((side) => {
      const { answers, checked, passed, interval, faults, cost, latencyMs } = summaries[side];
      const thousand =
        cost === undefined || answers === 0
          ? undefined
          : divideToEven(cost * 1_000n, BigInt(answers));
      return {
        key: side,
        kind: "plain" as const,
        cells: [
          [modelName(side, plan.sides[side]?.name.label ?? "")],
          [checked === 0 ? NOT_KNOWN : formatTokens(passed)],
          [checked === 0 ? NOT_KNOWN : percent(passed / checked)],
          [interval ? `${percent(interval.low)} to ${percent(interval.high)}` : NOT_KNOWN],
          [formatTokens(faults)],
          [formatUsdCell(thousand, currency)],
          [latencyMs ? formatSeconds(latencyMs.p50 / 1000) : NOT_KNOWN],
          [latencyMs ? formatSeconds(latencyMs.p95 / 1000) : NOT_KNOWN],
        ],
      };
    }),
  };
}

/** How much of an input a row of the table shows. */
const MAX_EXCERPT = 120;

/** The rows of a run, to be asked for by filter and place. Each filter is applied once for each version. */
export class MeasureRowIndex {
  private readonly inputs: ReadonlyMap<string, DatasetRow>;
  private readonly selections = new Map<MeasureFilter, readonly PairedRow[]>();
  private results: ResultsInput | undefined;

  constructor(plan: MeasurePlan) {
    this.inputs = new Map(plan.rows.map((row) => [row.id, row]));
  }

  show(results: ResultsInput): void {
    this.results = results;
    this.selections.clear();
  }

  /** Of a filter, the rows from `from` on. */
  read(filter: MeasureFilter, from: number, count: number): MeasureRows | undefined {
    const { results } = this;
    if (results === undefined) return undefined;
    const selected = this.selections.get(filter) ?? selectRows(results.rows, filter);
    this.selections.set(filter, selected);
    const rows = selected.slice(from, from + count).map((row) => this.tableRow(row));
    return { version: results.version, filter, from, rows };
  }

  private tableRow(row: PairedRow): MeasureRow {
    const { prompt, values } = this.inputs.get(row.rowId) ?? {};
    const [first = prompt === undefined ? "" : lastText(prompt)] = values?.values() ?? [];
    return {
      rowId: row.rowId,
      cells: [
        { text: visibleLine(row.rowId) },
        { text: visibleLine(first.slice(0, MAX_EXCERPT)) },
        ...SIDES.map((side) => statusCell(row, side)),
        ...SIDES.map((side) => ({ text: secondsOf(row[side]) })),
      ],
    };
  }
}

/** Of a whole request: what it asks. */
function lastText({ messages }: Prompt): string {
  const parts = messages.at(-1)?.parts ?? [];
  return parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
}

function statusCell(row: PairedRow, side: Side): MeasureCell {
  const text = statusOf(row, side);
  if (text === "passed") return { text, tone: "passed" };
  return text === "failed" || text === "no answer" ? { text, tone: "failed" } : { text };
}

function secondsOf(result: RowResult | undefined): string {
  const ms = result?.answer?.latencyMs;
  return ms === undefined ? NOT_KNOWN : formatSeconds(ms / 1000);
}

/** One row opened; undefined if it has no result yet. */
export function measureRowDetails(
  { plan, rows }: ResultsInput,
  rowId: string,
  { currency, names }: Pick<MeasureInput, "currency" | "names">,
): MeasureRowDetails | undefined {
  const row = rows.find((each) => each.rowId === rowId);
  if (row === undefined) return undefined;
  const texts = forSides((side) => visibleText(textOfResult(plan, side, row[side])));
  const diff = row.left?.answer && row.right?.answer && diffOf(texts, namesOf(plan, { names }));
  return {
    rowId,
    input: inputOf(plan, rowId),
    sides: SIDES.flatMap((side) => {
      const result = row[side];
      if (result === undefined) return [];
      const { answer, verdict } = result;
      const figures = [
        answer?.usage ? `${formatTokens(answer.usage.outputTokens)} out` : "",
        answer?.cost === undefined ? "" : formatUsd(answer.cost, currency),
        answer?.latencyMs === undefined ? "" : `${formatSeconds(answer.latencyMs / 1000)} s`,
      ];
      return [
        {
          side,
          name: [modelName(side, plan.sides[side]?.name.label ?? "")],
          figures: figures.filter((figure) => figure !== "").join(" · "),
          text: texts[side],
          checks: (verdict?.outcomes ?? []).map(({ status, reason }) => ({
            text: visibleLine(reason),
            ...(status === "passed" && { tone: "passed" as const }),
            ...((status === "failed" || status === "error") && { tone: "failed" as const }),
          })),
        },
      ];
    }),
    ...(diff && { diff }),
  };
}

/** Once for a row that is opened: nothing is kept. */
function diffOf({ left, right }: Pair<string>, names: MeasureInput["names"]): AnswerDiff {
  const [one, other] = [
    { key: "left", text: left },
    { key: "right", text: right },
  ] as const;
  return buildAnswerDiff(new AnswerComparer().compare(one, other, true, 0), true, names);
}
