import type { PicoUsd } from "../../money";
import { type Side, SIDES } from "../../pair";
import { divideToEven } from "../../ratio";
import { type ShareInterval, wilsonInterval } from "../statistics/wilson";
import type { CascadeOutcome } from "./cascade";
import type { MeasurementSummary } from "./summary";

/** A point of the plot of quality against cost. */
interface QualityCostPoint {
  readonly model: Side | "cascade";
  readonly costPerThousand: PicoUsd;
  readonly passes: ShareInterval;
}

/** Both models over the rows that each answered, and the cascade if there is one. */
export function qualityCostPoints(
  { sides }: MeasurementSummary,
  cascade?: CascadeOutcome,
): readonly QualityCostPoint[] {
  const models = SIDES.flatMap((side) => {
    const { interval, cost, answers } = sides[side];
    if (interval === undefined || cost === undefined) return [];
    const costPerThousand = divideToEven(cost * 1_000n, BigInt(answers));
    return [{ model: side, costPerThousand, passes: interval }];
  });
  if (cascade?.passed === undefined || cascade.costPerThousand === undefined) return models;
  const passes = wilsonInterval(cascade.passed, cascade.rows);
  if (passes === undefined) return models;
  return [...models, { model: "cascade", costPerThousand: cascade.costPerThousand, passes }];
}
