import { type RoutingRule, writeRoutingRule } from "./routingRule";
import { LIGHT_MODEL_ID, STRONG_MODEL_ID } from "./pair";
import { type RoutedKind, routeOfKind } from "./routedKinds";

/** The formats in which the routing table can be exported. */
export type RuleFormat = Parameters<typeof writeRoutingRule>[1];

/**
 * The routing table as code or configuration that runs as is. `tolerance`: score that may be
 * lost on average, 0 … 1. `date`: the ISO date that is written into it.
 */
export function exportRoutingRules(
  format: RuleFormat,
  tolerance: number,
  table: readonly RoutedKind[],
  date: string,
): string {
  const kinds = table.map((kind): RoutingRule["kinds"][number] => ({
    id: kind.id,
    model: routeOfKind(kind, tolerance),
    ...(kind.known && { known: kind.known }),
  }));
  const models = { leftModel: STRONG_MODEL_ID, rightModel: LIGHT_MODEL_ID };
  return writeRoutingRule({ tolerance, date, ...models, kinds }, format);
}
