import { CharacterClass, classOf } from "./characterClass";
import { finishHash, HASH_START, hashStep, numberHash, pairHash } from "./hash";
import { closesMarker, isMarkerUnit, MarkerRun } from "./optionMarkers";
import type { Payload } from "./payload";
import { readTokens } from "./textTokens";

/** A sparse vector of length 1 over hashed words, their neighbors, and the shape of the text. */
export interface KindFeatures {
  /** Valid up to `count`; reused by the next call. */
  readonly buckets: Int32Array;
  readonly values: Float32Array;
  readonly count: number;
  /** The first so many are of words; the others are of the shape. */
  readonly words: number;
  /** Numbers and variables: what there is to compare. */
  readonly quantities: number;
  /** The longest row of markers, and variables: what there is to choose from. */
  readonly choices: number;
  readonly closeWords: CloseWords;
}

/** The words before `headEnd` and from `tailStart` to `end` are read closely. */
interface CloseWords {
  readonly headEnd: number;
  readonly tailStart: number;
  readonly end: number;
}

export const KIND_BUCKETS = 2 ** 15;

const MASK = KIND_BUCKETS - 1;
/** Words at both ends that are read closely: there a prompt says what it wants. */
const HEAD_WORDS = 80;
const TAIL_WORDS = 45;
/** Of the words between them this many are read, evenly spread. */
const MAX_BODY_WORDS = 140;
const BODY_VALUE = 0.35;
const PAIR_VALUE = 0.8;
const PREFIX_VALUE = 0.7;
const MAX_TELLING_WORDS = 3;
/** Of letters alone. One or two Latin letters ("a", "of") explain nothing to a reader. */
const TELLING_WORD = /^(?!\p{Script=Latin}{1,2}$)[\p{L}\p{M}ー]+$/u;
const MAX_WORDS = 4096;
const SHAPE_VALUE = 0.12;

/** Salts that keep features of different types apart. */
const Salt = {
  pair: 0x1f123bb5,
  skip: 0x2e1b2138,
  prefix: 0x3c6ef372,
  lineStart: 0x4b9f3a11,
  tail: 0x5be0cd19,
  slot: 0x6a09e667,
  shape: 0x7137449,
  first: 0x12835b01,
} as const;

const counts = new Float32Array(KIND_BUCKETS);
const touched = new Int32Array(KIND_BUCKETS + 64);
const values = new Float32Array(KIND_BUCKETS + 64);

const wordHashes = new Int32Array(MAX_WORDS);
const prefixHashes = new Int32Array(MAX_WORDS);
const marks = new Uint8Array(MAX_WORDS);
/** Texts are bounded by promptDigest.ts, far below what 16 bits hold. */
const wordStarts = new Uint16Array(MAX_WORDS);
const wordEnds = new Uint16Array(MAX_WORDS);
const Mark = { lineStart: 1, slot: 2, symbol: 4 } as const;

let touchedCount = 0;

/**
 * The words that speak most for something, by what each bucket says of it; none against it.
 * Of those that `kindFeatures` read closely in this text, its last.
 */
export function tellingWords(
  text: string,
  { headEnd, tailStart, end }: CloseWords,
  weightOf: (bucket: number) => number,
): readonly string[] {
  const told: { readonly at: number; readonly weight: number }[] = [];
  const read = (at: number): void => {
    if ((marks[at]! & Mark.symbol) !== 0) return;
    const prefix = prefixHashes[at]!;
    const weight =
      weightOf(wordHashes[at]! & MASK) +
      (prefix === 0 ? 0 : PREFIX_VALUE * weightOf(mix(prefix, Salt.prefix) & MASK));
    const least = told.length < MAX_TELLING_WORDS ? 0 : told.at(-1)!.weight;
    if (weight <= least) return;
    if (classOf(text.charCodeAt(wordStarts[at]!)) === CharacterClass.digit) return;
    if (told.some((other) => wordHashes[other.at] === wordHashes[at])) return;
    told.push({ at, weight });
    told.sort((a, b) => b.weight - a.weight);
    told.length = Math.min(told.length, MAX_TELLING_WORDS);
  };
  for (let at = 0; at < headEnd; at++) read(at);
  for (let at = tailStart; at < end; at++) read(at);
  // Some signs of ideographic scripts are not letters, such as radicals.
  return told
    .map(({ at }) => text.slice(wordStarts[at], wordEnds[at]))
    .filter((word) => TELLING_WORD.test(word));
}

/** The text is bounded by the caller (promptDigest.ts). The arrays are valid until the next call. */
export function kindFeatures(payload: Pick<Payload, "text" | "frames">): KindFeatures {
  touchedCount = 0;
  const shape = readWords(payload);
  const words = shape.words;
  const head = Math.min(words, HEAD_WORDS);
  const tailStart = Math.max(head, words - TAIL_WORDS);
  for (let i = 0; i < head; i++) addClosely(i, words);
  if (words > 0) add(mix(wordHashes[0]!, Salt.first), 1);
  const step = Math.max(1, (tailStart - head) / MAX_BODY_WORDS);
  for (let at = head; at < tailStart; at += step) {
    const i = Math.floor(at);
    add(wordHashes[i]!, BODY_VALUE);
    if ((marks[i]! & Mark.lineStart) !== 0) add(mix(wordHashes[i]!, Salt.lineStart), BODY_VALUE);
    if ((marks[i]! & Mark.slot) !== 0) add(mix(wordHashes[i]!, Salt.slot), 1);
  }
  for (let i = tailStart; i < words; i++) addClosely(i, words);
  for (let i = Math.max(0, words - 12); i < words; i++) add(mix(wordHashes[i]!, Salt.tail), 0.6);
  const ofWords = dampWords();
  addShape(shape);
  return {
    buckets: touched,
    values,
    count: touchedCount,
    words: ofWords,
    quantities: shape.numbers + shape.slots,
    choices: Math.max(shape.lineOptions, shape.inlineOptions) + shape.slots,
    closeWords: { headEnd: head, tailStart, end: words },
  };
}

function addClosely(i: number, words: number): void {
  const hash = wordHashes[i]!;
  const mark = marks[i]!;
  const isSymbol = (mark & Mark.symbol) !== 0;
  add(hash, isSymbol ? 0.4 : 1);
  if (prefixHashes[i] !== 0) add(mix(prefixHashes[i]!, Salt.prefix), PREFIX_VALUE);
  if ((mark & Mark.lineStart) !== 0) {
    add(mix(hash, Salt.lineStart), 0.8);
    // The array still holds the words of earlier texts behind the last one.
    const next = i + 1 < words ? wordHashes[i + 1]! : 0;
    add(mix(mix(hash, Salt.lineStart), next), 0.6);
  }
  if ((mark & Mark.slot) !== 0) add(mix(hash, Salt.slot), 1);
  if (i > 0) add(mix(mix(wordHashes[i - 1]!, Salt.pair), hash), isSymbol ? 0.3 : PAIR_VALUE);
  if (i > 1 && !isSymbol) add(mix(mix(wordHashes[i - 2]!, Salt.skip), hash), 0.5);
}

interface Shape {
  words: number;
  lines: number;
  indented: number;
  codeEnds: number;
  questions: number;
  pipes: number;
  dollars: number;
  backslashes: number;
  braces: number;
  slots: number;
  tags: number;
  fences: number;
  numbers: number;
  decimals: number;
  quotes: number;
  lineOptions: number;
  inlineOptions: number;
  ideographs: number;
  /** The symbol at its very end; 0 if there is none. */
  lastSymbol: number;
}

/** The words, numbers by their shape, and symbols, with their marks; and counts. */
function readWords({ text, frames }: Pick<Payload, "text" | "frames">): Shape {
  const shape: Shape = {
    words: 0,
    lines: 1,
    indented: 0,
    codeEnds: 0,
    questions: 0,
    pipes: 0,
    dollars: 0,
    backslashes: 0,
    braces: 0,
    slots: 0,
    tags: 0,
    fences: 0,
    numbers: 0,
    decimals: 0,
    quotes: 0,
    lineOptions: 0,
    inlineOptions: 0,
    ideographs: 0,
    lastSymbol: 0,
  };
  const { count: tokens, classes, starts, ends, hashes, prefixes } = readTokens(text);
  const lineOptions = new MarkerRun();
  const inlineOptions = new MarkerRun();
  let words = 0;
  let frame = 0;
  let frameStart = frames[0] ?? Infinity;
  let frameEnd = frames[1] ?? Infinity;
  let isLineStart = true;
  let isAfterSlot = false;
  /** The symbol right before, spaces aside; 0 after a word. */
  let last = 0;
  for (let token = 0; token < tokens && words < MAX_WORDS; token++) {
    const start = starts[token]!;
    while (start >= frameEnd) {
      frame += 2;
      frameStart = frames[frame] ?? Infinity;
      frameEnd = frames[frame + 1] ?? Infinity;
    }
    if (start >= frameStart) continue;
    const kind = classes[token]!;
    const end = ends[token]!;
    if (kind === CharacterClass.space) {
      if (last === 59 || last === 123 || last === 125) shape.codeEnds++;
      shape.lines++;
      isLineStart = true;
      isAfterSlot = false;
      const next = text.charCodeAt(end);
      if (next === 9 || (next === 32 && text.charCodeAt(end + 1) === 32)) shape.indented++;
      continue;
    }
    const unit = text.charCodeAt(start);
    if (isMarkerUnit(unit)) {
      const isCircled = unit >= 0x2460 && unit <= 0x2469;
      if (isCircled || closesMarker(text.charCodeAt(start + 1))) {
        const before = start === 0 ? 10 : text.charCodeAt(start - 1);
        if (isLineStart) lineOptions.add(unit);
        if (before === 10 || before === 32 || before === 40 || isCircled) inlineOptions.add(unit);
      }
    }
    if (kind === CharacterClass.symbol) {
      last = unit;
      countSymbol(shape, unit, text, end);
      if (unit === 123 || unit === 60) {
        isAfterSlot = true;
        continue;
      }
      // Common punctuation tells nothing.
      if (unit === 46 || unit === 44 || unit === 39 || unit === 8217 || unit === 42) continue;
      wordHashes[words] = hashes[token]!;
      prefixHashes[words] = 0;
      marks[words++] = Mark.symbol | (isLineStart ? Mark.lineStart : 0);
      if (unit !== 35 && unit !== 45) isLineStart = false;
      isAfterSlot = false;
      continue;
    }
    let mark = isLineStart ? Mark.lineStart : 0;
    isLineStart = false;
    if (kind === CharacterClass.ideograph) {
      shape.ideographs += end - start;
      isAfterSlot = false;
      last = 0;
      for (let at = start; at < Math.max(start + 1, end - 1) && words < MAX_WORDS; at++) {
        const character = text.charCodeAt(at);
        wordHashes[words] = pairHash(character, at + 1 < end ? text.charCodeAt(at + 1) : 0);
        prefixHashes[words] = finishHash(hashStep(HASH_START, character));
        wordStarts[words] = at;
        wordEnds[words] = Math.min(at + 2, end);
        marks[words++] = mark;
        mark = 0;
      }
      continue;
    }
    if (kind === CharacterClass.digit) {
      shape.numbers++;
      if (last === 46 && classOf(text.charCodeAt(start - 2)) === CharacterClass.digit)
        shape.decimals++;
    }
    if (isAfterSlot) {
      mark |= Mark.slot;
      shape.slots++;
    }
    isAfterSlot = false;
    last = 0;
    wordHashes[words] = kind === CharacterClass.digit ? numberHash(end - start) : hashes[token]!;
    prefixHashes[words] = prefixes[token]!;
    wordStarts[words] = start;
    wordEnds[words] = end;
    marks[words++] = mark;
  }
  shape.words = words;
  shape.lastSymbol = last;
  shape.lineOptions = lineOptions.longest;
  shape.inlineOptions = inlineOptions.longest;
  return shape;
}

function countSymbol(shape: Shape, unit: number, text: string, next: number): void {
  switch (unit) {
    case 63:
    case 0xff1f:
      shape.questions++;
      break;
    case 124:
      shape.pipes++;
      break;
    case 36:
      shape.dollars++;
      break;
    case 92:
      shape.backslashes++;
      break;
    case 123:
      shape.braces++;
      break;
    case 60:
      if (classOf(text.charCodeAt(next)) === CharacterClass.letter) shape.tags++;
      break;
    case 96:
      shape.fences++;
      break;
    case 34:
      shape.quotes++;
      break;
  }
}

function addShape(shape: Shape): void {
  let id = 0;
  const level = (value: number, steps: readonly number[], weight: number): void => {
    id++;
    let reached = 0;
    while (reached < steps.length && value >= steps[reached]!) reached++;
    addFixed(mix(Salt.shape + id * 977, reached + 1), SHAPE_VALUE * weight);
  };
  const { words, lines } = shape;
  const perLine = (value: number): number => value / lines;
  level(words, [6, 12, 25, 50, 100, 200, 400], 1.5);
  level(lines, [2, 4, 8, 16, 32, 64], 1.2);
  level(perLine(shape.indented), [0.02, 0.15, 0.4], 1.2);
  level(perLine(shape.codeEnds), [0.02, 0.15, 0.4], 1.2);
  level(shape.questions, [1, 2, 4], 1.2);
  level(shape.pipes, [1, 6], 1.2);
  level(shape.dollars, [1, 2, 6], 1.2);
  level(shape.backslashes, [1, 3, 8], 1.5);
  level(shape.braces, [1, 4, 12], 1);
  level(shape.slots, [1, 3], 1);
  level(shape.tags, [1, 4], 1);
  level(shape.fences, [1, 3, 6], 1);
  level(shape.numbers / Math.max(8, words), [0.01, 0.05, 0.15, 0.3], 1.2);
  level(shape.decimals, [1, 2, 4], 1.2);
  level(shape.quotes, [1, 8, 30], 1);
  level(shape.lineOptions, [2, 3, 5], 2);
  level(shape.inlineOptions, [2, 3, 5], 2);
  level(shape.ideographs / Math.max(8, words), [0.05, 0.5], 0.8);
  const { lastSymbol } = shape;
  const isQuestion = lastSymbol === 63 || lastSymbol === 0xff1f;
  const isLead = lastSymbol === 58 || lastSymbol === 0xff1a;
  level(isQuestion ? 2 : isLead ? 1 : 0, [1, 2], 1.5);
}

function add(hash: number, value: number): void {
  const bucket = hash & MASK;
  if (counts[bucket] === 0) touched[touchedCount++] = bucket;
  counts[bucket]! += value;
}

/** Words that are repeated count less each time. */
function dampWords(): number {
  for (let i = 0; i < touchedCount; i++) {
    const bucket = touched[i]!;
    const value = counts[bucket]!;
    counts[bucket] = 0;
    values[i] = value > 1 ? Math.sqrt(value) : value;
  }
  return touchedCount;
}

function addFixed(hash: number, value: number): void {
  touched[touchedCount] = hash & MASK;
  values[touchedCount++] = value;
}

function mix(hash: number, salt: number): number {
  return finishHash(Math.imul(hash, 31) + salt);
}
