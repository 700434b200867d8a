import type { CountedPart } from "../accounting/requestCount";
import { cacheableTokens } from "../cost/caching";
import type { Currency } from "../currency";
import { costOfTokens } from "../money";
import type { Estimate, ModelEstimate, PlaceholderCount } from "../estimate/estimate";
import { formatCount, formatShare, formatTokens, formatUsd } from "../format";
import type { SourceRange } from "../sourceRange";
import { escapeMarkdown, type HoverSegment, joinBlocks } from "./segments";
import { basisWords } from "./words";

/** A hover and its range in the file. */
interface PartHover {
  readonly range: SourceRange;
  readonly segments: readonly HoverSegment[];
}

/**
 * The hover at an offset of the file: for a placeholder, else for the smallest counted part. Undefined
 * if nothing counted is there.
 */
export function partHoverAt(
  estimate: Estimate,
  offset: number,
  currency: Currency,
): PartHover | undefined {
  const placeholder = estimate.filled.placeholders.find(({ range }) => contains(range, offset));
  if (placeholder) {
    return { range: placeholder.range, segments: placeholderHover(estimate, placeholder) };
  }
  const parts = pairedParts(estimate).filter(({ left }) => contains(left.range, offset));
  const [smallest, ...others] = parts;
  if (smallest?.left.range === undefined) return undefined;
  const part = others.reduce((a, b) => (lengthOf(b.left) < lengthOf(a.left) ? b : a), smallest);
  return {
    range: part.left.range ?? smallest.left.range,
    segments: partHover(estimate, part, currency),
  };
}

/** A part as counted on both models. */
interface PairedPart {
  readonly left: CountedPart;
  readonly right: CountedPart;
}

/** The parts of a request that are in the file, and their own parts. */
export function pairedParts({ left, right }: Estimate): readonly PairedPart[] {
  const onRight = flatten(right.count.parts);
  return flatten(left.count.parts).flatMap((part, index) => {
    const other = onRight[index];
    return part.range && other ? [{ left: part, right: other }] : [];
  });
}

function flatten(parts: readonly CountedPart[]): readonly CountedPart[] {
  return parts.flatMap((part) => [part, ...part.children]);
}

/** A message, a tool, an image or a schema: its tokens, its share of the input and its cost. */
export function partHover(
  estimate: Estimate,
  { left, right }: PairedPart,
  currency: Currency,
): readonly HoverSegment[] {
  const costs = [
    { side: estimate.left, part: left },
    { side: estimate.right, part: right },
  ].flatMap(({ side: { model, price }, part }) => {
    if (price === undefined) return [];
    const cost = costOfTokens(part.tokens, price.usdPerMillionInput);
    return [`${formatUsd(cost, currency)} on ${escapeMarkdown(model.shortLabel)}`];
  });
  const called = left.kind === "tool" || left.kind === "tools" ? ", called or not" : "";
  return joinBlocks([
    `${partWords(estimate, left, right)} · ${escapeMarkdown(basisWords(estimate))}`,
    [
      costs.length > 0 ? `${costs.join(" and ")}, each request${called}.` : "No price.",
      ...(isInStablePrefix(estimate, left) ? ["In the stable prefix."] : []),
    ].join(" "),
  ]);
}

function partWords(estimate: Estimate, left: CountedPart, right: CountedPart): string {
  const shareOf = (side: ModelEstimate, part: CountedPart): string =>
    formatShare(part.tokens, side.count.inputTokens);
  const share = shareOf(estimate.left, left);
  if (left.tokens === right.tokens) {
    return `**${formatCount(left.tokens, "token")}**, ${share} of the input`;
  }
  const [onLeft, onRight] = [estimate.left, estimate.right].map(({ model }) =>
    escapeMarkdown(model.shortLabel),
  );
  return `**${formatCount(left.tokens, "token")}** on ${onLeft}, **${formatTokens(right.tokens)}** on ${onRight}, ${share} and ${shareOf(estimate.right, right)} of the input`;
}

/** Messages before that of the first placeholder; without any placeholder there is nothing to say. */
function isInStablePrefix({ filled }: Estimate, part: CountedPart): boolean {
  const [first] = filled.placeholders;
  return (
    part.kind === "message" &&
    first?.messageIndex !== undefined &&
    part.messageIndex !== undefined &&
    part.messageIndex < first.messageIndex
  );
}

function placeholderHover(
  { filled, left }: Estimate,
  placeholder: PlaceholderCount,
): readonly HoverSegment[] {
  const { filledTokens, asWrittenTokens } = placeholder;
  const counted =
    filledTokens === undefined
      ? `**No value**: the count leaves it out. ${formatCount(asWrittenTokens, "token")} as written.`
      : `**${formatCount(filledTokens, "token")}** with ${valueName(filled.filled?.label)}, ${formatTokens(asWrittenTokens)} as written.`;
  const prefix = left.count.stablePrefixTokens;
  const cacheable = cacheableTokens(prefix);
  const cached =
    cacheable === 0 ? "too few to be cached" : `${formatTokens(cacheable)} of them cacheable`;
  const ends =
    filled.placeholders[0] === placeholder
      ? ` The stable prefix ends here: ${formatCount(prefix, "token")}, ${cached}.`
      : "";
  return joinBlocks([counted + ends]);
}

/** `the sample value`, or the value of a set by its name. */
function valueName(label: string | undefined): string {
  return label === undefined || label === "sample"
    ? "the sample value"
    : `the value of ${escapeMarkdown(label)}`;
}

function contains(range: SourceRange | undefined, offset: number): boolean {
  return range !== undefined && range.start <= offset && offset < range.end;
}

function lengthOf({ range }: CountedPart): number {
  return range === undefined ? Number.MAX_SAFE_INTEGER : range.end - range.start;
}
