import { decodeSalience, decodeSteps, STEP_EXPONENT } from "./kindCode";
import { KIND_BUCKETS, kindFeatures, tellingWords } from "./kindFeatures";
import { createPayloadReader, type FrameWeights } from "./payload";
import { TASK_KINDS } from "./taskKinds";
import { scanText, type TextScan } from "./textScan";

/** The trained classifier of kinds of task, kindWeights.json. Written by `npm run train`. */
export interface KindWeights {
  /** By position in TASK_KINDS, in log-odds. */
  readonly intercepts: readonly number[];
  /** Log-odds of the first step of a weight (kindCode.ts). */
  readonly step: number;
  /**
   * A row for each bucket of kindFeatures.ts with a weight for each kind, in steps of −7 … 7: a
   * character for each weight, and one for a run of zeros (kindCode.ts).
   */
  readonly code: string;
  /** How much a bucket tells of any kind, a character each (kindCode.ts). */
  readonly salience: string;
  /** Tells the sentences of a frame, which are not read. */
  readonly frames: FrameWeights;
}

/** The classifier's answer for a text. */
interface KindReading {
  /** Of each of TASK_KINDS, in that order; they sum to 1. */
  readonly probabilities: Float32Array;
  /** The words that told the likeliest kind from the next, the most telling first. */
  readonly decidingWords: readonly string[];
}

export type KindClassifier = (scan: TextScan) => KindReading;

const KINDS = TASK_KINDS.length;
const NUMBER_COMPARISON = TASK_KINDS.indexOf("number_comparison");
/** Log-odds against a kind whose material is missing. */
const UNLIKELY = 4;

export function createKindClassifier(weights: KindWeights): KindClassifier {
  const { intercepts, step } = weights;
  const steps = Float32Array.from(
    decodeSteps(weights.code, KIND_BUCKETS * KINDS),
    (steps) => step * Math.sign(steps) * Math.abs(steps) ** STEP_EXPONENT,
  );
  const salience = decodeSalience(weights.salience);
  const payloadOf = createPayloadReader(weights.frames);
  return (whole) => {
    const payload = payloadOf(whole.text);
    const scan = payload === whole.text ? whole : scanText(payload);
    const { buckets, values, count, words, quantities, spans } = kindFeatures(scan);
    weighWords(buckets, values, words, salience);
    const scores = new Float32Array(KINDS);
    for (let i = 0; i < count; i++) {
      const start = buckets[i]! * KINDS;
      const value = values[i]!;
      for (let kind = 0; kind < KINDS; kind++) scores[kind]! += value * steps[start + kind]!;
    }
    // Numbers are compared only where there are two.
    if (quantities < 2) scores[NUMBER_COMPARISON]! -= UNLIKELY;
    const probabilities = softmax(scores, intercepts);
    const [first, second] = likeliestTwo(probabilities);
    const decidingWords = tellingWords(payload, spans, (bucket) => {
      const start = bucket * KINDS;
      return salience[bucket]! * (steps[start + first]! - steps[start + second]!);
    });
    return { probabilities, decidingWords };
  };
}

/** Brings the values of words to length 1, by how much each tells. */
export function weighWords(
  buckets: Int32Array,
  values: Float32Array,
  words: number,
  salience: Float32Array,
): void {
  let squares = 0;
  for (let i = 0; i < words; i++) {
    const value = (values[i]! *= salience[buckets[i]!]!);
    squares += value * value;
  }
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < words; i++) values[i]! *= scale;
}

function likeliestTwo(probabilities: Float32Array): readonly [number, number] {
  let first = 0;
  let second = 1;
  for (let kind = 1; kind < KINDS; kind++) {
    if (probabilities[kind]! > probabilities[first]!) {
      second = first;
      first = kind;
    } else if (kind !== first && probabilities[kind]! > probabilities[second]!) second = kind;
  }
  return [first, second];
}

function softmax(scores: Float32Array, intercepts: readonly number[]): Float32Array {
  let largest = -Infinity;
  for (let kind = 0; kind < KINDS; kind++) {
    const score = (scores[kind]! += intercepts[kind] ?? 0);
    if (score > largest) largest = score;
  }
  let sum = 0;
  for (let kind = 0; kind < KINDS; kind++) sum += scores[kind] = Math.exp(scores[kind]! - largest);
  for (let kind = 0; kind < KINDS; kind++) scores[kind]! /= sum;
  return scores;
}
