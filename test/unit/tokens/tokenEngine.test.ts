import fc from "fast-check";
import { get_encoding } from "tiktoken";
import { beforeAll, describe, expect, test } from "vitest";
import type { TokenEngine } from "../../../src/core/tokens/tokenEngine";
import { bitingText } from "./alphabet";
import { loadTokenEngine } from "./loadEngine";

const oracle = get_encoding("o200k_base");
let engine: TokenEngine;

beforeAll(async () => {
  engine = await loadTokenEngine();
});

function expectExact(text: string): void {
  const expected = oracle.encode_ordinary(text);
  const { ids, ends } = engine.encode(text);
  expect(ids).toEqual(expected);
  expect(engine.count(text)).toBe(expected.length);
  expect(ends.length).toBe(expected.length);
  expect(ends.at(-1) ?? 0).toBe(text.length);
}

describe("the tokens of a text", () => {
  test("are those of tiktoken, for texts of characters that bite", () => {
    fc.assert(fc.property(bitingText(24), expectExact), { numRuns: 3000 });
  });

  test("are those of tiktoken, for any Unicode text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), expectExact), {
      numRuns: 1000,
    });
  });
});
