import { fineTunedBase } from "./findModel";
import type { Model, PriceRow, ServiceTier, TierPrice } from "./model";

/**
 * The row that prices a snapshot of `model` on a day (ISO date), or undefined if none does. Of
 * several the newest that had begun by then counts; without a day the newest of all.
 */
export function priceRowOf(model: Model, snapshot: string, day?: string): PriceRow | undefined {
  const isFineTuned = fineTunedBase(snapshot) !== undefined;
  return model.prices
    .filter(
      ({ snapshots }) =>
        snapshots.includes(snapshot) || (isFineTuned && snapshots.some(isFineTunedRow)),
    )
    .filter((row) => day === undefined || row.from === undefined || row.from <= day)
    .reduce<PriceRow | undefined>(
      (newest, row) => (newest && (newest.from ?? "") >= (row.from ?? "") ? newest : row),
      undefined,
    );
}

/** The price of a snapshot in a service tier, or undefined if it is not known. */
export function priceOf(
  model: Model,
  snapshot: string,
  tier: ServiceTier,
  day?: string,
): TierPrice | undefined {
  return priceRowOf(model, snapshot, day)?.tiers[tier];
}

/** `ft:gpt-4o` among a row's snapshots represents every model tuned from that family. */
function isFineTunedRow(snapshot: string): boolean {
  return snapshot.startsWith("ft:");
}
