import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countImage, countTiles } from "../../../src/core/accounting/imageTokens";
import type { ImagePart } from "../../../src/core/prompt/prompt";

const GPT_4O = { base: 85, perTile: 170 };
const MINI = { base: 2_833, perTile: 5_667 };

function image(
  detail: ImagePart["detail"],
  widthPixels?: number,
  heightPixels?: number,
): ImagePart {
  const size =
    widthPixels === undefined || heightPixels === undefined
      ? {}
      : { size: { widthPixels, heightPixels } };
  return { kind: "image", detail, range: { start: 0, end: 0 }, ...size };
}

describe("the worked examples of the vision guide", () => {
  test.each([
    [1024, 1024, "high", 765],
    [2048, 4096, "high", 1105],
    [4096, 8192, "low", 85],
  ] as const)("%i × %i at %s detail is %i tokens", (width, height, detail, expected) => {
    expect(countImage(image(detail, width, height), GPT_4O)).toBe(expected);
  });
});

test.each([
  [1, 1, 1],
  [512, 512, 1],
  [513, 511, 2],
  [800, 800, 4],
  [255, 720, 2],
  [3600, 300, 4],
  [2048, 768, 8],
  [2048, 1025, 6],
])("an image of %i × %i has %i tiles", (widthPixels, heightPixels, tiles) => {
  expect(countTiles({ widthPixels, heightPixels })).toBe(tiles);
});

test("an image of one tile costs 8,500 tokens on mini", () => {
  expect(countImage(image("auto", 512, 512), MINI)).toBe(8_500);
});

test("an image of unknown size costs one tile at least, at low detail nothing but the base", () => {
  expect(countImage(image("auto"), GPT_4O)).toBe(255);
  expect(countImage(image("low"), GPT_4O)).toBe(85);
});

test("any image has 1 to 8 tiles, turned by 90 degrees as many", () => {
  const side = fc.integer({ min: 1, max: 30_000 });
  fc.assert(
    fc.property(side, side, (widthPixels, heightPixels) => {
      const tiles = countTiles({ widthPixels, heightPixels });
      expect(tiles).toBeGreaterThanOrEqual(1);
      expect(tiles).toBeLessThanOrEqual(8);
      expect(countTiles({ widthPixels: heightPixels, heightPixels: widthPixels })).toBe(tiles);
    }),
  );
});
