const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Decodes at most `maxBytes` from `start` on; stops at the first character outside the alphabet. */
export function decodeBase64(text: string, start = 0, maxBytes = Infinity): Uint8Array {
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

/** The text that base64 of UTF-8 encodes; undefined if the bytes are not UTF-8. */
export function decodeBase64Text(text: string): string | undefined {
  const digits = text.replace(/\s/g, "");
  const escapes = Array.from(
    decodeBase64(digits),
    (byte) => `%${byte.toString(16).padStart(2, "0")}`,
  );
  try {
    return decodeURIComponent(escapes.join(""));
  } catch {
    return undefined;
  }
}
