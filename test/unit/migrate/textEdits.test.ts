import fc from "fast-check";
import { expect, test } from "vitest";
import { overlapFinder } from "../../../src/core/migrate/overlapFinder";
import { applyEdits, distinct, type TextEdit } from "../../../src/core/migrate/textEdits";

const range = fc
  .tuple(fc.nat(40), fc.nat(6))
  .map(([start, size]) => ({ start, end: start + size }));
const edit: fc.Arbitrary<TextEdit> = fc.record(
  {
    range,
    text: fc.constantFrom("", "a", "b"),
    label: fc.constant("Edit"),
    effortOf: fc.constantFrom(1, 2),
  },
  { requiredKeys: ["range", "text", "label"] },
);

test("each edit is kept once, and of those that overlap the first", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      expect(distinct(edits)).toEqual(keptOneByOne(edits));
    }),
    { numRuns: 2_000 },
  );
});

test("edits are made as if one by one from the end", () => {
  const text = "abcdefghijklmnopqrstuvwxyz".repeat(2);
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      const kept = distinct(edits);
      const expected = kept
        .toSorted((a, b) => b.range.start - a.range.start || b.range.end - a.range.end)
        .reduce((now, e) => now.slice(0, e.range.start) + e.text + now.slice(e.range.end), text);
      expect(applyEdits(text, kept)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

test("the items found are all that overlap one of the ranges, in their order", () => {
  fc.assert(
    fc.property(fc.array(range), fc.array(range, { maxLength: 4 }), (items, ranges) => {
      const find = overlapFinder(items, (item) => item);
      const expected = items.filter((item) =>
        ranges.some(({ start, end }) => item.start < end && start < item.end),
      );
      expect(find(ranges)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

/** The rule of `distinct`, literally: every edit against all that were kept before it. */
function keptOneByOne(edits: readonly TextEdit[]): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) {
    const clashes = kept.some(({ range, text, effortOf }) => {
      if (effortOf !== undefined && effortOf === edit.effortOf) return true;
      const isSameRange = range.start === edit.range.start && range.end === edit.range.end;
      if (isSameRange) return text === edit.text || range.end > range.start;
      return range.start < edit.range.end && edit.range.start < range.end;
    });
    if (!clashes) kept.push(edit);
  }
  return kept.toSorted((a, b) => a.range.start - b.range.start);
}
