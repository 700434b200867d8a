import { type RoutingRule, writeRoutingRule } from "./routingRule";
import type { MeasuredPair } from "./pair";
import { type RoutedKind, routeOfKind } from "./routedKinds";

/** The formats in which the routing table can be exported. */
export type RuleFormat = Parameters<typeof writeRoutingRule>[1];

/**
 * The routing table as code or configuration that runs as is. `tolerance`: score that may be
 * lost on average, 0 … 1. `table`: of `pair`. `date`: the ISO date that is written into it.
 */
export function exportRoutingRules(
  format: RuleFormat,
  tolerance: number,
  table: readonly RoutedKind[],
  pair: MeasuredPair,
  date: string,
): string {
  const kinds = table.map((kind): RoutingRule["kinds"][number] => ({
    id: kind.id,
    model: routeOfKind(kind, tolerance, pair),
    ...(kind.known && { known: kind.known }),
  }));
  const models = { leftModel: pair.strong, rightModel: pair.light };
  return writeRoutingRule({ tolerance, date, ...models, kinds }, format);
}
