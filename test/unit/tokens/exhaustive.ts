/** `npm run test:exhaustive` checks everything there is to check, and properties much oftener. */
export const isExhaustive = process.env["MODE"] === "exhaustive";

/** How often a property is checked. */
export function runs(ordinary: number): number {
  return isExhaustive ? 50 * ordinary : ordinary;
}
