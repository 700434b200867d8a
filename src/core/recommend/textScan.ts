import { askedLengthTokens, mayBeNumberWord } from "./askedLength";
import { CharacterClass } from "./characterClass";
import { pairHash } from "./hash";
import { LEXICON_NAMES, lexiconsOfHash } from "./lexicons";
import { hashWord, readTokens } from "./textTokens";

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
  /** Tokens of answer that the text asks for in so many words; undefined if it does not. */
  readonly askedTokens: number | undefined;
  /** Words of each group of LEXICON_NAMES. */
  readonly hits: Float64Array;
}

const QUESTION = LEXICON_NAMES.indexOf("question");
let hashes = new Int32Array(0x1000);

/** Scans the whole text: callers bound its length. */
export function scanText(text: string): TextScan {
  const {
    count,
    classes,
    starts,
    ends,
    hashes: ofTokens,
    capitals,
    letters: of,
  } = readTokens(text);
  // A text has at most as many tokens as characters.
  if (text.length > hashes.length) hashes = new Int32Array(text.length);
  const hits = new Float64Array(LEXICON_NAMES.length);
  let tokens = 0;
  let lines = 1;
  let letters = 0;
  let digits = 0;
  let symbols = 0;
  let ideographs = 0;
  let latinWords = 0;
  let names = 0;
  let numbers = 0;
  let years = 0;
  let firstQuestionWord = Infinity;
  let askedTokens: number | undefined;
  let startsSentence = true;
  for (let token = 0; token < count; token++) {
    const kind = classes[token]!;
    const start = starts[token]!;
    const end = ends[token]!;
    if (kind === CharacterClass.space) {
      startsSentence = true;
      lines++;
      continue;
    }
    if (kind === CharacterClass.symbol) {
      symbols++;
      hashes[tokens++] = ofTokens[token]!;
      if (endsSentence(text.charCodeAt(start))) startsSentence = true;
      continue;
    }
    if (kind === CharacterClass.digit) {
      digits += end - start;
      numbers++;
      const unit = text.charCodeAt(start);
      if (end - start === 4 && (unit === 49 || unit === 50)) years++;
      hashes[tokens++] = ofTokens[token]!;
      askedTokens ??= askedLengthTokens(text, start);
      startsSentence = false;
      continue;
    }
    letters += end - start;
    if (kind === CharacterClass.ideograph) {
      ideographs += end - start;
      for (let at = start; at < Math.max(start + 1, end - 1); at++)
        hashes[tokens++] = pairHash(text.charCodeAt(at), text.charCodeAt(at + 1));
      startsSentence = false;
      continue;
    }
    let word = ofTokens[token]!;
    let wordEnd = end;
    let hasCapital = capitals[token] === 1;
    if (
      isApostrophe(text.charCodeAt(end)) &&
      classes[token + 2] === CharacterClass.letter &&
      starts[token + 2] === end + 1
    ) {
      // "don't" and "l'homme" are one word each.
      wordEnd = ends[token + 2]!;
      word = hashWord(text, start, wordEnd);
      hasCapital ||= capitals[token + 2] === 1;
      token += 2;
    } else if (mayBeNumberWord(text, start, end)) askedTokens ??= askedLengthTokens(text, start);
    hashes[tokens++] = word;
    if (hasCapital && !startsSentence && wordEnd - start > 1) names++;
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
    upperLetters: of.upper,
    digits,
    symbols,
    accented: of.accented,
    han: of.han,
    kana: of.kana,
    hangul: of.hangul,
    cyrillic: of.cyrillic,
    otherScript: of.otherScript,
    names,
    numbers,
    years,
    firstQuestionWord,
    askedTokens,
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

function isApostrophe(unit: number): boolean {
  return unit === 39 || unit === 0x2019;
}
