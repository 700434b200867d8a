import type { Model, SpeedMeasurement } from "./model";

type CompleteMeasurement = SpeedMeasurement & { readonly timeToFirstTokenSeconds: number };

/** The measurement that a model is compared by: the first one that has both figures. */
export function comparedSpeed({ speeds = [] }: Model): CompleteMeasurement | undefined {
  return speeds.find(
    (speed): speed is CompleteMeasurement => speed.timeToFirstTokenSeconds !== undefined,
  );
}
