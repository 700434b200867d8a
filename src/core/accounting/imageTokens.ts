import type { ImagePart, ImageSize } from "../prompt/prompt";

/** What one model is billed for an image: `base + perTile × tiles`. */
export interface ImageTokens {
  readonly base: number;
  readonly perTile: number;
}

const MAX_SIDE_PIXELS = 2048;
const MIN_SIDE_PIXELS = 768;
const TILE_SIDE_PIXELS = 512;

/**
 * The number of 512-pixel tiles of an image that is not sent at low detail (R8): shrunk to fit
 * 2048 × 2048, then to 768 on its shortest side, sizes floored, never enlarged.
 */
export function countTiles(size: ImageSize): number {
  const fitted = shrink(size, Math.max(size.widthPixels, size.heightPixels), MAX_SIDE_PIXELS);
  const shortest = Math.min(fitted.widthPixels, fitted.heightPixels);
  const { widthPixels, heightPixels } = shrink(fitted, shortest, MIN_SIDE_PIXELS);
  const tiles =
    Math.ceil(widthPixels / TILE_SIDE_PIXELS) * Math.ceil(heightPixels / TILE_SIDE_PIXELS);
  return Math.max(1, tiles);
}

/**
 * Tokens of one image (R8). Of an image of unknown size: those of one tile, the least that it can
 * cost; at low detail the size does not matter.
 */
export function countImage({ detail, size }: ImagePart, price: ImageTokens): number {
  if (detail === "low") return price.base;
  return price.base + price.perTile * (size ? countTiles(size) : 1);
}

/** Whether R8 gives the tokens of `image`, or only the least that they can be. */
export function isCountable({ detail, size }: ImagePart): boolean {
  return detail === "low" || size !== undefined;
}

/** Scales an image down so that `sidePixels` becomes `targetPixels`. */
function shrink(size: ImageSize, sidePixels: number, targetPixels: number): ImageSize {
  if (sidePixels <= targetPixels) return size;
  return {
    widthPixels: Math.floor((size.widthPixels * targetPixels) / sidePixels),
    heightPixels: Math.floor((size.heightPixels * targetPixels) / sidePixels),
  };
}
