import { askedLengthTokens } from "./askedLength";
import type { HashedTerms } from "./hashedTerms";
import { hashTerms } from "./hashedTerms";
import { LEXICON_NAMES } from "./lexicons";
import type { TaskCues } from "./taskCues";
import { findTaskCues } from "./taskCues";
import { kindProbabilities, TASK_KINDS } from "./taskKinds";
import type { TextScan } from "./textScan";
import { scanText } from "./textScan";

/** Everything that the trained models read of a prompt. */
export interface PromptFeatures {
  /** Probability of each of TASK_KINDS by the hand-set cues. */
  readonly kinds: readonly number[];
  /** In the order of DENSE_NAMES. */
  readonly dense: Float64Array;
  readonly terms: HashedTerms;
}

/** Buckets of the hashed words and pairs of words, as a power of two. */
export const TERM_BITS = 14;

const CUE_NAMES = Object.keys(findTaskCues(scanText(""))) as readonly (keyof TaskCues)[];

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

/** Names of the dense features: cues, shape, words by lexicon, kinds. */
export const DENSE_NAMES: readonly string[] = [
  ...CUE_NAMES,
  ...SHAPE_NAMES,
  ...LEXICON_NAMES.map((name) => `words:${name}`),
  ...TASK_KINDS.map((kind) => `kind:${kind}`),
];

/**
 * The features of a text of bounded length (promptDigest.ts). `hasTools`: functions come with the
 * request, which is then one for a function call whatever its text says.
 */
export function featuresOf(text: string, hasTools = false): PromptFeatures {
  const scan = scanText(text);
  const found = findTaskCues(scan);
  const cues = hasTools ? { ...found, functionCall: 1 } : found;
  const kinds = kindProbabilities(cues);
  const words = Math.max(8, scan.words);
  const dense = Float64Array.from([
    ...CUE_NAMES.map((name) => cues[name]),
    ...shapeOf(scan, words),
    ...LEXICON_NAMES.map((name) => Math.sqrt(scan.hits[name] / words)),
    ...kinds,
  ]);
  return { kinds, dense, terms: hashTerms(scan.tokens, TERM_BITS) };
}

/** In the order of SHAPE_NAMES; shares and logarithms, so that no text gives an absurd value. */
function shapeOf(scan: TextScan, words: number): readonly number[] {
  const characters = Math.max(20, scan.text.length);
  const asked = askedLengthTokens(scan.text);
  return [
    Math.log(1 + scan.text.length),
    Math.log(1 + scan.words),
    Math.log(scan.lines.length),
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
