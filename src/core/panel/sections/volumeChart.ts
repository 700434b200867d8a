import type { MonthlyCost } from "../../cost/monthlyCost";
import { formatTokens, formatUsd } from "../../format";
import { PICO_PER_USD, type PicoUsd, picoUsdOf } from "../../money";
import { type Pair, type Side, SIDES } from "../../pair";
import type { ChartPoint, VolumeChart } from "../contract/panelState";
import type { PanelContext } from "../panelContext";

/** Requests a month at both ends of the axis, as powers of ten. */
const FROM = 3;
const TO = 7;
/** More powers of ten than this on the axis of costs: only every other one has a label. */
const MAX_TICKS = 6;

/**
 * A month's cost on each model over its volume, both on logarithmic axes, with the monthly budget.
 * Undefined if a price is missing, or everything is free.
 */
export function buildVolumeChart(
  { month, input }: MonthlyCost,
  { input: { pair, currency, budgetUsdPerMonth } }: PanelContext,
): VolumeChart | undefined {
  const { allLeft, allRight } = month;
  const requests = Math.round(input.requestsPerMonth);
  if (!allLeft || !allRight || requests <= 0) return undefined;
  const costs: Pair<PicoUsd> = { left: allLeft, right: allRight };
  const budget =
    budgetUsdPerMonth === undefined || budgetUsdPerMonth <= 0
      ? undefined
      : picoUsdOf(budgetUsdPerMonth);
  const logAt = (side: Side, power: number): number =>
    logUsd(costs[side]) - Math.log10(requests) + power;
  const low = Math.floor(Math.min(...SIDES.map((side) => logAt(side, FROM))));
  const high = Math.ceil(Math.max(...SIDES.map((side) => logAt(side, TO))));
  const y = (log: number): number => (log - low) / (high - low);
  const x = (power: number): number => Math.min(1, Math.max(0, (power - FROM) / (TO - FROM)));
  const point = (side: Side): ChartPoint => ({
    x: x(Math.log10(requests)),
    y: y(logAt(side, FROM + x(Math.log10(requests)) * (TO - FROM))),
    amount: formatUsd(costs[side], currency),
    label: pair[side].shortLabel,
  });
  const covered = budget && SIDES.map((side) => coveredWords(budget, costs[side], requests, side));
  const budgetText = budget && formatUsd(budget, currency);
  const step = high - low > MAX_TICKS ? 2 : 1;
  return {
    caption: `${currency.code} a month over requests a month, both logarithmic.${covered ? ` Your budget of ${budgetText} covers ${covered.join(" and ")}.` : ""}`,
    description: `Monthly cost over volume. At ${formatTokens(requests)} requests: ${SIDES.map((side) => `${formatUsd(costs[side], currency)} on ${pair[side].label}`).join(", ")}`,
    xTicks: Array.from({ length: TO - FROM + 1 }, (_, index) => ({
      x: index / (TO - FROM),
      label: formatTokens(10 ** (FROM + index)),
    })),
    yTicks: Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, index) => ({
      y: y(low + index * step),
      label: formatUsd(powerOfTenUsd(low + index * step), currency),
    })),
    lines: SIDES.map((side) => ({ side, from: y(logAt(side, FROM)), to: y(logAt(side, TO)) })),
    left: point("left"),
    right: point("right"),
    ...(budget !== undefined && {
      budget: {
        y: Math.min(1, Math.max(0, y(logUsd(budget)))),
        label: `budget ${budgetText ?? ""}`,
      },
    }),
  };

  function coveredWords(amount: PicoUsd, cost: PicoUsd, volume: number, side: Side): string {
    const whole = (amount * BigInt(volume)) / cost;
    return `${formatTokens(whole)} on ${pair[side].shortLabel}`;
  }
}

function logUsd(amount: PicoUsd): number {
  return Math.log10(Number(amount) / Number(PICO_PER_USD));
}

function powerOfTenUsd(power: number): PicoUsd {
  return power >= 0 ? PICO_PER_USD * 10n ** BigInt(power) : PICO_PER_USD / 10n ** BigInt(-power);
}
