import { CharacterClass, classOf, lowerOf } from "./characterClass";
import { finishHash, HASH_START, hashStep } from "./hash";

/** The words, numbers, symbols, and line ends of one text: everything that features are made of. */
interface TextTokens {
  readonly text: string;
  readonly count: number;
  /** Of CharacterClass; `space` is a line end. Runs of a script without spaces are one token. */
  readonly classes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of the lower-cased word, the number's digits, or the symbol; 0 of an ideographic run. */
  readonly hashes: Int32Array;
  /** Of the first PREFIX_LETTERS of longer words; 0 of all else. */
  readonly prefixes: Int32Array;
  /** 1 for words with a capital. */
  readonly capitals: Uint8Array;
  readonly letters: LetterCounts;
}

/** Letters by their script, and capitals of ASCII. */
interface LetterCounts {
  upper: number;
  accented: number;
  han: number;
  kana: number;
  hangul: number;
  cyrillic: number;
  otherScript: number;
}

const PREFIX_LETTERS = 5;

type Columns = Pick<TextTokens, "classes" | "starts" | "ends" | "hashes" | "prefixes" | "capitals">;

let capacity = 0x1400;
let columns = columnsOf(capacity);

/** The result of the last call: a prompt's text is read for several features. */
let last: TextTokens | undefined;

/** Reads the whole text: callers bound its length. The arrays are valid until another text is read. */
export function readTokens(text: string): TextTokens {
  if (last?.text === text) return last;
  const { classes, starts, ends, hashes, prefixes, capitals } = reserve(text.length);
  const letters: LetterCounts = {
    upper: 0,
    accented: 0,
    han: 0,
    kana: 0,
    hangul: 0,
    cyrillic: 0,
    otherScript: 0,
  };
  const { length } = text;
  let count = 0;
  let position = 0;
  while (position < length) {
    const unit = text.charCodeAt(position);
    const kind = classOf(unit);
    const start = position++;
    if (kind === CharacterClass.space && unit !== 10) continue;
    let hash = HASH_START;
    let prefix = 0;
    let hasCapital = 0;
    if (kind === CharacterClass.letter) {
      let code = unit;
      for (;;) {
        const lower = lowerOf(code);
        if (lower !== code) {
          hasCapital = 1;
          if (code < 128) letters.upper++;
        }
        if (code >= 128) countLetter(letters, code);
        hash = hashStep(hash, lower);
        if (position - start === PREFIX_LETTERS) prefix = hash;
        if (position >= length) break;
        code = text.charCodeAt(position);
        if (classOf(code) !== kind) break;
        position++;
      }
      prefix = position - start > PREFIX_LETTERS ? finishHash(prefix) : 0;
      hash = finishHash(hash);
    } else if (kind === CharacterClass.symbol) hash = finishHash(hashStep(hash, unit));
    else if (kind === CharacterClass.digit) {
      hash = hashStep(hash, unit);
      while (position < length && classOf(text.charCodeAt(position)) === kind)
        hash = hashStep(hash, text.charCodeAt(position++));
      hash = finishHash(hash);
    } else if (kind === CharacterClass.ideograph) {
      countLetter(letters, unit);
      while (position < length && classOf(text.charCodeAt(position)) === kind)
        countLetter(letters, text.charCodeAt(position++));
      hash = 0;
    }
    classes[count] = kind;
    starts[count] = start;
    ends[count] = position;
    hashes[count] = hash;
    prefixes[count] = prefix;
    capitals[count++] = hasCapital;
  }
  last = { text, count, ...columns, letters };
  return last;
}

/** A text has at most as many tokens as units. */
function reserve(length: number): Columns {
  if (length > capacity) {
    capacity = length;
    columns = columnsOf(capacity);
  }
  return columns;
}

function columnsOf(length: number): Columns {
  return {
    classes: new Uint8Array(length),
    starts: new Int32Array(length),
    ends: new Int32Array(length),
    hashes: new Int32Array(length),
    prefixes: new Int32Array(length),
    capitals: new Uint8Array(length),
  };
}

function countLetter(letters: LetterCounts, code: number): void {
  if (code < 0x250) letters.accented++;
  else if (code >= 0x400 && code < 0x530) letters.cyrillic++;
  else if (code >= 0x3040 && code < 0x3100) letters.kana++;
  else if (code >= 0x3400 && code < 0xa000) letters.han++;
  else if (code >= 0xac00 && code < 0xd7a4) letters.hangul++;
  else letters.otherScript++;
}

/** The hash that the token of a word has, of any part of a text. */
export function hashWord(text: string, start: number, end: number): number {
  let hash = HASH_START;
  for (let at = start; at < end; at++) hash = hashStep(hash, lowerOf(text.charCodeAt(at)));
  return finishHash(hash);
}
