import type { Currency } from "../../currency";
import { formatDecimals, formatUsd } from "../../format";
import type { CascadeOutcome, CascadeRule } from "../../measure/results/cascade";
import { cascadeRuleWords, cascadeWords } from "../../measure/results/cascadeWords";
import type { PairedRow } from "../../measure/results/pairedRow";
import { qualityCostPoints } from "../../measure/results/qualityCost";
import { PICO_PER_USD, type PicoUsd } from "../../money";
import { otherSide, type Pair } from "../../pair";
import type { MeasureCascade, MeasureQuality } from "../contract/measureState";
import type { ModelName, QualityPoint } from "../contract/panelState";
import { costAxis, roomyAxis } from "../sections/roundAxis";
import { factsOf } from "./measureFacts";

interface QualityInput {
  readonly rows: readonly PairedRow[];
  readonly names: Pair<ModelName>;
  readonly currency: Currency;
}

/** A pass rate in percent at a cost of 1,000 requests. */
interface Place {
  readonly passes: number;
  readonly cost: number;
}

/**
 * Pass rate against cost: both models with their intervals, and the cheaper one with the other behind
 * it. Undefined if nothing checks the answers, or if a price is missing.
 */
export function qualityState({ rows, names, currency }: QualityInput): MeasureQuality | undefined {
  const { summary, cascade } = factsOf(rows);
  const models = qualityCostPoints(summary);
  if (models.length < 2 || cascade === undefined) return undefined;
  const { first, checks, curve } = cascade;
  const shortNames = { left: names.left.shortLabel, right: names.right.shortLabel };
  const places = [checks, ...curve].flatMap((outcome) => placeOf(outcome, currency) ?? []);
  const percents = models.flatMap(({ passes: { low, high } }) => [low * 100, high * 100]);
  const xAxis = costAxis([
    ...models.map(({ costPerThousand }) => amountOf(costPerThousand, currency)),
    ...places.map(({ cost }) => cost),
  ]);
  const yAxis = roomyAxis([...percents, ...places.map(({ passes }) => passes)], {
    minSpan: 1,
    minDecimals: 0,
  });
  const at = ({ passes, cost }: Place) => ({ x: xAxis.place(cost), y: yAxis.place(passes) });
  const modelPoints = models.flatMap(({ model: side, costPerThousand, passes }): QualityPoint[] => {
    if (side === "cascade") return [];
    const percent = formatDecimals(passes.share * 100, 1);
    const amount = formatUsd(costPerThousand, currency);
    const range = `${formatDecimals(passes.low * 100, 1)} to ${formatDecimals(passes.high * 100, 1)}`;
    return [
      {
        key: side,
        mark: side,
        ...at({ passes: passes.share * 100, cost: amountOf(costPerThousand, currency) }),
        label: names[side].label,
        detail: `${percent} · ${amount}`,
        title: `${names[side].label}: ${percent}% pass, 95% interval ${range}; ${amount} per 1,000 requests`,
        interval: { low: yAxis.place(passes.low * 100), high: yAxis.place(passes.high * 100) },
      },
    ];
  });
  const pointOf = (key: string, outcome: CascadeOutcome, rule: CascadeRule) => {
    const place = placeOf(outcome, currency);
    if (place === undefined) return undefined;
    const words = `${cascadeRuleWords(rule, shortNames, first)}. ${cascadeWords(outcome, currency)}`;
    return { key, mark: "split" as const, ...at(place), label: "", detail: "", title: words };
  };
  const onFailure = pointOf("checks", checks, { kind: "checks" });
  const points = [
    ...modelPoints,
    ...(onFailure === undefined
      ? []
      : [
          {
            ...onFailure,
            label: `${shortNames[first]}, then ${shortNames[otherSide(first)]} when a check fails`,
            isLabelAbove: true as const,
          },
        ]),
  ];
  const steps = curve.map(({ threshold, ...outcome }, index): MeasureCascade["steps"][number] => {
    const rule = { kind: "log-probability", threshold } as const;
    const point = pointOf(`threshold ${index}`, outcome, rule);
    return {
      rule: cascadeRuleWords(rule, shortNames, first),
      result: cascadeWords(outcome, currency),
      ...(point && { point }),
    };
  });
  const line = steps.flatMap(({ point }) => (point ? [{ x: point.x, y: point.y }] : []));
  return {
    chart: {
      heading: "Pass rate against cost",
      description: `Pass rate against cost per 1,000 requests. ${points.map(({ title }) => title).join(". ")}`,
      yName: "Pass rate, %",
      xName: `${currency.code} per 1,000 requests`,
      note: "Bars: 95% intervals.",
      xTicks: xAxis.ticks,
      yTicks: yAxis.ticks,
      points,
      ...(line.length > 1 && { line }),
    },
    cascade: {
      onFailure: `${cascadeRuleWords({ kind: "checks" }, shortNames, first)}. ${cascadeWords(checks, currency)}`,
      steps,
      best: bestOf(curve),
    },
  };
}

/** Of those that pass the most, the first one: it asks the fewest rows twice. */
function bestOf(curve: readonly CascadeOutcome[]): number {
  const passed = curve.map((outcome) => outcome.passed ?? 0);
  return passed.indexOf(Math.max(...passed));
}

function placeOf(
  { passed, rows, costPerThousand }: CascadeOutcome,
  currency: Currency,
): Place | undefined {
  if (passed === undefined || costPerThousand === undefined || rows === 0) return undefined;
  return { passes: (passed / rows) * 100, cost: amountOf(costPerThousand, currency) };
}

function amountOf(cost: PicoUsd, { perUsd }: Currency): number {
  return (Number(cost) / Number(PICO_PER_USD)) * perUsd;
}
