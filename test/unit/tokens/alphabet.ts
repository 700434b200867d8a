import fc from "fast-check";

/** Texts of one to a few characters at which implementations of the pattern go wrong. */
const biting: readonly string[] = [
  // Newlines and whitespace
  ...["\r", "\n", "\r\n", "\t", " ", "  ", "\u000b", "\u00a0", "\u2003", "\u3000"],
  ...["\u0085", "\u2028", "\ufeff", "\u200b", "\u180e"],
  // Marks: combining, spacing, enclosing, Indic
  ...["\u0301", "\u0903", "\u093f", "\u094d", "\u20dd", "क्षि", "தமிழ்"],
  // Letters of each kind, of one to four bytes
  ...["a", "b", "the", "Ab", "Z", "QX", "é", "ß", "Ñ", "ж", "Щ", "ǅ", "ʰ", "ª", "ƻ"],
  ...["漢", "字", "ア", "한", "ع", "𝒜", "𝓫", "𐐀", "𐐨", "𠀀"],
  // Contractions, and what looks like one
  ...["'", "'s", "'T", "'Re", "'lL", "'l", "'ve", "'m", "'D", "'ſ", "ſ", "K", "’s"],
  // Numbers
  ...["1", "23", "4567", "٣", "Ⅷ", "½", "𝟘"],
  // Symbols
  ...["/", "//", ".", "!", "-", "{", "\0", "\u007f", "\ue000", "😀", "👩‍👩‍👧", "🇩🇪"],
  // Unassigned characters, lone surrogates, special tokens
  ...["\u0378", "\u{e0080}", "\ud800", "\udc00", "<|endoftext|>", "<|endofprompt|>"],
];

/** A text over the characters that bite, one character at a time or in runs. */
export function bitingText(maxParts: number): fc.Arbitrary<string> {
  const part = fc.constantFrom(...biting);
  const run = fc.tuple(part, fc.integer({ min: 2, max: 40 })).map(([text, n]) => text.repeat(n));
  return fc
    .array(fc.oneof({ arbitrary: part, weight: 12 }, { arbitrary: run, weight: 1 }), {
      maxLength: maxParts,
    })
    .map((parts) => parts.join(""));
}
