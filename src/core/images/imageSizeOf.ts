import { imageSize } from "image-size";
import { decodeBase64 } from "../decodeBase64";
import type { ImageSize } from "../prompt/prompt";

/** Enough for the header of every format that the API takes; a JPEG may carry a thumbnail before it. */
export const IMAGE_HEADER_BYTES = 512 * 1024;

/** The size in pixels according to an image file's first bytes; undefined if they are not an image. */
export function imageSizeOf(bytes: Uint8Array): ImageSize | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { widthPixels: width, heightPixels: height } : undefined;
  } catch {
    return undefined;
  }
}

/** The size of the image in a base64 data URI; undefined for any other URI. */
export function imageSizeOfDataUri(uri: string): ImageSize | undefined {
  const comma = uri.indexOf(",");
  if (!uri.startsWith("data:") || comma < 0 || !uri.slice(0, comma).endsWith(";base64")) {
    return undefined;
  }
  return imageSizeOf(decodeBase64(uri, comma + 1, IMAGE_HEADER_BYTES));
}
