const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const VALUES: ReadonlyMap<string, number> = new Map(
  [...ALPHABET].map((character, value) => [character, value]),
);

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
  for (const digit of digits) {
    const value = VALUES.get(digit);
    if (value === undefined) throw new Error(`No base64: ${JSON.stringify(digit)}`);
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[next++] = (held >> bits) & 0xff;
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
}
