import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareWords } from "../../../src/core/runs/engine/similarity";

const words = fc
  .array(
    fc.constantFrom("the", "charge", "followed", "a", "timeout", ",", ".", "\n", "請", "求", "é"),
  )
  .map((list) => list.join(" "));

/** The longest common subsequence of two lists, by the textbook. */
function commonLength(left: readonly string[], right: readonly string[]): number {
  let row = right.map(() => 0);
  for (const word of left) {
    const next: number[] = [];
    right.forEach((other, index) => {
      const before = index === 0 ? 0 : (row[index - 1] ?? 0);
      next.push(
        word === other
          ? before + 1
          : Math.max(row[index] ?? 0, index === 0 ? 0 : (next[index - 1] ?? 0)),
      );
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe("how alike two answers are", () => {
  it("is the share of words that are in both, in their order", () => {
    const left = "The second charge followed a timeout on the page.";
    const right = "The second charge came after a timeout on the page.";
    expect(compareWords(left, right)).toMatchObject({
      wordsInBoth: 8,
      wordsOnlyLeft: 1,
      wordsOnlyRight: 2,
      alike: 18 / 21,
    });
  });

  it("is 1 for the same text and 0 for texts without a common word", () => {
    expect(compareWords("a b c", "a b c").alike).toBe(1);
    expect(compareWords("a b c", "d e").alike).toBe(0);
    expect(compareWords("", "").alike).toBe(1);
    expect(compareWords("", "a").alike).toBe(0);
  });

  it("shows both texts whole: the pieces of each side make up its text", () => {
    fc.assert(
      fc.property(words, words, (left, right) => {
        const { pieces = [] } = compareWords(left, right);
        const textOf = (side: "left" | "right") =>
          pieces
            .filter((piece) => piece.side === "both" || piece.side === side)
            .map(({ text }) => text)
            .join("")
            .replace(/\s+/g, "");
        expect(textOf("left")).toBe(left.replace(/\s+/g, ""));
        expect(textOf("right")).toBe(right.replace(/\s+/g, ""));
      }),
    );
  });

  it("finds as much in common as there is", () => {
    const word = fc.constantFrom("the", "charge", "followed", "a", "timeout");
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.array(word, { maxLength: 12 }),
        (left, right) => {
          const { wordsInBoth, wordsOnlyLeft, wordsOnlyRight } = compareWords(
            left.join(" "),
            right.join(" "),
          );
          expect(wordsInBoth).toBe(commonLength(left, right));
          expect(wordsInBoth + wordsOnlyLeft).toBe(left.length);
          expect(wordsInBoth + wordsOnlyRight).toBe(right.length);
        },
      ),
    );
  });

  it("is the same from both sides", () => {
    fc.assert(
      fc.property(words, words, (left, right) => {
        expect(compareWords(left, right).alike).toBe(compareWords(right, left).alike);
      }),
    );
  });

  it("runs no words together if a space after them is one text's alone", () => {
    const shown = (left: string, right: string): string =>
      (compareWords(left, right).pieces ?? []).map(({ text }) => text).join("");
    expect(shown("three bars. 1", "three bars.")).toBe("three bars. 1");
    expect(shown("three bars.", "three bars. 1")).toBe("three bars. 1");
  });

  it("sees a changed sign if no word changed", () => {
    const { pieces, alike } = compareWords("It is 5.", "It is -5.");
    expect(alike).toBe(8 / 9);
    expect(pieces).toContainEqual({ side: "right", text: "-" });
  });

  it("takes each character of a script without spaces for a word", () => {
    expect(compareWords("請求書が二重", "請求書は二重").wordsInBoth).toBe(5);
  });

  it("compares bags of words if there are too many differences", () => {
    const left = Array.from({ length: 60 }, (_, index) => `left${index}`);
    const shared = ["one", "two"];
    const compared = compareWords(
      [...left, ...shared].join(" "),
      [...shared, ...left.map((word) => `not${word}`)].join(" "),
      10,
    );
    expect(compared).toEqual({
      wordsInBoth: 2,
      wordsOnlyLeft: 60,
      wordsOnlyRight: 60,
      alike: 4 / 124,
    });
  });
});
