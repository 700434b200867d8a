import fc from "fast-check";
import { expect, it } from "vitest";
import type { VolumeChart } from "../../../src/core/panel/contract/panelState";
import { DEFAULT_SCALE_CHOICE } from "../../../src/core/panel/scaleChoice";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { panelInput } from "./sampleInput";
import { onePrompt } from "./stateText";

function chartOf(requestsPerMonth: number, budgetUsdPerMonth?: number): VolumeChart {
  const { volume } = onePrompt(
    buildPanelState(
      panelInput({
        scale: { ...DEFAULT_SCALE_CHOICE, requestsPerMonth },
        ...(budgetUsdPerMonth !== undefined && { budgetUsdPerMonth }),
      }),
    ),
  ).scale;
  if (volume === undefined) throw new Error("no chart");
  return volume;
}

it("draws a month on both models from 1,000 to 10,000,000 requests, at the same slope", () => {
  const { lines, left, right, xTicks, budget } = chartOf(100_000);
  expect(xTicks.map(({ label }) => label)).toEqual([
    "1,000",
    "10,000",
    "100,000",
    "1,000,000",
    "10,000,000",
  ]);
  expect([left.amount, right.amount]).toEqual(["$651.00", "$39.06"]);
  expect(left.x).toBeCloseTo(0.5, 12);
  const [onLeft, onRight] = lines;
  expect((onLeft?.to ?? 0) - (onLeft?.from ?? 0)).toBeCloseTo(
    (onRight?.to ?? 0) - (onRight?.from ?? 0),
    12,
  );
  expect(left.y).toBeCloseTo(((onLeft?.from ?? 0) + (onLeft?.to ?? 0)) / 2, 12);
  expect(budget).toBeUndefined();
});

it("says how many requests the budget covers on each model, and draws it where the lines cross it", () => {
  const { caption, budget, lines } = chartOf(100_000, 65.1);
  // $65.10 / $0.00651 and $65.10 / $0.0003906.
  expect(caption).toContain("Your budget of $65.10 covers 10,000 on 4o and 166,666 on mini.");
  const [onLeft] = lines;
  const atTenThousand = (onLeft?.from ?? 0) + ((onLeft?.to ?? 0) - (onLeft?.from ?? 0)) / 4;
  expect(budget?.y).toBeCloseTo(atTenThousand, 12);
});

it("keeps everything inside the drawing, whatever the volume and the budget", () => {
  const volumes = fc.integer({ min: 1, max: 1_000_000_000 });
  const budgets = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(volumes, budgets, (requests, usd) => {
      const { left, right, lines, budget, yTicks } = chartOf(requests, usd);
      const places = [
        ...[left, right].flatMap(({ x, y }) => [x, y]),
        ...lines.flatMap(({ from, to }) => [from, to]),
        ...yTicks.map(({ y }) => y),
        budget?.y ?? Number.NaN,
      ];
      for (const place of places) {
        expect(place).toBeGreaterThanOrEqual(-1e-9);
        expect(place).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { numRuns: 200 },
  );
});
