import { formatAtLeast, formatTimesAsMuch, formatTokens, formatUsd } from "../format";
import type { Currency } from "../cost/currency";
import type { PicoUsd } from "../cost/money";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import { modelName, type Side, type Words } from "./words";

/** Whether something comes on top of the counts that is not known, so that each is the least. */
export function isLowerBound(estimate: Estimate): boolean {
  return estimate.left.count.basis.isLowerBound || estimate.right.count.basis.isLowerBound;
}

/** `1,204`, or `≥ 628` where something comes on top. */
export function tokensText(estimate: Estimate, tokens: number): string {
  const text = formatTokens(tokens);
  return isLowerBound(estimate) ? formatAtLeast(text) : text;
}

/** `$0.0065`, or `≥ $0.0038` where something comes on top. */
export function priceText(estimate: Estimate, amount: PicoUsd, currency: Currency): string {
  const text = formatUsd(amount, currency);
  return isLowerBound(estimate) ? formatAtLeast(text) : text;
}

/** Whether both models are billed the same tokens: all but prompts with images. */
export function hasSameTokens({ left, right }: Estimate): boolean {
  return left.count.inputTokens === right.count.inputTokens;
}

/** Which model costs more, and `16.7 times as much`. Undefined where a price is missing or both are equal. */
export function dearerModel(
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
export function costClause({ left, right }: Estimate): Words {
  const unpriced = [left, right].filter((each) => each.cost?.total === undefined);
  if (unpriced.length === 2) return ["no price is known for either model"];
  const [missing] = unpriced;
  if (missing) return [`no price is known for ${missing.model.label}`];
  const dearer = dearerModel(left.cost?.total, right.cost?.total);
  if (dearer === undefined) return ["both cost the same"];
  const { label } = modelOf({ left, right }, dearer.side);
  return [modelName(dearer.side, label), ` costs ${dearer.timesAsMuch}`];
}

function modelOf(
  sides: { readonly left: ModelEstimate; readonly right: ModelEstimate },
  side: Side,
): { readonly label: string } {
  return sides[side].model;
}
