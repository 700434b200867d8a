import type { Currency } from "../../currency";
import { formatColumn, formatSeconds, formatTokens, NOT_KNOWN } from "../../format";
import {
  type AnswerStatistics,
  measureAnswers,
  type MeasuredAnswer,
  type Spread,
} from "../../runs/engine/answerStatistics";
import { SIDES } from "../../pair";
import type { TableRow } from "../contract/panelState";
import { small, type RichText } from "../contract/richText";
import type { ShownAnswer, ShownSides } from "../../runs/engine/answerView";

/** Medians and ranges of several answers of a model; none if each model has one. */
export function statisticsRows(sides: ShownSides, currency: Currency): readonly TableRow[] {
  const statistics = SIDES.map((side) =>
    measureAnswers((sides[side]?.answers ?? []).flatMap(measured)),
  );
  if (!statistics.some((measures) => measures !== undefined && measures.answers > 1)) return [];
  const row = (
    key: string,
    heading: string,
    cell: (of: AnswerStatistics) => RichText,
  ): TableRow => ({
    key,
    kind: "plain",
    cells: [[heading], ...statistics.map((measures) => (measures ? cell(measures) : []))],
  });
  return [
    { key: "medians", kind: "group", cells: [["All runs: least–most and median"]] },
    row("answers", "Answers that ended", ({ answers }) => [formatTokens(answers)]),
    row("medianFirstToken", "Time to first token, s", ({ firstTokenMs }) =>
      spreadWords(firstTokenMs, inSeconds),
    ),
    row("medianTime", "Time in all, s", ({ latencyMs }) => spreadWords(latencyMs, inSeconds)),
    row("medianOutput", "Completion tokens", ({ outputTokens }) =>
      spreadWords(outputTokens, (tokens) => formatTokens(Math.round(tokens))),
    ),
    row("medianCost", `Cost, ${currency.code}`, ({ cost }) => {
      if (cost === undefined) return [NOT_KNOWN];
      const cells = formatColumn([cost.min, cost.median, cost.max], { currency });
      const [min = NOT_KNOWN, median = NOT_KNOWN, max = NOT_KNOWN] = cells;
      return rangeAndMedian(min, median, max);
    }),
  ];
}

function measured(answer: ShownAnswer): readonly MeasuredAnswer[] {
  const { phase, elapsedMs, firstTokenMs, outputTokens, cost } = answer;
  if (phase !== "done" || elapsedMs === undefined || outputTokens === undefined) return [];
  return [
    {
      latencyMs: elapsedMs,
      ...(firstTokenMs !== undefined && { firstTokenMs }),
      outputTokens,
      ...(cost !== undefined && { cost }),
    },
  ];
}

function spreadWords(
  spread: Spread<number> | undefined,
  write: (figure: number) => string,
): RichText {
  if (spread === undefined) return [NOT_KNOWN];
  return rangeAndMedian(write(spread.min), write(spread.median), write(spread.max));
}

/** Compared as text: figures that round to the same are no range. */
function rangeAndMedian(min: string, median: string, max: string): RichText {
  return min === max ? [median] : [small(`${min}–${max} `), median];
}

function inSeconds(milliseconds: number): string {
  return formatSeconds(milliseconds / 1000);
}
