import { finishHash, HASH_START, hashStep } from "../recommend/hash";

/** Two independent hashes of 32 bits each, unsigned. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

const SECOND_START = 0x9e3779b9;

/** 64 bits of a text: the same on every machine. It tells texts apart and chooses among them; it is no secret. */
export function hash64(text: string): Hash64 {
  let high = HASH_START;
  let low = SECOND_START;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = hashStep(high, unit);
    low = Math.imul(low ^ unit, 0x85ebca6b) ^ (low >>> 15);
  }
  return { high: finishHash(high ^ text.length) >>> 0, low: finishHash(low) >>> 0 };
}
