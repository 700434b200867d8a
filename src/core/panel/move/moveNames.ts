import type { Target } from "../../migrate/breaks/target";

/** `GPT-6 Luna at none`. */
export function targetName({ model, effort }: Target): string {
  return effort === undefined ? model.label : `${model.label} at ${effort}`;
}

/** The value that all share; undefined if they differ or there are none. */
export function shared<Value>(values: readonly Value[]): Value | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
