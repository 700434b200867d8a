import type { PicoUsd } from "../../money";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import { formatAtLeast, formatTimesAsMuch, formatTokens } from "../../format";
import { modelName, type RichText } from "../contract/richText";
import type { Side } from "../../pair";

/** Input and expected output: `1,554`, or `≥ 848` for a lower bound. */
export function totalTokens({ count, output }: ModelEstimate): string {
  const tokens = formatTokens(count.inputTokens + output.expectedTokens);
  return count.basis.isLowerBound ? formatAtLeast(tokens) : tokens;
}

/** Which model costs more, and `16.7 times as much`. Undefined if a price is missing or both are equal. */
export function costlierModel(
  left: PicoUsd | undefined,
  right: PicoUsd | undefined,
): { readonly side: Side; readonly timesAsMuch: string } | undefined {
  if (left === undefined || right === undefined || left === right) return undefined;
  const side = left > right ? "left" : "right";
  const timesAsMuch =
    side === "left" ? formatTimesAsMuch(left, right) : formatTimesAsMuch(right, left);
  return timesAsMuch === undefined ? undefined : { side, timesAsMuch };
}

/** `GPT-4o costs 16.7 times as much`, or which price is missing. */
export function costClause(estimate: Estimate): RichText {
  const { left, right } = estimate;
  const unpriced = [left, right].filter((each) => each.cost?.total === undefined);
  if (unpriced.length === 2) return ["no price is known for either model"];
  const [missing] = unpriced;
  if (missing) return [`no price is known for ${missing.model.label}`];
  const costlier = costlierModel(left.cost?.total, right.cost?.total);
  if (costlier === undefined) return ["both cost the same"];
  const { label } = estimate[costlier.side].model;
  return [modelName(costlier.side, label), ` costs ${costlier.timesAsMuch}`];
}
