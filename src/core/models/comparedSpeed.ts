import type { Pair, Side } from "../pair";
import { effortOf } from "./benchmarks";
import type { Model, SpeedMeasurement } from "./model";
import { SOURCES, type Source } from "./sources";

type CompleteMeasurement = SpeedMeasurement & { readonly timeToFirstTokenSeconds: number };

/** The measurement that represents a model: the first at its effort that has both figures. */
export function comparedSpeed(model: Model): CompleteMeasurement | undefined {
  return speedsAtEffort(model).find(
    (speed): speed is CompleteMeasurement => speed.timeToFirstTokenSeconds !== undefined,
  );
}

/** The model's other measurements at its effort. */
export function otherSpeeds(model: Model): readonly SpeedMeasurement[] {
  const compared = comparedSpeed(model);
  return speedsAtEffort(model).filter((speed) => speed !== compared);
}

/** The model that writes faster, according to both the compared measurements and the newest ones. */
export function fasterSide(pair: Pair<Model>): Side | undefined {
  const compared = fasterBy(comparedSpeed(pair.left), comparedSpeed(pair.right));
  const newest = fasterBy(newestSpeed(pair.left), newestSpeed(pair.right));
  return compared === newest ? compared : undefined;
}

/** ISO date, or as much of one as is known. */
export function dateOfSpeed({ date, source }: SpeedMeasurement): string | undefined {
  const { date: ofSource }: Source = SOURCES[source];
  return date ?? ofSource;
}

function speedsAtEffort(model: Model): readonly SpeedMeasurement[] {
  const effort = effortOf(model);
  return (model.speeds ?? []).filter(
    (speed) => speed.effort === undefined || speed.effort === effort,
  );
}

function newestSpeed(model: Model): SpeedMeasurement | undefined {
  return speedsAtEffort(model).toSorted((a, b) =>
    (dateOfSpeed(b) ?? "").localeCompare(dateOfSpeed(a) ?? ""),
  )[0];
}

function fasterBy(
  left: SpeedMeasurement | undefined,
  right: SpeedMeasurement | undefined,
): Side | undefined {
  if (!left || !right || left.outputTokensPerSecond === right.outputTokensPerSecond) {
    return undefined;
  }
  return left.outputTokensPerSecond > right.outputTokensPerSecond ? "left" : "right";
}
