import type { SourceRange } from "../sourceRange";
import type { Estimate, ModelEstimate } from "./estimate";

/** The part to cut first. */
export interface LargestPart {
  /** `system`, `2 tools`, or a placeholder as written. */
  readonly label: string;
  readonly isPlaceholder: boolean;
  readonly tokens: number;
  readonly range: SourceRange;
}

/**
 * The part with the most tokens that has a range in the file. If the value of one variable is more
 * than half of it, that variable.
 */
export function largestPart(
  { filled }: Estimate,
  { count }: ModelEstimate,
): LargestPart | undefined {
  const placed = count.parts.filter((part) => part.range !== undefined);
  const [first, ...others] = placed;
  if (first === undefined) return undefined;
  const part = others.reduce((most, other) => (other.tokens > most.tokens ? other : most), first);
  const filling = filled.placeholders.find(
    ({ range, filledTokens = 0 }) =>
      part.range !== undefined &&
      part.range.start <= range.start &&
      range.end <= part.range.end &&
      filledTokens * 2 > part.tokens,
  );
  if (filling?.filledTokens !== undefined) {
    const { text, filledTokens, range } = filling;
    return { label: text, isPlaceholder: true, tokens: filledTokens, range };
  }
  const { label, tokens, range } = part;
  return range && { label, isPlaceholder: false, tokens, range };
}
