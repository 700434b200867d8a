import type { Currency } from "../currency";
import type { PicoUsd } from "../money";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import { formatAtLeast, formatColumn, formatShare, NOT_KNOWN } from "../format";
import { markdownTable, modelHeadings } from "./markdownTable";

/** What a request costs on both models, by part, and its share of the context window. */
export function costTable(estimate: Estimate, { code, ...currency }: Currency): string {
  const { left, right } = estimate;
  const images = countImages(estimate);
  const inputRows =
    images === 0
      ? [`Input, ${code}`]
      : [`Text, ${code}`, `${images === 1 ? "Image" : "Images"}, ${code}`];
  const names = [...inputRows, `Expected output, ${code}`, `**A request, ${code}**`];
  const [leftCells, rightCells] = [left, right].map((side) =>
    column(side, images > 0, { code, ...currency }),
  );
  const rows = names.map((name, index) => [
    name,
    leftCells?.[index] ?? "",
    rightCells?.[index] ?? "",
  ]);
  return markdownTable(
    ["", ...modelHeadings(left.model, right.model)],
    [...rows, ...windowRow(estimate)],
  );
}

function column(side: ModelEstimate, hasImages: boolean, currency: Currency): readonly string[] {
  const { cost, count, overContextTokens } = side;
  const shown = overContextTokens > 0 ? undefined : cost;
  const input: readonly (PicoUsd | undefined)[] = hasImages
    ? [shown?.textInput, shown?.images]
    : [shown?.input];
  const cells = formatColumn([...input, shown?.output, shown?.total], { currency });
  const last = cells.length - 1;
  const bound = (cell: string): string =>
    count.basis.isLowerBound && /^[\d]/.test(cell) ? formatAtLeast(cell) : cell;
  return cells.map((cell, index) => {
    if (index === last) return cell === NOT_KNOWN ? cell : `**${bound(cell)}**`;
    return index < input.length ? bound(cell) : cell;
  });
}

/** Left out for a lower bound, which doesn't tell how much room is left. */
function windowRow({ left, right }: Estimate): readonly (readonly string[])[] {
  const isLowerBound = left.count.basis.isLowerBound || right.count.basis.isLowerBound;
  if (isLowerBound || (left.contextShare ?? right.contextShare) === undefined) return [];
  const share = ({ contextShare }: ModelEstimate): string =>
    contextShare === undefined ? NOT_KNOWN : formatShare(contextShare, 1);
  return [["Context window", share(left), share(right)]];
}

/** The images of a request. */
function countImages({ prompt }: Estimate): number {
  return prompt.messages.flatMap(({ parts }) => parts).filter(({ kind }) => kind === "image")
    .length;
}
