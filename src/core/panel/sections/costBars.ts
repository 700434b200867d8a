import type { Currency } from "../../currency";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import { formatAtLeast, formatUsd } from "../../format";
import type { PicoUsd } from "../../money";
import { SIDES } from "../../pair";
import type { CostBar } from "../contract/panelState";
import { modelName, type ModelMark } from "../contract/richText";

/** A request on one model, as a bar. */
export interface BarOf {
  readonly key: string;
  readonly tone: ModelMark;
  readonly name: string;
  readonly side: ModelEstimate;
}

/** Both models of an estimate. */
export function barsOfPair(estimate: Estimate): readonly BarOf[] {
  return SIDES.map((side) => ({
    key: side,
    tone: side,
    name: estimate[side].model.shortLabel,
    side: estimate[side],
  }));
}

/** Amounts on one scale; what has no price has no bar. */
export function costBars(
  bars: readonly BarOf[],
  amountOf: (side: ModelEstimate) => PicoUsd | undefined,
  currency: Currency,
): readonly CostBar[] {
  const amounts = bars.map(({ side }) => amountOf(side));
  const highest = amounts.reduce<PicoUsd>(
    (most, amount) => (amount !== undefined && amount > most ? amount : most),
    0n,
  );
  return bars.flatMap(({ key, tone, name, side }, index): CostBar[] => {
    const amount = amounts[index];
    if (amount === undefined) return [];
    const text = formatUsd(amount, currency);
    return [
      {
        key,
        name: [modelName(tone, name)],
        tone,
        amount: side.count.basis.isLowerBound ? formatAtLeast(text) : text,
        fraction: highest === 0n ? 0 : Number(amount) / Number(highest),
      },
    ];
  });
}
