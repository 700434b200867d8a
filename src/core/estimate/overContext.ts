import { formatTokens } from "../format";
import type { Estimate, ModelEstimate } from "./estimate";

/** Whether the input exceeds the context windows of both models. */
export function isOverBoth({ left, right }: Estimate): boolean {
  return left.overContextTokens > 0 && right.overContextTokens > 0;
}

/**
 * `13,311 over the 128,000 of both models`, `500 over the 32,768 of House model`; undefined if the
 * input fits everywhere.
 */
export function overContextWords({ left, right }: Estimate): string | undefined {
  const over = [left, right].filter(({ overContextTokens }) => overContextTokens > 0);
  const [first, second] = over;
  if (first === undefined) return undefined;
  const isAlike =
    second?.overContextTokens === first.overContextTokens && window(second) === window(first);
  if (isAlike) return `${overWords(first)} both models`;
  return over.map((side) => `${overWords(side)} ${side.model.label}`).join(" and ");
}

function overWords(side: ModelEstimate): string {
  return `${formatTokens(side.overContextTokens)} over the ${formatTokens(window(side))} of`;
}

function window({ model }: ModelEstimate): number {
  return model.contextWindowTokens?.value ?? 0;
}

/** How much to cut for input and expected output to fit the larger of the exceeded windows. */
export function tokensToCut({ left, right, output }: Estimate): number {
  const over = [left, right]
    .map(({ overContextTokens }) => overContextTokens)
    .filter((tokens) => tokens > 0);
  return over.length === 0 ? 0 : Math.min(...over) + output.expectedTokens;
}
