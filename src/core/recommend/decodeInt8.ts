const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const NONE = 64;
/** By UTF-16 unit of ASCII. */
const VALUES = new Uint8Array(128).fill(NONE);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/**
 * Signed bytes out of base64. Written out because the core runs where neither `atob` nor `Buffer` is
 * sure to be there. Throws on a character that is not of the alphabet.
 */
export function decodeInt8(base64: string): Int8Array {
  const digits = base64.replace(/=+$/, "");
  const bytes = new Int8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let next = 0;
  for (let at = 0; at < digits.length; at++) {
    const value = VALUES[digits.charCodeAt(at)] ?? NONE;
    if (value === NONE) throw new Error(`No base64: ${JSON.stringify(digits.charAt(at))}`);
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[next++] = (held >> bits) & 0xff;
    held &= (1 << bits) - 1;
  }
  return bytes;
}
