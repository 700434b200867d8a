import { expect, test } from "vitest";
import { tokenWords } from "../../../src/core/surfaces/tokenWords";

test("a token is named with its id", () => {
  const encoded = { ids: Uint32Array.of(13225, 290), ends: Uint32Array.of(5, 9) };
  const place = { index: 1, count: 1, start: 5, end: 9 };
  expect(tokenWords("Hello the", encoded, place)).toBe('" the": token 290 of o200k_base');
});

test("a character of several tokens is named with all of them", () => {
  const encoded = { ids: Uint32Array.of(7, 8, 9), ends: Uint32Array.of(1, 3, 3) };
  const place = { index: 1, count: 2, start: 1, end: 3 };
  expect(tokenWords("a𐐀", encoded, place)).toBe('"𐐀": tokens 8, 9 of o200k_base');
});
