import type { ServiceTier } from "./model";

/** OpenAI API reference, "service_tier": `auto` and `default` are the standard tier. */
const TIERS: ReadonlyMap<string, ServiceTier> = new Map([
  ["auto", "standard"],
  ["default", "standard"],
  ["standard", "standard"],
  ["flex", "flex"],
  ["priority", "priority"],
  ["fast", "priority"],
  ["batch", "batch"],
]);

/** The tier that a value of `service_tier` requests, or undefined if the value is unknown. */
export function parseServiceTier(value: string): ServiceTier | undefined {
  return TIERS.get(value);
}
