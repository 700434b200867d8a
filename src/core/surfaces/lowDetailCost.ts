import type { PicoUsd } from "../money";
import { costOfRequest } from "../cost/requestCost";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import type { ImagePart } from "../prompt/prompt";

/**
 * The cost of the request with every image at low detail, if it is lower on both models and the file
 * has a place to write it.
 */
export function lowDetailCosts(
  estimate: Estimate,
): { readonly left: PicoUsd; readonly right: PicoUsd } | undefined {
  const { prompt, left, right } = estimate;
  const images = prompt.messages
    .flatMap(({ parts }) => parts)
    .filter((part) => part.kind === "image");
  if (!images.some(canBeLow)) return undefined;
  const [onLeft, onRight] = [left, right].map((side) => costAtLow(estimate, side, images.length));
  return onLeft === undefined || onRight === undefined
    ? undefined
    : { left: onLeft, right: onRight };
}

function canBeLow({ detail, detailRange }: ImagePart): boolean {
  return detail !== "low" && detailRange !== undefined;
}

function costAtLow(
  { output }: Estimate,
  { model, price, count, cost }: ModelEstimate,
  images: number,
): PicoUsd | undefined {
  if (price === undefined || model.imageTokens?.kind !== "tiles") return undefined;
  const inputTokens = count.inputTokens - count.imageTokens + images * model.imageTokens.base;
  const low = costOfRequest(price, { inputTokens, outputTokens: output.expectedTokens });
  return low !== undefined && cost?.total !== undefined && low < cost.total ? low : undefined;
}
