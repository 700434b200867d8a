import { fineTunedBase } from "./findModel";
import type { Model, PriceRow, RequestPrice, ServiceTier } from "./model";

/**
 * The row that prices a snapshot of `model` on a day (ISO date), or undefined if there is none: the
 * newest one in effect on that day. Without a day, the newest one that has no end.
 */
export function priceRowOf(model: Model, snapshot: string, day?: string): PriceRow | undefined {
  const isFineTuned = fineTunedBase(snapshot) !== undefined;
  return model.prices
    .filter(
      ({ snapshots }) =>
        snapshots.includes(snapshot) || (isFineTuned && snapshots.some(isFineTunedRow)),
    )
    .filter((row) => isInForce(row, day))
    .reduce<PriceRow | undefined>(
      (newest, row) => (newest && (newest.from ?? "") >= (row.from ?? "") ? newest : row),
      undefined,
    );
}

function isInForce({ from = "", until }: PriceRow, day: string | undefined): boolean {
  if (day === undefined) return until === undefined;
  return from <= day && (until === undefined || day <= until);
}

/** The price of a snapshot in a service tier, or undefined if it is unknown. */
export function priceOf(
  model: Model,
  snapshot: string,
  tier: ServiceTier,
  day?: string,
): RequestPrice | undefined {
  const row = priceRowOf(model, snapshot, day);
  const price = row?.tiers[tier];
  return price && row?.longContext ? { ...price, longContext: row.longContext } : price;
}

/** `ft:gpt-4o` among a row's snapshots represents every model tuned from that family. */
function isFineTunedRow(snapshot: string): boolean {
  return snapshot.startsWith("ft:");
}
