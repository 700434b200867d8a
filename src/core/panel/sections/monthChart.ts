import type { MonthlyCost } from "../../cost/monthlyCost";
import { PICO_PER_USD, type PicoUsd } from "../../money";
import { formatColumn, formatDecimals, formatUsd, formatWholePercent } from "../../format";
import type { PanelContext } from "../panelContext";
import type { ScaleChart } from "../contract/panelState";
import { decimalsOfStep, roundStep } from "./roundAxis";

/** The maximum number of gridlines above zero. */
const MAX_GRIDLINES = 3;
/** Room above the more expensive end, as a share of it, for its label. */
const HEADROOM = 1.07;
const SHARE_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * The chart of a month. `expectedGap`: the loss of score if the right model answers instead of the left
 * one. Undefined if a price is missing, or everything is free.
 */
export function buildMonthChart(
  { month, savingPerTenPoints, input }: MonthlyCost,
  expectedGap: number | undefined,
  { input: { pair, currency } }: PanelContext,
): ScaleChart | undefined {
  const { allLeft, allRight, blend, saving } = month;
  if (
    allLeft === undefined ||
    allRight === undefined ||
    blend === undefined ||
    saving === undefined ||
    savingPerTenPoints === undefined
  ) {
    return undefined;
  }
  const costliest = allLeft > allRight ? allLeft : allRight;
  if (costliest === 0n) return undefined;
  const [leftText = "", rightText = "", blendText = "", savingText = ""] = formatColumn(
    [allLeft, allRight, blend, saving],
    { currency, totalIndex: 0 },
  );
  const top = Number(costliest) * HEADROOM;
  const y = (amount: PicoUsd): number => Number(amount) / top;
  const share = input.shareToRight;
  const saves = savingPerTenPoints >= 0n;
  const perTen = formatUsd(saves ? savingPerTenPoints : -savingPerTenPoints, currency);
  const score =
    expectedGap === undefined || expectedGap <= 0
      ? ""
      : ` and cost ${formatDecimals(expectedGap / 10, 3)} of expected score`;
  const { left, right } = { left: pair.left.shortLabel, right: pair.right.shortLabel };
  return {
    caption: `${currency.code} a month over the share to ${right}. Each 10 points ${saves ? "save" : "add"} ${perTen}${score}.`,
    description: `Monthly cost in a straight line from ${leftText} ${currency.code} with nothing on ${right} to ${rightText} ${currency.code} with everything on ${right}; at ${formatWholePercent(share, 1)} it is ${blendText} ${currency.code}`,
    yTicks: gridlines(top, currency.perUsd),
    xTicks: SHARE_TICKS.map((x) => ({ x, label: formatWholePercent(x, 1) })),
    left: { x: 0, y: y(allLeft), amount: leftText, label: `all ${left}` },
    right: { x: 1, y: y(allRight), amount: rightText, label: `all ${right}` },
    blend: { x: share, y: y(blend), amount: blendText, label: "blend" },
    share: formatWholePercent(share, 1),
    rises: allRight > allLeft,
    ...(saving > 0n && { saved: { amount: savingText, label: "saved" } }),
  };
}

/** Round amounts in the displayed currency, from zero up. `top` in pico-USD. */
function gridlines(top: number, perUsd: number): ScaleChart["yTicks"] {
  const topAmount = (top / Number(PICO_PER_USD)) * perUsd;
  const step = roundStep(topAmount, MAX_GRIDLINES);
  const decimals = decimalsOfStep(step);
  const count = Math.floor(topAmount / step);
  return Array.from({ length: count + 1 }, (_, index) => ({
    y: (index * step) / topAmount,
    label: index === 0 ? "0" : formatDecimals(index * step, decimals),
  }));
}
