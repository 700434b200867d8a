/**
 * Counts the o200k_base tokens of a text as ordinary text: special tokens such as `<|endoftext|>` are
 * counted as the characters that spell them (tiktoken's `encode_ordinary`), and a lone surrogate
 * counts as U+FFFD. Everything that needs a count uses this interface.
 */
export interface TokenCounter {
  /** The number of tokens of `text`. Never throws; the empty text has 0. */
  count(text: string): number;
}
