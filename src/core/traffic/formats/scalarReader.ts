import type { LogScalar } from "./trafficFormat";

/** Makes a text of bytes; `isAscii`: none of them is 128 or more. */
export type DecodeBytes = (
  bytes: Uint8Array,
  start: number,
  end: number,
  isAscii: boolean,
) => string;

/** Instead of an index: the scalar is passed over. */
export const UNWANTED = -1;
/** Instead of an index: only `null` is passed over. */
export const ONLY_NULL = -2;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const LETTER_E = 0x65;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
const LETTER_U = 0x75;
const MAX_PLAIN_DIGITS = 15;
const HASH_START = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

/** Longer texts hardly come again. */
const MAX_KNOWN_CHARACTERS = 64;
const KNOWN_TEXTS = 64;

/** The texts that came last in one place. Models and routes come again and again: each is decoded once. */
interface KnownTexts {
  readonly hashes: Int32Array;
  readonly texts: string[];
}

/** Reads scalars of JSON by their bytes. All methods return the position after the scalar, or −1. */
export class ScalarReader {
  /** The values read since `clear`, by index. */
  readonly scalars: LogScalar[];
  private readonly known: (KnownTexts | undefined)[];

  constructor(
    count: number,
    private readonly decode: DecodeBytes,
  ) {
    this.scalars = Array.from({ length: count }, () => undefined);
    this.known = Array.from({ length: count }, () => undefined);
  }

  clear(): void {
    this.scalars.fill(undefined);
  }

  /** Any scalar, kept at `index`. −1 also for one that is right, but unusual where it is wanted. */
  read(bytes: Uint8Array, at: number, end: number, index: number): number {
    const byte = bytes[at] ?? 0;
    if (at >= end || (index === ONLY_NULL && byte !== LETTER_N)) return -1;
    switch (byte) {
      case QUOTE:
        return index >= 0 ? this.text(bytes, at + 1, end, index) : skipText(bytes, at + 1, end);
      case LETTER_T:
        return this.word(bytes, at, end, TRUE, index, true);
      case LETTER_F:
        return this.word(bytes, at, end, FALSE, index, false);
      case LETTER_N:
        return this.word(bytes, at, end, NULL, index, undefined);
      default:
        return index >= 0 ? this.number(bytes, at, end, index) : skipNumber(bytes, at, end);
    }
  }

  private text(bytes: Uint8Array, start: number, end: number, index: number): number {
    let at = start;
    let all = 0;
    let hash = HASH_START;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) break;
      if (byte === BACKSLASH || byte < 0x20) return -1;
      all |= byte;
      hash = Math.imul(hash ^ byte, HASH_PRIME);
    }
    if (at >= end) return -1;
    const isKnowable = all < 0x80 && at - start <= MAX_KNOWN_CHARACTERS;
    this.scalars[index] = isKnowable
      ? this.knownText(bytes, start, at, index, hash)
      : this.decode(bytes, start, at, all < 0x80);
    return at + 1;
  }

  private knownText(
    bytes: Uint8Array,
    start: number,
    end: number,
    index: number,
    hash: number,
  ): string {
    const known = (this.known[index] ??= {
      hashes: new Int32Array(KNOWN_TEXTS),
      texts: Array.from({ length: KNOWN_TEXTS }, () => ""),
    });
    const slot = (hash ^ (hash >>> 16)) & (KNOWN_TEXTS - 1);
    const text = known.texts[slot] ?? "";
    if (known.hashes[slot] === hash && isText(text, bytes, start, end)) return text;
    const fresh = this.decode(bytes, start, end, true);
    known.hashes[slot] = hash;
    known.texts[slot] = fresh;
    return fresh;
  }

  private number(bytes: Uint8Array, start: number, end: number, index: number): number {
    const first = bytes[start] === MINUS ? start + 1 : start;
    let value = 0;
    let at = first;
    for (; at < end; at += 1) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const next = bytes[at];
    const isWhole = next !== POINT && next !== LETTER_E && next !== 0x45;
    if (at >= end || !isWhole || at - first > MAX_PLAIN_DIGITS) {
      const after = skipNumber(bytes, start, end);
      if (after >= 0) this.scalars[index] = Number(this.decode(bytes, start, after, true));
      return after;
    }
    if (at === first || (at > first + 1 && bytes[first] === ZERO)) return -1;
    this.scalars[index] = first > start ? -value : value;
    return at;
  }

  private word(
    bytes: Uint8Array,
    start: number,
    end: number,
    word: Uint8Array,
    index: number,
    value: LogScalar,
  ): number {
    if (start + word.length > end || !begins(word, bytes, start)) return -1;
    if (index >= 0) this.scalars[index] = value;
    return start + word.length;
  }
}

const TRUE = bytesOf("true");
const FALSE = bytesOf("false");
const NULL = bytesOf("null");

/** Of a text in ASCII. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Whether the bytes from `start` on are those of `prefix`. */
export function begins(prefix: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < prefix.length; index += 1) {
    if (prefix[index] !== bytes[start + index]) return false;
  }
  return true;
}

function isText(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== bytes[start + index]) return false;
  }
  return true;
}

/** The position after a text, from after its first quote; −1 if it is none. */
export function skipText(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at + 1;
    if (byte < 0x20) return -1;
    if (byte === BACKSLASH) {
      at = escapeEnd(bytes, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** The last byte of an escape, from the one after its backslash. */
function escapeEnd(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f:
    case 0x62:
    case LETTER_F:
    case LETTER_N:
    case 0x72:
    case LETTER_T:
      return at;
    case LETTER_U:
      for (let digit = at + 1; digit <= at + 4; digit += 1) {
        if (!isHexDigit(bytes[digit] ?? 0)) return -1;
      }
      return at + 4;
    default:
      return -1;
  }
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= ZERO && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

function skipNumber(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let at = skipDigits(bytes, first, end);
  if (at === first || (bytes[first] === ZERO && at > first + 1)) return -1;
  if (at < end && bytes[at] === POINT) {
    const fraction = at + 1;
    at = skipDigits(bytes, fraction, end);
    if (at === fraction) return -1;
  }
  if (at >= end || ((bytes[at] ?? 0) | 0x20) !== LETTER_E) return at;
  const sign = bytes[at + 1];
  const exponent = at + (sign === MINUS || sign === PLUS ? 2 : 1);
  at = skipDigits(bytes, exponent, end);
  return at === exponent ? -1 : at;
}

function skipDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > 0x39) break;
    at += 1;
  }
  return at;
}
