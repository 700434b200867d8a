import { CharacterClass, classOf, lowerOf } from "./characterClass";
import { finishHash, HASH_START, hashStep } from "./hash";
import { LEXICON_NAMES, lexiconsOfHash } from "./lexicons";

/** Counts of one pass over a text: what features are made of. */
export interface TextScan {
  readonly text: string;
  readonly lines: number;
  /**
   * Hashes of lower-cased words, numbers, single symbols, and pairs of neighbors in scripts without
   * spaces. Valid up to `tokens`; reused by the next scan.
   */
  readonly hashes: Int32Array;
  readonly tokens: number;
  /** Words, and half the characters of scripts without spaces. */
  readonly words: number;
  readonly letters: number;
  readonly upperLetters: number;
  readonly digits: number;
  readonly symbols: number;
  readonly accented: number;
  readonly han: number;
  readonly kana: number;
  readonly hangul: number;
  readonly cyrillic: number;
  readonly otherScript: number;
  /** Words with a capital that do not begin a sentence or a line. */
  readonly names: number;
  readonly numbers: number;
  /** Numbers of four digits that begin with 1 or 2. */
  readonly years: number;
  /** Position among the words of the first question word; Infinity if there is none. */
  readonly firstQuestionWord: number;
  /** Words of each group of LEXICON_NAMES. */
  readonly hits: Float64Array;
}

const QUESTION = LEXICON_NAMES.indexOf("question");
let hashes = new Int32Array(0x1000);

/** Scans the whole text: callers bound its length. */
export function scanText(text: string): TextScan {
  // A text has at most as many tokens as characters.
  if (text.length > hashes.length) hashes = new Int32Array(text.length);
  const hits = new Float64Array(LEXICON_NAMES.length);
  let tokens = 0;
  let lines = 1;
  let letters = 0;
  let upperLetters = 0;
  let digits = 0;
  let symbols = 0;
  let accented = 0;
  let han = 0;
  let kana = 0;
  let hangul = 0;
  let cyrillic = 0;
  let otherScript = 0;
  let ideographs = 0;
  let latinWords = 0;
  let names = 0;
  let numbers = 0;
  let years = 0;
  let firstQuestionWord = Infinity;
  let startsSentence = true;
  let position = 0;
  while (position < text.length) {
    const unit = text.charCodeAt(position);
    const kind = classOf(unit);
    if (kind === CharacterClass.space) {
      if (unit === 10) {
        startsSentence = true;
        lines++;
      }
      position++;
      continue;
    }
    const start = position;
    if (kind === CharacterClass.symbol) {
      position++;
      symbols++;
      hashes[tokens++] = finishHash(hashStep(HASH_START, unit));
      if (endsSentence(unit)) startsSentence = true;
      continue;
    }
    if (kind === CharacterClass.digit) {
      let hash = HASH_START;
      while (position < text.length && classOf(text.charCodeAt(position)) === kind)
        hash = hashStep(hash, text.charCodeAt(position++));
      digits += position - start;
      numbers++;
      if (position - start === 4 && (unit === 49 || unit === 50)) years++;
      hashes[tokens++] = finishHash(hash);
      startsSentence = false;
      continue;
    }
    let hash = HASH_START;
    let hasUpper = false;
    while (position < text.length) {
      const code = text.charCodeAt(position);
      if (classOf(code) !== kind) break;
      position++;
      const lower = lowerOf(code);
      if (lower !== code) hasUpper = true;
      hash = hashStep(hash, lower);
      if (code < 128) {
        if (code < 97) upperLetters++;
      } else if (code < 0x250) accented++;
      else if (code >= 0x400 && code < 0x530) cyrillic++;
      else if (code >= 0x3040 && code < 0x3100) kana++;
      else if (code >= 0x3400 && code < 0xa000) han++;
      else if (code >= 0xac00 && code < 0xd7a4) hangul++;
      else otherScript++;
    }
    letters += position - start;
    if (kind === CharacterClass.ideograph) {
      ideographs += position - start;
      for (let i = start; i < Math.max(start + 1, position - 1); i++) {
        const first = hashStep(HASH_START, text.charCodeAt(i));
        const isLast = i + 1 >= text.length;
        hashes[tokens++] = finishHash(isLast ? first : hashStep(first, text.charCodeAt(i + 1)));
      }
      startsSentence = false;
      continue;
    }
    // "don't" and "l'homme" are one word each.
    const apostrophe = text.charCodeAt(position);
    if (
      (apostrophe === 39 || apostrophe === 0x2019) &&
      classOf(text.charCodeAt(position + 1)) === CharacterClass.letter
    ) {
      hash = hashStep(hash, apostrophe);
      position++;
      while (position < text.length) {
        const code = text.charCodeAt(position);
        if (classOf(code) !== CharacterClass.letter) break;
        position++;
        const lower = lowerOf(code);
        if (lower !== code) hasUpper = true;
        hash = hashStep(hash, lower);
      }
    }
    const word = finishHash(hash);
    hashes[tokens++] = word;
    if (hasUpper && !startsSentence && position - start > 1) names++;
    let groups = lexiconsOfHash(word);
    for (let index = 0; groups !== 0; index++, groups >>>= 1) {
      if ((groups & 1) === 0) continue;
      hits[index]!++;
      if (index === QUESTION && firstQuestionWord === Infinity) firstQuestionWord = latinWords;
    }
    latinWords++;
    startsSentence = false;
  }
  return {
    text,
    lines,
    hashes,
    tokens,
    words: latinWords + Math.ceil(ideographs / 2),
    letters,
    upperLetters,
    digits,
    symbols,
    accented,
    han,
    kana,
    hangul,
    cyrillic,
    otherScript,
    names,
    numbers,
    years,
    firstQuestionWord,
    hits,
  };
}

/** `.` `!` `?` `:` `。` `？` `！` */
function endsSentence(unit: number): boolean {
  return (
    unit === 46 ||
    unit === 33 ||
    unit === 63 ||
    unit === 58 ||
    unit === 0x3002 ||
    unit === 0xff1f ||
    unit === 0xff01
  );
}
