import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { SLICE_MS } from "../../../src/core/tokens/limits";
import {
  loadTokenEngine as loadInSlices,
  type TokenEngine,
} from "../../../src/core/tokens/tokenEngine";
import { asciiText, bitingText, longPieces } from "./bitingText";
import { runs } from "./exhaustive";
import { FakeEventLoop } from "./fakeEventLoop";
import { loadTokenAssets, loadTokenEngine } from "./loadEngine";
import { expectedCount, expectedTokens } from "./oracle";

let engine: TokenEngine;

beforeAll(async () => {
  engine = await loadTokenEngine();
});

function expectExact(text: string): void {
  const expected = expectedTokens(text);
  const { ids, ends } = engine.encode(text);
  expect(ids).toEqual(expected);
  expect(ends.length).toBe(expected.length);
  expect(ends.at(-1) ?? 0).toBe(text.length);
  expect(engine.count(text)).toBe(expected.length);
}

describe("the tokens of a text are those of tiktoken", () => {
  test("for texts of characters that bite", () => {
    fc.assert(fc.property(bitingText(30), expectExact), { numRuns: runs(3000) });
  });

  test("for ASCII, which is split 64 bytes at once", () => {
    fc.assert(fc.property(asciiText(150), expectExact), { numRuns: runs(3000) });
  });

  test("for any Unicode text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectExact), {
      numRuns: runs(1000),
    });
  });

  test("for long pieces", () => {
    fc.assert(fc.property(longPieces(600), expectExact), { numRuns: runs(300) });
  });

  test.each([
    ["an empty text", ""],
    ["special tokens, as the characters they are written with", "<|endoftext|><|endofprompt|>"],
    ["contractions of both cases", "I'LL we've THEY'RE don't x'S 'Twas O'Neil's it’s a'ſ"],
    ["a byte order mark", "\ufeffa\ufeff b"],
    ["a next-line character, which is whitespace", "a\u0085 b\u0085\u0085c"],
    ["a NUL before and behind a token", "\0a\0\0the\0"],
    ["lone surrogates", "a\ud800b\udc00\ud83d"],
    ["newlines and slashes behind symbols", "a + b;\n\n/\n \nabcdefgh(ijk)\n/\n\n// lmn"],
    ["words of 15 to 17 letters", "internationalis internationaliz internationalize"],
    [
      "a text longer than two blocks",
      "Lorem ipsum, dolor 123 sit.\r\n\r\n  amet 漢字 😀".repeat(500),
    ],
    ["a surrogate pair across blocks", `${"a ".repeat(4095)}x😀😀`],
    ["a text that ends in whitespace behind a block", `${"a".repeat(8190)} \n  `],
  ])("for %s", (_name, text) => {
    expectExact(text);
  });

  // tiktoken takes time with the square of a piece's length, so these are few and just long enough.
  test.each([
    ["upper-case letters, then a lower-case one", `${"AB".repeat(9000)}c'll d`],
    [
      "upper-case letters with a caseless one among them",
      `${"漢".repeat(5000)}${"A".repeat(1500)}'s x`,
    ],
    ["whitespace with a newline among it", `x${" ".repeat(17_000)}\n${" \t".repeat(800)}.`],
    ["symbols, then newlines", ` ${"=".repeat(17_000)}${"\n/".repeat(500)}x`],
  ])("for a piece longer than the engine holds: %s", (_name, text) => {
    expectExact(text);
  });
});

test("counts are kept of some pieces, and of all others are right too", () => {
  // More words of each length than there are places for.
  const word = fc.string({ unit: fc.constantFrom(..."etaoinshrdlu"), minLength: 6, maxLength: 6 });
  const words = fc.sample(word, { numRuns: 40_000, seed: 1 });
  for (const start of ["", "internationali"]) {
    const text = words.map((end) => ` ${start}${end}`).join("");
    expect(engine.count(text + text)).toBe(2 * expectedCount(text));
  }
});

test("a piece costs time by its length, whatever its characters are", () => {
  // With a quadratic engine this would take hours; the count follows from the tokens of a short run.
  const perToken = expectedCount("a".repeat(800)) / 800;
  expect(engine.count("a".repeat(8_000_000))).toBe(8_000_000 * perToken);
});

test("an engine can be loaded in slices, between which the event loop has its turn", async () => {
  const eventLoop = new FakeEventLoop();
  const loaded = await loadInSlices(await loadTokenAssets(), eventLoop);
  expect(eventLoop.turns).toBeGreaterThan(3);
  expect(eventLoop.longestTurnMs).toBeLessThanOrEqual(SLICE_MS + 1);
  const text = "The last tokens of the vocabulary: 。”\n\n天天中彩票";
  expect(loaded.encode(text)).toEqual(engine.encode(text));
});

describe("token boundaries", () => {
  test("are where tiktoken's tokens end", () => {
    expect([...engine.encode("Hello, wörld!\n").ends]).toEqual([5, 6, 8, 10, 12, 14]);
  });

  test("give all of a character to the first of its tokens", () => {
    const text = "a𐐀b";
    expect(expectedCount(text)).toBe(6);
    expect([...engine.encode(text).ends]).toEqual([1, 3, 3, 3, 3, 4]);
  });

  test("never decrease, lie between characters and end with the text", () => {
    fc.assert(
      fc.property(bitingText(30), (text) => {
        const ends = [0, ...engine.encode(text).ends];
        for (const [token, end] of ends.entries()) {
          expect(end).toBeGreaterThanOrEqual(ends[token - 1] ?? 0);
          const around = text.slice(end - 1, end + 1);
          expect(end > 0 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(around)).toBe(false);
        }
        expect(ends.at(-1)).toBe(text.length);
      }),
      { numRuns: runs(500) },
    );
  });
});
