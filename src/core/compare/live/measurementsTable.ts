import type { Currency } from "../../cost/currency";
import type { PicoUsd } from "../../cost/money";
import {
  formatColumn,
  formatDecimals,
  formatSeconds,
  formatShare,
  formatTokens,
  NOT_KNOWN,
} from "../../format";
import { measureAnswers, type AnswerStatistics } from "../../run/answerStatistics";
import type { Table, TableRow } from "../panelState";
import { modelName, type Pair, type Side, small, type Words } from "../words";
import type { ShownAnswer, ShownRun, ShownSide } from "./shownRun";

const SIDES: readonly Side[] = ["left", "right"];
const AT_THE_END: Words = [small("at the end")];
const UNKNOWN: Words = [NOT_KNOWN];

/** What one answer of each model took and cost, beside what had been expected. */
export function answerTable(
  run: ShownRun,
  index: number,
  labels: Pair<string>,
  currency: Currency,
): Table {
  const answers = mapSides((side) => run.sides[side]?.answers[index]);
  const row = (
    key: string,
    heading: string,
    cell: (answer: ShownAnswer, side: ShownSide) => Words,
    kind: TableRow["kind"] = "plain",
  ): TableRow => ({
    key,
    kind,
    cells: [
      [heading],
      ...SIDES.map((side) => {
        const [shown, answer] = [run.sides[side], answers[side]];
        return shown === undefined || answer === undefined ? [] : cell(answer, shown);
      }),
    ],
  });
  const costs = mapSides((side) => costColumn(run.sides[side], answers[side], currency));
  const costRow = (
    key: keyof CostCells,
    heading: string,
    kind: TableRow["kind"] = "plain",
  ): TableRow => ({ key, kind, cells: [[heading], costs.left[key], costs.right[key]] });
  const differences = [answers.left?.difference, answers.right?.difference];
  const changes = (of: "byInput" | "byCache" | "byOutput"): boolean =>
    differences.some((difference) => difference !== undefined && difference[of] !== 0n);
  return {
    caption: "Measurements of the run",
    columns: [
      { key: "what", heading: ["Measured, unit"], align: "start" },
      ...SIDES.map((side) => ({
        key: side,
        heading: [modelName(side, labels[side])],
        align: "end" as const,
      })),
    ],
    rows: [
      row("first-token", "Time to first token, s", ({ firstTokenMs }) => seconds(firstTokenMs)),
      row("rate", "Output tokens per second", ({ tokensPerSecond, phase }) =>
        tokensPerSecond === undefined ? unknownYet(phase) : [formatDecimals(tokensPerSecond, 1)],
      ),
      row(
        "time",
        "Time in all, s",
        ({ elapsedMs, phase }) => soFar(phase, seconds(elapsedMs)),
        "close",
      ),
      row("estimated-input", "Prompt tokens, estimated", (_answer, { estimate }) =>
        estimate ? [formatTokens(estimate.inputTokens)] : UNKNOWN,
      ),
      row("billed-input", "Prompt tokens, billed", ({ usage, phase }) =>
        usage ? [formatTokens(usage.inputTokens)] : unknownYet(phase),
      ),
      row(
        "cached",
        "of them cached",
        ({ usage, phase }) => (usage ? [formatTokens(usage.cachedTokens)] : unknownYet(phase)),
        "sub",
      ),
      row(
        "output",
        "Completion tokens",
        ({ outputTokens, phase }) =>
          outputTokens === undefined ? UNKNOWN : soFar(phase, [formatTokens(outputTokens)]),
        "close",
      ),
      costRow("estimated", `Cost estimated, ${currency.code}`),
      costRow("billed", `Cost billed, ${currency.code}`),
      costRow("difference", `Billed less estimate, ${currency.code}`, "sum"),
      ...(changes("byInput") ? [costRow("byInput", "by prompt tokens", "sub")] : []),
      ...(changes("byCache") ? [costRow("byCache", "by cached tokens", "sub")] : []),
      ...(changes("byOutput") ? [costRow("byOutput", "by tokens out", "sub")] : []),
    ],
  };
}

interface CostCells {
  readonly estimated: Words;
  readonly billed: Words;
  readonly difference: Words;
  readonly byInput: Words;
  readonly byCache: Words;
  readonly byOutput: Words;
}

/** One model's amounts in one column: as many decimals as make the parts add up. */
function costColumn(
  side: ShownSide | undefined,
  answer: ShownAnswer | undefined,
  currency: Currency,
): CostCells {
  const none: Words = [];
  if (side === undefined || answer === undefined) {
    return {
      estimated: none,
      billed: none,
      difference: none,
      byInput: none,
      byCache: none,
      byOutput: none,
    };
  }
  const { cost, costBasis, difference, phase } = answer;
  const amounts: (PicoUsd | undefined)[] = [
    side.estimate?.cost,
    cost,
    difference?.total,
    difference?.byInput,
    difference?.byCache,
    difference?.byOutput,
  ];
  // The difference is the sum of its parts, and of what was billed less what was estimated.
  const sums = difference ? [{ sum: 2, parts: [3, 4, 5] }] : [];
  const cells = formatColumn(amounts, { currency, sums });
  const [estimated = NOT_KNOWN, billed = NOT_KNOWN, total = NOT_KNOWN, ...parts] = cells;
  const [byInput = NOT_KNOWN, byCache = NOT_KNOWN, byOutput = NOT_KNOWN] = parts;
  const atMost = costBasis === "at-most";
  const prefix = phase === "done" ? "at most " : "so far at most ";
  return {
    estimated: [estimated],
    billed: cost === undefined ? unknownYet(phase) : atMost ? [small(prefix), billed] : [billed],
    difference: difference
      ? [
          small(`${formatSignedShare(difference.total, difference.estimated)} `),
          signed(total, difference.total),
        ]
      : unknownYet(phase),
    byInput: difference ? [signed(byInput, difference.byInput)] : none,
    byCache: difference ? [signed(byCache, difference.byCache)] : none,
    byOutput: difference ? [signed(byOutput, difference.byOutput)] : none,
  };
}

/** Medians and spreads of several answers of each model. */
export function statisticsTable(
  run: ShownRun,
  labels: Pair<string>,
  currency: Currency,
): { readonly table: Table; readonly alike: Pair<AnswerStatistics["alike"]> } {
  const statistics = mapSides((side) =>
    measureAnswers(
      (run.sides[side]?.answers ?? []).flatMap((answer) => {
        const { phase, text, elapsedMs, firstTokenMs, outputTokens, cost } = answer;
        if (phase !== "done" || elapsedMs === undefined || outputTokens === undefined) return [];
        return [
          {
            text,
            latencyMs: elapsedMs,
            ...(firstTokenMs !== undefined && { firstTokenMs }),
            outputTokens,
            ...(cost !== undefined && { cost }),
          },
        ];
      }),
    ),
  );
  const row = (key: string, heading: string, cell: (of: AnswerStatistics) => Words): TableRow => ({
    key,
    kind: "plain",
    cells: [
      [heading],
      ...SIDES.map((side) => {
        const measured = statistics[side];
        return measured === undefined ? [] : cell(measured);
      }),
    ],
  });
  const spread = <Figure>(
    figures: { readonly median: Figure; readonly min: Figure; readonly max: Figure } | undefined,
    write: (figure: Figure) => string,
  ): Words =>
    figures === undefined
      ? UNKNOWN
      : [small(`${write(figures.min)}–${write(figures.max)} `), write(figures.median)];
  const inSeconds = (milliseconds: number): string => formatSeconds(milliseconds / 1000);
  return {
    table: {
      caption: "Medians of the runs and how far they spread",
      columns: [
        { key: "what", heading: ["Median and spread, unit"], align: "start" },
        ...SIDES.map((side) => ({
          key: side,
          heading: [modelName(side, labels[side])],
          align: "end" as const,
        })),
      ],
      rows: [
        row("answers", "Answers", ({ answers }) => [formatTokens(answers)]),
        row("first-token", "Time to first token, s", ({ firstTokenMs }) =>
          spread(firstTokenMs, inSeconds),
        ),
        row("time", "Time in all, s", ({ latencyMs }) => spread(latencyMs, inSeconds)),
        row("output", "Completion tokens", ({ outputTokens }) =>
          spread(outputTokens, (tokens) => formatTokens(Math.round(tokens))),
        ),
        row("cost", `Cost, ${currency.code}`, ({ cost }) => {
          if (cost === undefined) return UNKNOWN;
          const [min = "", median = "", max = ""] = formatColumn(
            [cost.min, cost.median, cost.max],
            { currency, sums: [] },
          );
          return [small(`${min}–${max} `), median];
        }),
      ],
    },
    alike: { left: statistics.left?.alike, right: statistics.right?.alike },
  };
}

function mapSides<Value>(of: (side: Side) => Value): Pair<Value> {
  return { left: of("left"), right: of("right") };
}

function seconds(milliseconds: number | undefined): Words {
  return milliseconds === undefined ? UNKNOWN : [formatSeconds(milliseconds / 1000)];
}

function soFar(phase: ShownAnswer["phase"], words: Words): Words {
  return phase === "running" || phase === "waiting" ? [small("so far "), ...words] : words;
}

function unknownYet(phase: ShownAnswer["phase"]): Words {
  return phase === "running" || phase === "waiting" ? AT_THE_END : UNKNOWN;
}

/** Zero has no sign; a cell below zero has its minus already. */
function signed(cell: string, amount: PicoUsd): string {
  return amount > 0n ? `+${cell}` : cell;
}

function formatSignedShare(amount: PicoUsd, whole: PicoUsd): string {
  const share = formatShare(amount < 0n ? -amount : amount, whole);
  return amount === 0n ? share : `${amount < 0n ? "−" : "+"}${share}`;
}
