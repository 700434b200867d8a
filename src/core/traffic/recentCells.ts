import type { ServiceTier } from "../models/model";

/** Finds the cell of a record without text by parts of its key, without joining them into one. */
export class RecentCells {
  private readonly routes = new Map<string, Map<string, Map<string, Map<string, number>>>>();

  get(
    day: string,
    model: string,
    route: string,
    tier: ServiceTier,
    band: number,
  ): number | undefined {
    if (band !== 0) return undefined;
    return this.routes.get(route)?.get(model)?.get(day)?.get(tier);
  }

  set(
    day: string,
    model: string,
    route: string,
    tier: ServiceTier,
    band: number,
    cell: number,
  ): void {
    if (band !== 0) return;
    const models = created(this.routes, route);
    const days = created(models, model);
    created(days, day).set(tier, cell);
  }

  clear(): void {
    this.routes.clear();
  }
}

function created<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const known = map.get(key);
  if (known) return known;
  const fresh = new Map<string, Value>();
  map.set(key, fresh);
  return fresh;
}
