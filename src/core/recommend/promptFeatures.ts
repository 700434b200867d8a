import type { HashedTerms } from "./hashedTerms";
import { hashTerms } from "./hashedTerms";
import { LEXICON_NAMES } from "./lexicons";
import type { TextScan } from "./textScan";

/** Everything that the trained models read of a prompt. */
export interface PromptFeatures {
  /** Probability of each of TASK_KINDS (kindClassifier.ts). */
  readonly kinds: ArrayLike<number>;
  /** In the order of DENSE_NAMES. */
  readonly dense: Float64Array;
  readonly terms: HashedTerms;
}

const SHAPE_NAMES = [
  "logCharacters",
  "logWords",
  "logLines",
  "upper",
  "digits",
  "symbols",
  "accented",
  "han",
  "kana",
  "hangul",
  "cyrillic",
  "otherScript",
  "names",
  "numbers",
  "years",
  "wordLength",
  "questionWordFirst",
  "askedLength",
  "asksLength",
] as const;

/** Names of the dense features: shape, words by lexicon. */
export const DENSE_NAMES: readonly string[] = [
  ...SHAPE_NAMES,
  ...LEXICON_NAMES.map((name) => `words:${name}`),
];

/** The features of a text of bounded length (promptDigest.ts), whose kinds are known. */
export function featuresOf(scan: TextScan, kinds: ArrayLike<number>): PromptFeatures {
  const words = Math.max(8, scan.words);
  const dense = new Float64Array(DENSE_NAMES.length);
  dense.set(shapeOf(scan, words));
  scan.hits.forEach((count, index) => {
    dense[SHAPE_NAMES.length + index] = Math.sqrt(count / words);
  });
  return { kinds, dense, terms: hashTerms(scan.hashes, scan.tokens) };
}

/** In the order of SHAPE_NAMES; shares and logarithms, so that no text gives an absurd value. */
function shapeOf(scan: TextScan, words: number): readonly number[] {
  const characters = Math.max(20, scan.text.length);
  const { askedTokens: asked } = scan;
  return [
    Math.log(1 + scan.text.length),
    Math.log(1 + scan.words),
    Math.log(scan.lines),
    scan.upperLetters / characters,
    scan.digits / characters,
    scan.symbols / characters,
    scan.accented / characters,
    scan.han / characters,
    scan.kana / characters,
    scan.hangul / characters,
    scan.cyrillic / characters,
    scan.otherScript / characters,
    scan.names / words,
    scan.numbers / words,
    Math.min(1, scan.years / 2),
    Math.min(12, scan.letters / words),
    1 / (1 + Math.min(50, scan.firstQuestionWord)),
    asked === undefined ? 0 : Math.log(asked) - Math.log(100),
    asked === undefined ? 0 : 1,
  ];
}
