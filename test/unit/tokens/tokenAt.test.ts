import { beforeAll, expect, test } from "vitest";
import { tokenAt } from "../../../src/core/tokens/tokenAt";
import type { TokenEngine } from "../../../src/core/tokens/tokenEngine";
import { loadTokenEngine } from "./loadEngine";

let engine: TokenEngine;

beforeAll(async () => {
  engine = await loadTokenEngine();
});

test("finds the token of a character", () => {
  const ends = engine.encode("Hello, world").ends;
  expect(tokenAt(ends, 0)).toEqual({ index: 0, count: 1, start: 0, end: 5 });
  expect(tokenAt(ends, 4)).toEqual({ index: 0, count: 1, start: 0, end: 5 });
  expect(tokenAt(ends, 5)).toEqual({ index: 1, count: 1, start: 5, end: 6 });
  expect(tokenAt(ends, 11)).toEqual({ index: 2, count: 1, start: 6, end: 12 });
});

test("finds nothing after the text's end", () => {
  expect(tokenAt(engine.encode("Hello, world").ends, 12)).toBeUndefined();
  expect(tokenAt(engine.encode("").ends, 0)).toBeUndefined();
});

test("finds all tokens of a character that was cut", () => {
  const ends = engine.encode("a𐐀b").ends;
  const character = { index: 1, count: 4, start: 1, end: 3 };
  expect(tokenAt(ends, 1)).toEqual(character);
  expect(tokenAt(ends, 2)).toEqual(character);
  expect(tokenAt(ends, 3)).toEqual({ index: 5, count: 1, start: 3, end: 4 });
});
