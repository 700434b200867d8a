import type { Currency } from "../currency";
import type { PicoUsd } from "../money";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import { formatAtLeast, formatColumn, NOT_KNOWN } from "../format";
import { markdownTable, modelHeadings } from "./markdownTable";

/** The cost of a request on both models, by part: a row for each model. */
export function costTable(estimate: Estimate, currency: Currency): string {
  const { left, right } = estimate;
  const images = countImages(estimate);
  const input = images === 0 ? ["Input"] : ["Text", images === 1 ? "Image" : "Images"];
  const names = modelHeadings(left.model, right.model);
  const rows = [left, right].map((side, index) => [
    names[index] ?? "",
    ...cells(side, images > 0, currency),
  ]);
  return markdownTable([currency.code, ...input, "Expected output", "**A request**"], rows);
}

function cells(side: ModelEstimate, hasImages: boolean, currency: Currency): readonly string[] {
  const { cost, count, overContextTokens } = side;
  const shown = overContextTokens > 0 ? undefined : cost;
  const input: readonly (PicoUsd | undefined)[] = hasImages
    ? [shown?.textInput, shown?.images]
    : [shown?.input];
  const amounts = formatColumn([...input, shown?.output, shown?.total], { currency });
  const last = amounts.length - 1;
  const bound = (cell: string): string =>
    count.basis.isLowerBound && /^[\d]/.test(cell) ? formatAtLeast(cell) : cell;
  return amounts.map((cell, index) => {
    if (index === last) return cell === NOT_KNOWN ? cell : `**${bound(cell)}**`;
    return index < input.length ? bound(cell) : cell;
  });
}

/** The images of a request. */
function countImages({ prompt }: Estimate): number {
  return prompt.messages.flatMap(({ parts }) => parts).filter(({ kind }) => kind === "image")
    .length;
}
