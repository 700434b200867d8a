import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { DocumentCounter } from "../../../src/core/tokens/documentCounter";
import type { TokenAssets } from "../../../src/core/tokens/engineModule";
import { StreamCounter } from "../../../src/core/tokens/streamCounter";
import { createTokenEngine, type TokenEngine } from "../../../src/core/tokens/tokenEngine";
import { checkStreams } from "./checks";
import { runs } from "./exhaustive";
import { loadTokenAssets } from "./loadEngine";
import { expectedCount } from "./oracle";

let assets: TokenAssets;
let engine: TokenEngine;

beforeAll(async () => {
  assets = await loadTokenAssets();
  engine = createTokenEngine(assets);
});

function countParts(parts: Iterable<string | Uint8Array>): number {
  const counter = new StreamCounter(engine);
  for (const part of parts) counter.push(part);
  return counter.end();
}

describe("a stream has the tokens of its text", () => {
  test("wherever it is cut, as text and as bytes", () => {
    const counting = { createTokenEngine, DocumentCounter, StreamCounter };
    checkStreams({ counting, assets, parameters: { numRuns: runs(500) } });
  });

  test("when it comes byte by byte", () => {
    const text = "Größe: 3½ 漢字 𝒜 👩‍👩‍👧 don't\r\n\r\n  x".repeat(300);
    const bytes = Buffer.from(text);
    expect(countParts(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(expectedCount(text));
  });

  test("when it comes in one part of several blocks", () => {
    const text = "Lorem ipsum dolor sit amet, 1234.\n".repeat(4000);
    expect(countParts([Buffer.from(text)])).toBe(expectedCount(text));
    expect(countParts([text])).toBe(expectedCount(text));
  });

  test("when it is empty", () => {
    expect(countParts([])).toBe(0);
    expect(countParts(["", new Uint8Array(0)])).toBe(0);
  });

  test("when text and bytes take turns", () => {
    const parts = ["naïve ", Buffer.from("café"), " x", Buffer.of(0xe2, 0x82), "y"];
    expect(countParts(parts)).toBe(expectedCount("naïve café x\ufffdy"));
  });

  test("when a character is cut between two texts", () => {
    expect(countParts(["a\ud83d", "\ude00b"])).toBe(expectedCount("a😀b"));
    expect(countParts(["a\ud83d", "b"])).toBe(expectedCount("a\ufffdb"));
  });
});

describe("bytes that are not UTF-8", () => {
  test.each([
    ["a lone continuation byte", [0x61, 0x80, 0x62]],
    ["an overlong form", [0xc0, 0xaf, 0x61]],
    ["an encoded surrogate", [0xed, 0xa0, 0x80, 0x61]],
    ["a character that is cut off", [0x61, 0xf0, 0x9f, 0x98]],
    ["a byte order mark, which is skipped", [0xef, 0xbb, 0xbf, 0x61]],
    ["bytes of UTF-16", [0xff, 0xfe, 0x61, 0x00]],
  ])("are read as TextDecoder reads them: %s", (_name, bytes) => {
    const expected = expectedCount(new TextDecoder().decode(Uint8Array.from(bytes)));
    expect(countParts([Uint8Array.from(bytes)])).toBe(expected);
    expect(countParts(bytes.map((byte) => Uint8Array.of(byte)))).toBe(expected);
  });
});

test("tells the tokens that are certain on the way", () => {
  const counter = new StreamCounter(engine);
  const text = "A sentence of seven tokens, more or less. ".repeat(500);
  counter.push(text);
  const certain = counter.tokens;
  expect(certain).toBeGreaterThan(0);
  expect(certain).toBeLessThanOrEqual(expectedCount(text));
  expect(counter.end()).toBe(expectedCount(text));
});

describe("a piece without an end", () => {
  // Divisible by the length of the longest token (128 spaces), so that the counts grow evenly.
  const partLength = 51_200;

  test.each([
    ["one letter", "a", ""],
    ["NUL bytes", "\0", ""],
    ["spaces, with a newline at the end", " ", "\n"],
    ["upper-case letters, with a lower-case one at the end", "A", "a"],
    ["CJK characters", "漢", ""],
  ])("is exact: %s", (_name, character, end) => {
    const parts = 30;
    const part = Buffer.from(character.repeat(partLength));
    const counter = new StreamCounter(engine);
    for (let index = 0; index < parts; index++) counter.push(part);
    counter.push(end);

    const short = expectedCount(character.repeat(2048) + end);
    const long = expectedCount(character.repeat(4096) + end);
    const length = parts * partLength;
    expect(counter.end()).toBe(short + ((length - 2048) / 2048) * (long - short));
  });

  test("takes no memory", () => {
    const part = Buffer.from("a".repeat(partLength));
    const counter = new StreamCounter(engine);
    counter.push(part);
    const engineBytes = engine.memoryBytes;
    const usedBytes = usedMemoryBytes();
    for (let index = 0; index < 400; index++) counter.push(part);
    expect(usedMemoryBytes() - usedBytes).toBeLessThan(2_000_000);
    expect(engine.memoryBytes).toBe(engineBytes);
    counter.end();
  });
});

/** The memory in use after garbage collection. */
function usedMemoryBytes(): number {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
