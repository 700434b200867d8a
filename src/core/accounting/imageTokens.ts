import type { ImageRule } from "../models/model";
import type { ImagePart, ImageSize } from "../prompt/prompt";

/** How one model is billed for images, without the source. */
export type ImageTokens = WithoutSource<ImageRule>;
type WithoutSource<Rule> = Rule extends unknown ? Omit<Rule, "source"> : never;

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

type SizedImage = Pick<ImagePart, "detail" | "size">;

const PATCH_SIDE_PIXELS = 32;

/**
 * The number of 32-pixel patches of an image (R8). One with more than `maxPatches` is scaled down
 * until it fits, so that whole patches fill it.
 */
export function countPatches(
  { widthPixels, heightPixels }: ImageSize,
  maxPatches = Infinity,
): number {
  const across = Math.ceil(widthPixels / PATCH_SIDE_PIXELS);
  const down = Math.ceil(heightPixels / PATCH_SIDE_PIXELS);
  if (across * down <= maxPatches) return Math.max(1, across * down);
  const scale = Math.sqrt((maxPatches * PATCH_SIDE_PIXELS ** 2) / (widthPixels * heightPixels));
  const [wide, high] = [
    (widthPixels * scale) / PATCH_SIDE_PIXELS,
    (heightPixels * scale) / PATCH_SIDE_PIXELS,
  ];
  const fit = Math.min(Math.floor(wide) / wide, Math.floor(high) / high);
  return Math.max(1, Math.ceil(wide * fit - ROUNDING) * Math.ceil(high * fit - ROUNDING));
}

/** Keeps a whole number that came out a hair too large from being rounded up. */
const ROUNDING = 1e-9;

/**
 * Tokens of one image (R8). For an image of unknown size, the minimum; at low detail tiles do not
 * depend on the size.
 */
export function countImage(image: SizedImage, rule: ImageTokens): number {
  const { detail, size } = image;
  if (rule.kind === "tiles") {
    return rule.base + (detail === "low" ? 0 : rule.perTile * (size ? countTiles(size) : 1));
  }
  return rule.base + Math.ceil(patchesOf(image, rule) * rule.perPatch);
}

/**
 * Tokens of an image in a tool's result in chat, which the model doesn't see (R8): patches cost what is
 * billed beyond one token each, tiles nothing.
 */
export function countUnshownImage(image: SizedImage, rule: ImageTokens): number {
  return rule.kind === "tiles" ? 0 : countImage(image, rule) - patchesOf(image, rule);
}

function patchesOf(
  { detail, size }: SizedImage,
  rule: Extract<ImageTokens, { kind: "patches" }>,
): number {
  const cap = (detail === "high" ? rule.maxPatchesAtHighDetail : undefined) ?? rule.maxPatches;
  return size ? countPatches(size, cap) : 1;
}

/** Whether R8 gives the tokens of `image`, and not only their minimum. */
export function isCountable({ detail, size }: SizedImage, rule?: ImageTokens): boolean {
  return size !== undefined || (rule?.kind !== "patches" && detail === "low");
}

/** Scales an image down so that `sidePixels` becomes `targetPixels`. */
function shrink(size: ImageSize, sidePixels: number, targetPixels: number): ImageSize {
  if (sidePixels <= targetPixels) return size;
  return {
    widthPixels: Math.floor((size.widthPixels * targetPixels) / sidePixels),
    heightPixels: Math.floor((size.heightPixels * targetPixels) / sidePixels),
  };
}
