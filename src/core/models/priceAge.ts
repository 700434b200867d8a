import { daysLeft } from "./retirement";
import type { Model, PriceRow } from "./model";
import { priceRowOf } from "./priceOf";
import { SOURCES, type Source } from "./sources";

/** How old the price of a model is, by the newest of its sources that has a whole date. */
interface PriceAge {
  /** ISO date. */
  readonly date: string;
  readonly days: number;
}

/** The age of the price of a model on a day (ISO date); undefined if no source has a whole date. */
export function priceAge(model: Model, day: string): PriceAge | undefined {
  const date = dateOf(priceRowOf(model, model.id, day));
  return date === undefined ? undefined : { date, days: Math.max(0, daysLeft(day, date)) };
}

function dateOf(row: PriceRow | undefined): string | undefined {
  return (row?.sources ?? [])
    .map((key): string | undefined => (SOURCES[key] as Source).date)
    .filter((date) => date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date))
    .toSorted()
    .at(-1);
}
