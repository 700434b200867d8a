import { imageSize } from "image-size";
import type { ImageSize } from "../prompt/prompt";

/** Enough for the header of every format that the API takes; a JPEG may carry a thumbnail before it. */
export const IMAGE_HEADER_BYTES = 512 * 1024;

/** The size in pixels that an image file's first bytes tell; undefined where they are no image. */
export function imageSizeOf(bytes: Uint8Array): ImageSize | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { widthPixels: width, heightPixels: height } : undefined;
  } catch {
    return undefined;
  }
}

/** The size of the image in a base64 data URI; undefined for every other URI. */
export function imageSizeOfDataUri(uri: string): ImageSize | undefined {
  const comma = uri.indexOf(",");
  if (!uri.startsWith("data:") || comma < 0 || !uri.slice(0, comma).endsWith(";base64")) {
    return undefined;
  }
  return imageSizeOf(decodeBase64(uri, comma + 1, IMAGE_HEADER_BYTES));
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Decodes at most `maxBytes` from `start` on; stops at the first character outside the alphabet. */
function decodeBase64(text: string, start: number, maxBytes: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(maxBytes, Math.floor(((text.length - start) * 3) / 4)));
  let bits = 0;
  let bitCount = 0;
  let length = 0;
  for (let index = start; index < text.length && length < bytes.length; index++) {
    const value = ALPHABET.indexOf(text.charAt(index));
    if (value < 0) break;
    bits = ((bits << 6) | value) & 0xffffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[length++] = (bits >> bitCount) & 0xff;
    }
  }
  return bytes.subarray(0, length);
}
