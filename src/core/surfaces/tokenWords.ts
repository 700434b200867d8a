import type { TokenPlace } from "../tokens/tokenAt";
import type { EncodedText } from "../tokens/tokenEngine";

/** `" the": token 290 of o200k_base`; all tokens of a character that has several. Plain text. */
export function tokenWords(text: string, { ids }: EncodedText, place: TokenPlace): string {
  const { index, count, start, end } = place;
  const own = Array.from(ids.subarray(index, index + count), String).join(", ");
  const shown = JSON.stringify(text.slice(start, end));
  return `${shown}: ${count === 1 ? "token" : "tokens"} ${own} of o200k_base`;
}
