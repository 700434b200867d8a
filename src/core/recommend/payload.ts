import { CharacterClass } from "./characterClass";
import { finishHash, numberHash, pairHash } from "./hash";
import { decodeSteps } from "./kindCode";
import { readTokens } from "./textTokens";

/** A linear model that tells sentences of a frame (form, persona, good wishes) from what is asked. */
export interface FrameWeights {
  readonly intercept: number;
  /** Log-odds of one step. */
  readonly step: number;
  /** A character for each bucket of words and pairs of words (kindCode.ts). */
  readonly code: string;
}

export const FRAME_BUCKETS = 2 ** 12;

/** Log-odds from which on a sentence is of the frame: what is asked must not be lost. */
const FRAME_ODDS = 1;
/** Longer sentences are never of a frame. */
const MAX_FRAME_WORDS = 40;

const PAIR_SALT = 0x2545f491;

/** The buckets of a sentence's words and pairs of words. */
let sentenceBuckets = new Int32Array(0x2000);

/**
 * Reads a text by sentences and lines, blank ones with what follows: `onSentence` gets the place of
 * each one, and the buckets of its words and pairs of words, which are valid during the call.
 */
export function readSentences(
  text: string,
  onSentence: (start: number, end: number, buckets: Int32Array, count: number) => void,
): void {
  const { count: tokens, classes, starts, ends, hashes } = readTokens(text);
  // A word has two buckets, and no text has more words than units.
  if (sentenceBuckets.length < 2 * text.length) sentenceBuckets = new Int32Array(2 * text.length);
  const buckets = sentenceBuckets;
  let start = 0;
  let count = 0;
  let previous = 0;
  const addWord = (hash: number): void => {
    buckets[count++] = hash & (FRAME_BUCKETS - 1);
    buckets[count++] = finishHash(Math.imul(previous, 31) + hash + PAIR_SALT) & (FRAME_BUCKETS - 1);
    previous = hash;
  };
  const end = (at: number): void => {
    if (count === 0) return;
    onSentence(start, at, buckets, count);
    start = at;
    count = 0;
    previous = 0;
  };
  for (let token = 0; token < tokens; token++) {
    const kind = classes[token]!;
    const from = starts[token]!;
    const to = ends[token]!;
    if (kind === CharacterClass.letter) addWord(hashes[token]!);
    else if (kind === CharacterClass.digit) addWord(numberHash(to - from));
    else if (kind === CharacterClass.ideograph) {
      for (let at = from; at < to; at++)
        addWord(pairHash(text.charCodeAt(at), text.charCodeAt(at + 1)));
    } else if (
      kind === CharacterClass.space ||
      endsSentence(text.charCodeAt(from), text.charCodeAt(to))
    )
      end(to);
  }
  end(text.length);
}

/** A full stop before a space, or the ideographic marks. */
function endsSentence(unit: number, next: number): boolean {
  if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f) return true;
  return (unit === 46 || unit === 33 || unit === 63 || unit === 58) && (next === 32 || next === 10);
}

/** The request inside a prompt: its text without the sentences of its frame. */
export interface Payload {
  readonly text: string;
  /** Where the sentences of the frame are, in order: a start and an end each. None if there is nothing else. */
  readonly frames: readonly number[];
  /** Whether there is anything but a frame. */
  readonly hasTask: boolean;
}

const NO_FRAMES: readonly number[] = [];

/** Reads what a prompt asks for. */
export function createPayloadReader({
  intercept,
  step,
  code,
}: FrameWeights): (text: string) => Payload {
  const steps = decodeSteps(code, FRAME_BUCKETS);
  const isOfFrame = (buckets: Int32Array, count: number): boolean => {
    if (count > 2 * MAX_FRAME_WORDS) return false;
    let sum = 0;
    for (let i = 0; i < count; i++) sum += steps[buckets[i]!]!;
    return intercept + (step * sum) / Math.sqrt(count) >= FRAME_ODDS;
  };
  return (text) => {
    const frames: number[] = [];
    let sentences = 0;
    readSentences(text, (start, end, buckets, count) => {
      sentences++;
      if (isOfFrame(buckets, count)) frames.push(start, end);
    });
    const hasTask = frames.length < 2 * sentences;
    return { text, frames: hasTask ? frames : NO_FRAMES, hasTask };
  };
}
