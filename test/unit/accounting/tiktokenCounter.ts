import { get_encoding } from "tiktoken";
import type { TokenCounter } from "../../../src/core/tokens/tokenCounter";

const encoding = get_encoding("o200k_base");
const counts = new Map<string, number>();

/** The reference tokenizer, remembering what it has counted: it is slow and requests repeat. */
export const tiktokenCounter: TokenCounter = {
  count(text) {
    const known = counts.get(text);
    if (known !== undefined) return known;
    const count = encoding.encode_ordinary(text).length;
    counts.set(text, count);
    return count;
  },
};
