import { CharacterClass, classOf } from "./characterClass";
import { finishHash, HASH_START, hashStep } from "./hash";
import { decodeSteps } from "./kindCode";

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

/**
 * Reads a text by sentences and lines, blank ones with what follows: `onBucket` gets the buckets of
 * each one's words and pairs of words, then `onSentence` its place.
 */
export function readSentences(
  text: string,
  onBucket: (bucket: number) => void,
  onSentence: (start: number, end: number) => void,
): void {
  let start = 0;
  let words = 0;
  let previous = 0;
  let position = 0;
  const end = (at: number): void => {
    if (words === 0) return;
    onSentence(start, at);
    start = at;
    words = 0;
    previous = 0;
  };
  while (position < text.length) {
    const unit = text.charCodeAt(position);
    const kind = classOf(unit);
    if (kind === CharacterClass.space || kind === CharacterClass.symbol) {
      position++;
      if (unit === 10 || endsSentence(unit, text.charCodeAt(position))) end(position);
      continue;
    }
    const first = position;
    let hash = HASH_START;
    if (kind === CharacterClass.ideograph) {
      hash = hashStep(hashStep(hash, unit), text.charCodeAt(position + 1));
      position++;
    } else if (kind === CharacterClass.digit) {
      while (position < text.length && classOf(text.charCodeAt(position)) === kind) position++;
      hash = hashStep(hash, 48 + Math.min(position - first, 5));
    } else {
      while (position < text.length) {
        const letter = text.charCodeAt(position);
        if (classOf(letter) !== kind) break;
        // Capitals of ASCII are 32 below their small letters.
        hash = hashStep(hash, letter < 91 ? letter | 32 : letter);
        position++;
      }
    }
    hash = finishHash(hash);
    onBucket(hash & (FRAME_BUCKETS - 1));
    onBucket(finishHash(Math.imul(previous, 31) + hash + PAIR_SALT) & (FRAME_BUCKETS - 1));
    previous = hash;
    words++;
  }
  end(text.length);
}

/** A full stop before a space, or the ideographic marks. */
function endsSentence(unit: number, next: number): boolean {
  if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f) return true;
  return (unit === 46 || unit === 33 || unit === 63 || unit === 58) && (next === 32 || next === 10);
}

interface Payload {
  /** The text without the sentences of its frame; all of it if there is no frame or nothing else. */
  readonly text: string;
  /** Whether there is anything but a frame. */
  readonly hasTask: boolean;
}

/** Reads what a prompt asks for. */
export function createPayloadReader({
  intercept,
  step,
  code,
}: FrameWeights): (text: string) => Payload {
  const steps = decodeSteps(code, FRAME_BUCKETS);
  return (text) => {
    let sum = 0;
    let buckets = 0;
    let payload = "";
    let hasFrame = false;
    readSentences(
      text,
      (bucket) => {
        sum += steps[bucket]!;
        buckets++;
      },
      (start, end) => {
        const odds = intercept + (step * sum) / Math.sqrt(buckets);
        if (odds >= FRAME_ODDS && buckets <= 2 * MAX_FRAME_WORDS) hasFrame = true;
        else payload += text.slice(start, end);
        sum = 0;
        buckets = 0;
      },
    );
    const hasTask = payload.trim() !== "";
    return { text: hasFrame && hasTask ? payload : text, hasTask };
  };
}
