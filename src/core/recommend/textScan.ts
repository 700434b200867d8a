import { CharacterClass, classOf } from "./characterClass";
import type { Lexicon } from "./lexicons";
import { LEXICON_NAMES, LEXICONS_OF_WORD } from "./lexicons";

/** Counts of one pass over a text: what features and cues are made of. */
export interface TextScan {
  readonly text: string;
  readonly lines: readonly string[];
  /** Lower-cased words, numbers, single symbols, and pairs of neighbors in scripts without spaces. */
  readonly tokens: readonly string[];
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
  /** Numbers with a decimal point. */
  readonly decimals: number;
  /** Position among the words of the first question word; Infinity if there is none. */
  readonly firstQuestionWord: number;
  readonly hits: Readonly<Record<Lexicon, number>>;
}

const QUESTION = LEXICON_NAMES.indexOf("question");
const ENDS_SENTENCE = new Set([".", "!", "?", ":", "。", "？", "！"]);

/** Scans the whole text: callers bound its length. */
export function scanText(text: string): TextScan {
  const tokens: string[] = [];
  const lexiconHits = new Float64Array(LEXICON_NAMES.length);
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
  let decimals = 0;
  let firstQuestionWord = Infinity;
  let startsSentence = true;
  let position = 0;
  while (position < text.length) {
    const unit = text.charCodeAt(position);
    const kind = classOf(unit);
    if (kind === CharacterClass.space) {
      if (unit === 10) startsSentence = true;
      position++;
      continue;
    }
    const start = position;
    if (kind === CharacterClass.symbol) {
      position++;
      symbols++;
      const symbol = text.charAt(start);
      tokens.push(symbol);
      if (ENDS_SENTENCE.has(symbol)) startsSentence = true;
      continue;
    }
    while (position < text.length && classOf(text.charCodeAt(position)) === kind) position++;
    if (kind === CharacterClass.digit) {
      digits += position - start;
      numbers++;
      if (position - start === 4 && (unit === 49 || unit === 50)) years++;
      if (
        text.charCodeAt(start - 1) === 46 &&
        tokens.at(-2) !== undefined &&
        classOf(text.charCodeAt(start - 2)) === CharacterClass.digit
      )
        decimals++;
      tokens.push(text.slice(start, position));
      startsSentence = false;
      continue;
    }
    for (let i = start; i < position; i++) {
      const code = text.charCodeAt(i);
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
      for (let i = start; i < Math.max(start + 1, position - 1); i++)
        tokens.push(text.slice(i, i + 2));
      startsSentence = false;
      continue;
    }
    // "don't" and "l'homme" are one word each.
    const apostrophe = text.charCodeAt(position);
    if (
      (apostrophe === 39 || apostrophe === 0x2019) &&
      classOf(text.charCodeAt(position + 1)) === CharacterClass.letter
    ) {
      position++;
      while (position < text.length && classOf(text.charCodeAt(position)) === CharacterClass.letter)
        position++;
    }
    const raw = text.slice(start, position);
    const word = raw.toLowerCase();
    tokens.push(word);
    if (!startsSentence && word !== raw && raw.length > 1) names++;
    for (const index of LEXICONS_OF_WORD.get(word) ?? []) {
      lexiconHits[index] = (lexiconHits[index] ?? 0) + 1;
      if (index === QUESTION && firstQuestionWord === Infinity) firstQuestionWord = latinWords;
    }
    latinWords++;
    startsSentence = false;
  }
  return {
    text,
    lines: text.split("\n"),
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
    decimals,
    firstQuestionWord,
    hits: Object.fromEntries(
      LEXICON_NAMES.map((name, index) => [name, lexiconHits[index] ?? 0]),
    ) as Record<Lexicon, number>,
  };
}
