import { costOfRequest } from "../../cost/requestCost";
import type { Model, RequestPrice } from "../../models/model";
import { priceOf } from "../../models/priceOf";
import type { Pair, Side } from "../../pair";
import type { MeasuredSide, MeasurePlan, PlannedRow } from "../engine/measurePlan";

/** The same plan at the prices of the Batch API, which are half of the standard ones. */
export function atBatchPrices(plan: MeasurePlan, models: Pair<Model>, day: string): MeasurePlan {
  const sides = Object.entries(plan.sides).map(([side, measured]: [string, MeasuredSide]) => {
    const price = priceOf(models[side as Side], measured.model, "batch", day);
    return [side, { ...measured, rows: measured.rows.map((row) => atPrice(row, price)) }] as const;
  });
  return { ...plan, sides: Object.fromEntries(sides) };
}

/** Without a price nothing is known of the cost. */
function atPrice(row: PlannedRow, price: RequestPrice | undefined): PlannedRow {
  const { request, sent, inputTokens, outputTokens, isUncapped, price: standard, atMost } = row;
  const rest = { request, ...(sent && { sent }), inputTokens, outputTokens, isUncapped };
  if (price === undefined) return rest;
  const expected = costOfRequest(price, { inputTokens, outputTokens });
  const isHalf =
    standard !== undefined &&
    standard.usdPerMillionInput === 2 * price.usdPerMillionInput &&
    standard.usdPerMillionOutput === 2 * (price.usdPerMillionOutput ?? NaN);
  return {
    ...rest,
    price,
    ...(expected !== undefined && { expected }),
    ...(isHalf && atMost !== undefined && { atMost: atMost / 2n }),
  };
}
