import {
  formatDecimals,
  formatSeconds,
  formatTokens,
  formatUsd,
  formatUsdCell,
  NOT_KNOWN,
} from "../../format";
import { faultWords } from "../../measure/engine/measureWords";
import { statusOf } from "../../measure/export/measurementReport";
import { headlineOf } from "../../measure/results/headline";
import { forSides, type PairedRow } from "../../measure/results/pairedRow";
import { selectRows } from "../../measure/results/rowFilter";
import { summarize } from "../../measure/results/summary";
import type { MeasurePlan } from "../../measure/engine/measurePlan";
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
import type { Table } from "../contract/panelState";
import { modelName } from "../contract/richText";
import type { MeasureInput } from "./measureInput";
import { qualityState } from "./measureQuality";

type ResultsInput = NonNullable<MeasureInput["results"]>;
type SideSummary = ReturnType<typeof summarize>["sides"]["left"];

const FORMATS: readonly { readonly format: MeasureFormat; readonly label: string }[] = [
  { format: "markdown", label: "Copy as Markdown" },
  { format: "csv", label: "CSV" },
  { format: "json", label: "JSON" },
  { format: "html", label: "HTML" },
  { format: "junit", label: "JUnit" },
];

/** The results so far, in words and figures. */
export function resultsState(input: MeasureInput, results: ResultsInput): MeasureResults {
  const { plan, rows, version } = results;
  const names = sideNames(plan);
  const summary = summarize(rows);
  const { sentence, detail } = headlineOf(summary, {
    names,
    requestsPerMonth: input.requestsPerMonth,
    currency: input.currency,
  });
  const filters: readonly (readonly [MeasureFilter, string])[] = [
    ["differs", "Differs"],
    ["only-left-passes", `Only ${names.left} passes`],
    ["only-right-passes", `Only ${names.right} passes`],
    ["both-fail", "Both fail"],
    ["no-answer", "No answer"],
    ["not-supported", "Not supported"],
    ["slowest", "Slowest first"],
    ["most-expensive", "Most expensive first"],
    ["all", "All"],
  ];
  const modelNames = namesOf(plan, input);
  const quality = qualityState({ rows, summary, names: modelNames, currency: input.currency });
  return {
    names: modelNames,
    lead: sentence,
    detail,
    models: modelsTable(results, summary.sides, input),
    ...(quality && { quality }),
    remarks: [...summary.notSupported].map(
      ([reason, times]) =>
        `${visibleLine(reason)} ${formatTokens(times)} times, never counted as passed.`,
    ),
    filters: filters.map(([id, label]) => ({ id, label, count: selectRows(rows, id).length })),
    exports: FORMATS.map(({ format, label }) => ({
      label,
      action: { type: "exportMeasure", format },
    })),
    version,
    rowColumns: [
      ["Row"],
      ["Input"],
      ...SIDES.map((side) => [modelName(side, names[side])]),
      ...SIDES.map((side) => [`${names[side]}, s`]),
    ],
  };
}

/** Of the models that were measured, which may be others than those that are chosen now. */
function namesOf(
  { sides }: MeasurePlan,
  { names }: Pick<MeasureInput, "names">,
): MeasureInput["names"] {
  return forSides((side) => sides[side]?.name ?? names[side]);
}

/** `GPT-4o mini`, short, by side. */
export function sideNames({
  sides,
}: Pick<ResultsInput["plan"], "sides">): Readonly<Record<Side, string>> {
  return {
    left: sides.left?.name.shortLabel ?? "",
    right: sides.right?.name.shortLabel ?? "",
  };
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
  const input = plan.rows.find(({ id }) => id === rowId);
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

function inputOf(plan: MeasurePlan, rowId: string): MeasureRowDetails["input"] {
  const input = plan.rows.find(({ id }) => id === rowId);
  return [...(input?.values ?? [])].map(([name, text]) => ({
    name: visibleLine(name),
    text: visibleText(text),
  }));
}

/** The answer with its refusal and its calls, or why there is none. */
function textOfResult(plan: MeasurePlan, side: Side, result: RowResult | undefined): string {
  const { answer, fault } = result ?? {};
  if (fault) {
    const { title, sentence } = faultWords(plan, side, fault);
    return `${title}. ${sentence}`;
  }
  if (answer === undefined) return "";
  const calls = answer.toolCalls.map((call) => `${call.name}(${call.arguments})`);
  return [answer.text, answer.refusal ?? "", ...calls].filter((part) => part !== "").join("\n");
}

/** Once for a row that is opened: nothing is kept. */
function diffOf({ left, right }: Pair<string>, names: MeasureInput["names"]): AnswerDiff {
  const [one, other] = [
    { key: "left", text: left },
    { key: "right", text: right },
  ] as const;
  return buildAnswerDiff(new AnswerComparer().compare(one, other, true, 0), true, names);
}
