/** Which model of the pair: `left` is drawn first, blue and square; `right` second, green and round. */
export type Side = "left" | "right";

/** One thing for each model of the pair. */
export interface Pair<Value> {
  readonly left: Value;
  readonly right: Value;
}

export const SIDES: readonly Side[] = ["left", "right"];

export function otherSide(side: Side): Side {
  return side === "left" ? "right" : "left";
}
