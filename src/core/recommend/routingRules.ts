import { type RoutingRule, writeRoutingRule } from "./routingRule";
import { LIGHT_MODEL_ID, STRONG_MODEL_ID } from "./pair";
import type { RoutedKind } from "./routedKinds";

/** What the routing table can be taken away as. */
export type RuleFormat = Parameters<typeof writeRoutingRule>[1];

/**
 * The routing table as code or configuration that runs as is. `tolerance`: score that may be
 * lost on average, 0 … 1. `date`: ISO date to are in it.
 */
export function exportRoutingRules(
  format: RuleFormat,
  tolerance: number,
  table: readonly RoutedKind[],
  date: string,
): string {
  const kinds = table.map((kind): RoutingRule["kinds"][number] => ({
    id: kind.id,
    model: destinationOf(kind, tolerance),
    ...(kind.measured && { gap: kind.measured.gap }),
  }));
  const models = { leftModel: STRONG_MODEL_ID, rightModel: LIGHT_MODEL_ID };
  return writeRoutingRule({ tolerance, date, ...models, kinds }, format);
}

/** By its measured gap; what only guides speak of goes where they send it. */
function destinationOf({ measured, opinion }: RoutedKind, tolerance: number): string {
  const toMini = measured ? measured.gap <= tolerance : opinion === "mini";
  return toMini ? LIGHT_MODEL_ID : STRONG_MODEL_ID;
}
