import type { Currency } from "../../currency";
import { monthName } from "../../day";
import { formatColumn, formatUsd } from "../../format";
import { groupBy } from "../../groupBy";
import type { PicoUsd } from "../../money";
import { findModel } from "../../models/findModel";
import type { TrafficReport } from "../../traffic/trafficReport";
import { modelName, strong, type RichText } from "../contract/richText";
import type { ChartTone, DayChart } from "../contract/trafficState";
import { markOf } from "../modelMark";
import { fractionOf, moneyScale } from "./chartScale";

/** From the bottom to the top of a bar. */
const TONES: readonly ChartTone[] = ["left", "right", "successor", "successor-reasoning", "other"];
const NAMES: Readonly<Record<ChartTone, string>> = {
  left: "GPT-4o",
  right: "GPT-4o mini",
  successor: "successors",
  "successor-reasoning": "successors that reason",
  other: "other models",
};

/** At most so many days are named below the bars. */
const MAX_NAMED_DAYS = 6;

/** Cost per day, stacked by model; undefined without a day. */
export function dayChart(report: TrafficReport, currency: Currency): DayChart | undefined {
  const { period } = report;
  if (period === undefined) return undefined;
  const groups = report.groups(["model", "day"]).filter(({ key }) => key.day !== "");
  const byDay = groupBy(groups, ({ key }) => key.day ?? "");
  const days = Array.from({ length: period.days }, (_, index) =>
    new Date(Date.parse(period.from) + index * 86_400_000).toISOString().slice(0, 10),
  );
  const costsOf = (day: string): ReadonlyMap<ChartTone, PicoUsd> => {
    const costs = new Map<ChartTone, PicoUsd>();
    for (const { key, cost } of byDay.get(day) ?? []) {
      const tone = toneOf(key.model ?? "");
      costs.set(tone, (costs.get(tone) ?? 0n) + cost);
    }
    return costs;
  };
  const costs = days.map((day) => ({ day, byTone: costsOf(day) }));
  const totals = costs.map(({ byTone }) => [...byTone.values()].reduce((a, b) => a + b, 0n));
  const all = totals.reduce((a, b) => a + b, 0n);
  const { top, ticks } = moneyScale(totals.reduce((a, b) => (b > a ? b : a), 0n));
  if (top === 0n || all === 0n) return undefined;
  const used = TONES.filter((tone) => costs.some(({ byTone }) => byTone.has(tone)));
  const sumOf = (tone: ChartTone): PicoUsd =>
    costs.reduce((sum, { byTone }) => sum + (byTone.get(tone) ?? 0n), 0n);
  const mean = all / BigInt(days.length);
  const labels = formatColumn(ticks, { currency });
  const step = Math.ceil(days.length / MAX_NAMED_DAYS);
  return {
    heading: "Cost per day",
    unit: currency.code,
    description: `Cost per day from ${period.from} to ${period.to}. The most expensive day costs ${formatUsd(maximum(totals), currency)}, the mean is ${formatUsd(mean, currency)}.`,
    legend: used.map((tone) => legendOf(tone, formatUsd(sumOf(tone), currency))),
    bars: costs.map(({ day, byTone }) => {
      let from = 0n;
      const parts = used.flatMap((tone) => {
        const cost = byTone.get(tone) ?? 0n;
        const start = from;
        from += cost;
        return cost === 0n
          ? []
          : [{ tone, from: fractionOf(start, top), to: fractionOf(from, top) }];
      });
      const words = used.map(
        (tone) => `${formatUsd(byTone.get(tone) ?? 0n, currency)} on ${NAMES[tone]}`,
      );
      return { key: day, title: `${day}: ${words.join(", ")}`, parts };
    }),
    xTicks: days.flatMap((day, index) =>
      index % step === 0
        ? [{ x: (index + 0.5) / days.length, label: dayLabel(day, index === 0) }]
        : [],
    ),
    yTicks: ticks.map((tick, index) => ({ y: fractionOf(tick, top), label: labels[index] ?? "" })),
    mean: {
      y: fractionOf(mean, top),
      words: `Dashed: mean of ${formatUsd(mean, currency)} a day.`,
    },
  };
}

function toneOf(model: string): ChartTone {
  const lookup = findModel(model);
  return (
    (lookup.kind === "found" && markOf(lookup.model, lookup.model.reasoning?.defaultEffort)) ||
    "other"
  );
}

function legendOf(tone: ChartTone, amount: string): RichText {
  const name = tone === "other" ? NAMES.other : modelName(tone, NAMES[tone]);
  return [name, " ", strong(amount)];
}

function maximum(amounts: readonly PicoUsd[]): PicoUsd {
  return amounts.reduce((a, b) => (b > a ? b : a), 0n);
}

/** `Oct 1`, then `8`; the first of another month again with its name. */
function dayLabel(day: string, isFirst: boolean): string {
  const number = String(Number(day.slice(8)));
  return isFirst || number === "1" ? `${monthName(day).slice(0, 3)} ${number}` : number;
}
