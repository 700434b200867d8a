import { firstIndex } from "../binarySearch";
import type { SourceRange } from "../sourceRange";

/**
 * Finds the items that overlap any of some ranges, in the items' order. It only looks at nearby items,
 * because a batch has thousands of requests.
 */
export function overlapFinder<T>(
  items: readonly T[],
  rangeOf: (item: T) => SourceRange | undefined,
): (ranges: readonly SourceRange[]) => readonly T[] {
  const spans = items
    .flatMap((item, index) => {
      const range = rangeOf(item);
      return range ? [{ item, index, ...range }] : [];
    })
    .sort((a, b) => a.start - b.start);
  const longest = spans.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  const firstFrom = (offset: number): number =>
    firstIndex(spans.length, (index) => (spans[index]?.start ?? offset) >= offset);
  return (ranges) => {
    const found = ranges.flatMap((range) =>
      spans
        .slice(firstFrom(range.start - longest), firstFrom(range.end))
        .filter(({ end }) => range.start < end),
    );
    return [...new Set(found)].sort((a, b) => a.index - b.index).map(({ item }) => item);
  };
}
