import { get_encoding } from "tiktoken";

const encoding = get_encoding("o200k_base");

/** The tokens of `text` as tiktoken has them. */
export function expectedTokens(text: string): Uint32Array {
  return encoding.encode_ordinary(text);
}

export function expectedCount(text: string): number {
  return expectedTokens(text).length;
}
