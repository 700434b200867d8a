import fc from "fast-check";

/** Texts of one to a few characters at which implementations of the pattern go wrong. */
const bitingTexts: readonly string[] = [
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

/** A text of up to `maxParts` of {@link bitingTexts}, some of them in runs of up to `maxRun`. */
export function bitingText(maxParts: number, maxRun = 40): fc.Arbitrary<string> {
  const part = fc.constantFrom(...bitingTexts);
  const run = fc
    .tuple(part, fc.integer({ min: 2, max: maxRun }))
    .map(([text, length]) => text.repeat(length));
  return fc
    .array(fc.oneof({ arbitrary: part, weight: 12 }, { arbitrary: run, weight: 1 }), {
      maxLength: maxParts,
      size: "max",
    })
    .map((parts) => parts.join(""));
}

/**
 * A text of up to `maxParts` ASCII characters, a few other ones in each text, some in runs longer than
 * the 64 bytes that the engine looks at at once.
 */
export function asciiText(maxParts: number): fc.Arbitrary<string> {
  const parts = fc
    .uniqueArray(fc.constantFrom(..."absAB12 \t\n\r/'.(\0", "don't"), {
      minLength: 2,
      maxLength: 8,
    })
    .chain((characters) => {
      const character = fc.constantFrom(...characters);
      const length = fc.oneof(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 140 }));
      const run = fc.tuple(character, length).map(([text, length]) => text.repeat(length));
      return fc.array(
        fc.oneof({ arbitrary: character, weight: 12 }, { arbitrary: run, weight: 1 }),
        { maxLength: maxParts, size: "max" },
      );
    });
  return parts.map((texts) => texts.join(""));
}

/** The possible contents of a piece of the pattern, of any length. */
const runs = [
  ...["AB漢\u0301A", "ab漢\u0301c", " \n\t\r\u3000", "  \n", "./'-\u0301\n/", "=-*#", "\0"],
  ...["aeiounst", "ABTHE", "漢字山水人", "a", " ", "қаз", "ab"],
]
  .map((characters) => [...characters])
  // Tokens of both caseless and upper-case letters: they show where such a word is cut.
  .concat([
    ["亚洲", "AV", "无码", "天天中彩票", "APP"],
    ["ICP", "备", "QQ", "群", "A", "片"],
  ])
  .map((parts) => fc.constantFrom(...parts));

/** A text of one or two pieces of up to `maxParts` parts, and what may end them. */
export function longPieces(maxParts: number): fc.Arbitrary<string> {
  const piece = fc
    .constantFrom(...runs)
    .chain((part) => fc.array(part, { minLength: 1, maxLength: maxParts, size: "max" }))
    .map((parts) => parts.join(""));
  const end = fc.constantFrom("", "a", "'s", "'LL", "'", " ", "\n", "x", "É", ".", "/", "1", "漢");
  return fc
    .tuple(fc.constantFrom("", " ", "(", "a", "\n"), piece, end, piece, end)
    .map((parts) => parts.join(""));
}

/** A text of up to `maxParts` words, numbers, spaces and punctuation marks. */
export function sentences(maxParts: number): fc.Arbitrary<string> {
  const part = fc.constantFrom(
    ...["the", "Token", "count", "ing", "HTML", "I", "don't", "über", "12", "345", "6"],
    ...[" ", " ", " ", "  ", "\n", ", ", ". ", "()", " = ", ";\n", "/", "://"],
  );
  return fc.array(part, { maxLength: maxParts, size: "max" }).map((parts) => parts.join(""));
}
