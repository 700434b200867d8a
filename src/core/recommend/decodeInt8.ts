const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const PADDING = 61;
const NONE = 64;
/** By UTF-16 unit of ASCII. */
const VALUES = new Uint8Array(128).fill(NONE);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/**
 * Signed bytes out of base64. Written out because the core runs where neither `atob` nor `Buffer` is
 * sure to be there. Throws on a character that is not of the alphabet.
 */
export function decodeInt8(base64: string): Int8Array {
  let length = base64.length;
  while (base64.charCodeAt(length - 1) === PADDING) length--;
  const bytes = new Int8Array(Math.floor((length * 3) / 4));
  let next = 0;
  for (let at = 0; at < length; at += 4) {
    const held =
      (valueAt(base64, at) << 18) |
      (valueAt(base64, at + 1) << 12) |
      ((at + 2 < length ? valueAt(base64, at + 2) : 0) << 6) |
      (at + 3 < length ? valueAt(base64, at + 3) : 0);
    // What is beyond the end is ignored by the array.
    bytes[next++] = held >> 16;
    bytes[next++] = held >> 8;
    bytes[next++] = held;
  }
  return bytes;
}

function valueAt(base64: string, at: number): number {
  const value = VALUES[base64.charCodeAt(at)] ?? NONE;
  if (value === NONE) throw new Error(`No base64: ${JSON.stringify(base64.charAt(at))}`);
  return value;
}
