import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countImage,
  countPatches,
  countTiles,
  countUnshownImage,
} from "../../../src/core/accounting/imageTokens";
import type { ImagePart } from "../../../src/core/prompt/prompt";

const GPT_4O = { kind: "tiles", base: 85, perTile: 170 } as const;
const MINI = { kind: "tiles", base: 2_833, perTile: 5_667 } as const;
const GPT_4_1_MINI = { kind: "patches", base: 1, perPatch: 1.62, maxPatches: 1_536 } as const;
const GPT_6 = { kind: "patches", base: 0, perPatch: 1.2, maxPatchesAtHighDetail: 2_500 } as const;

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

test.each([
  [1, 1, 1],
  [32, 32, 1],
  [33, 32, 2],
  [1024, 1024, 1_024],
  [1800, 2400, 1_452],
])("an image of %i × %i has %i patches of at most 1,536", (widthPixels, heightPixels, patches) => {
  expect(countPatches({ widthPixels, heightPixels }, 1_536)).toBe(patches);
});

test("patches are multiplied, rounded up and added to what an image costs in any case", () => {
  expect(countImage(image("auto", 300, 32), GPT_4_1_MINI)).toBe(Math.ceil(10 * 1.62) + 1);
  expect(countImage(image("auto"), GPT_4_1_MINI)).toBe(3);
});

test("an image that the model does not see costs what exceeds one token per patch, or no tile", () => {
  expect(countUnshownImage(image("auto", 64, 64), GPT_4_1_MINI)).toBe(Math.ceil(4 * 1.62) + 1 - 4);
  expect(countUnshownImage(image("auto", 64, 64), GPT_4O)).toBe(0);
});

test("GPT-6 scales an image down at high detail alone", () => {
  expect(countImage(image("auto", 1024, 1024), GPT_6)).toBe(1_229);
  expect(countImage(image("auto", 3840, 2160), GPT_6)).toBe(9_792);
  expect(countImage(image("high", 3840, 2160), GPT_6)).toBeLessThanOrEqual(3_000);
});

test("scaling down never leaves more patches than allowed", () => {
  const side = fc.integer({ min: 1, max: 30_000 });
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 3_000 }), (width, height, most) => {
      const patches = countPatches({ widthPixels: width, heightPixels: height }, most);
      expect(patches).toBeGreaterThanOrEqual(1);
      expect(patches).toBeLessThanOrEqual(Math.max(most, 1));
    }),
  );
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
