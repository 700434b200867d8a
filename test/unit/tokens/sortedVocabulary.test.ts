import fc from "fast-check";
import { expect, test } from "vitest";
import { sortVocabulary } from "../../../scripts/buildTokens.mjs";
import { unsortVocabulary } from "../../../src/core/tokens/sortedVocabulary";
import { FakeEventLoop } from "./fakeEventLoop";

function byRank(tokens: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(tokens.flatMap((token) => [Buffer.of(token.length), token]));
}

async function thereAndBack(tokens: readonly Uint8Array[], offset = 0): Promise<Uint8Array> {
  const sorted = sortVocabulary(tokens);
  const moved = new Uint8Array(offset + sorted.length);
  moved.set(sorted, offset);
  return unsortVocabulary(moved.subarray(offset), new FakeEventLoop());
}

test("tokens that share their first bytes come back by rank", async () => {
  const tokens = ["tokens", "a", "token", "tok", "ab", "b"].map((text) => Buffer.from(text));
  expect(Buffer.compare(await thereAndBack(tokens), byRank(tokens))).toBe(0);
});

test("any vocabulary comes back, wherever it lies in its buffer", async () => {
  const tokens = fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 128 }), {
    minLength: 1,
    maxLength: 300,
    selector: (token) => token.join(),
  });
  await fc.assert(
    fc.asyncProperty(tokens, fc.nat({ max: 9 }), async (vocabulary, offset) => {
      expect(Buffer.compare(await thereAndBack(vocabulary, offset), byRank(vocabulary))).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test("a large vocabulary is put in order in slices", async () => {
  const tokens = Array.from({ length: 70_000 }, (_, rank) =>
    Buffer.of((rank * 7) & 0xff, rank >> 8, rank & 0xff),
  );
  const eventLoop = new FakeEventLoop();
  const vocabulary = await unsortVocabulary(sortVocabulary(tokens), eventLoop);
  expect(Buffer.compare(vocabulary, byRank(tokens))).toBe(0);
  expect(eventLoop.turns).toBeGreaterThan(1);
});
