import type { Estimate } from "../../estimate/estimate";
import { formatTokens } from "../../format";
import { hasSameOutput, isSameOnBoth } from "../../surfaces/words";
import { type Side, SIDES } from "../../pair";
import type { BarSegment, StackedBar } from "../contract/panelState";
import { type PartGroup, tokensOn } from "./partGroups";

/** One bar if both models are billed for the same tokens, or else one for each on the same scale. */
export function buildBars(estimate: Estimate, groups: readonly PartGroup[]): readonly StackedBar[] {
  const { left, right } = estimate;
  const most = Math.max(
    left.count.inputTokens + left.output.maxTokens,
    right.count.inputTokens + right.output.maxTokens,
  );
  if (most === 0) return [];
  if (isSameOnBoth(estimate) && hasSameOutput(estimate)) return [barOf(estimate, groups, most)];
  return SIDES.map((side) => barOf(estimate, groups, most, side));
}

function barOf(
  estimate: Estimate,
  groups: readonly PartGroup[],
  most: number,
  side?: Side,
): StackedBar {
  const { count, output } = estimate[side ?? "left"];
  const input = count.inputTokens;
  const segments: BarSegment[] = [];
  let start = 0;
  for (const group of groups) {
    const { key, shortLabel, tone } = group;
    const tokens = tokensOn(group, side ?? "left");
    if (tokens === 0) continue;
    const width = tokens / most;
    const text = `${shortLabel} ${formatTokens(tokens)}`;
    segments.push({ key, tone, start, width, label: { text, reach: width } });
    start += width;
  }
  const expected = output.expectedTokens / most;
  const hasRange = output.minTokens < output.maxTokens;
  segments.push({
    key: "output",
    tone: "output",
    start,
    width: expected,
    label: {
      text: `Output ${formatTokens(output.expectedTokens)}`,
      ...(hasRange && {
        detail: `(${formatTokens(output.minTokens)}–${formatTokens(output.maxTokens)})`,
      }),
      reach: 1 - start,
    },
  });
  const { label, contextWindowTokens } = estimate[side ?? "left"].model;
  const window = contextWindowTokens?.value;
  const isOver = estimate[side ?? "left"].overContextTokens > 0;
  const described = segments
    .map(({ label: { text, detail } }) => (detail === undefined ? text : `${text} ${detail}`))
    .join(", ");
  return {
    description: `Tokens by part${side === undefined ? "" : ` on ${label}`}: ${described}`,
    ...(side !== undefined && { side, name: estimate[side].model.label }),
    segments,
    ...(isOver &&
      window !== undefined && {
        limit: { at: window / most, label: `${formatTokens(window)}: context window` },
      }),
    ...(hasRange && {
      range: { from: (input + output.minTokens) / most, to: (input + output.maxTokens) / most },
    }),
  };
}
