import { decodeSalience, MAX_STEP, STEP_EXPONENT, stepAt, zerosAt } from "./kindCode";
import { KIND_BUCKETS, kindFeatures, tellingWords } from "./kindFeatures";
import { once } from "./once";
import { createPayloadReader, type FrameWeights, type Payload } from "./payload";
import { finish, type Slices } from "./slices";
import { TASK_KINDS } from "./taskKinds";

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
export interface KindReading {
  /** Of each of TASK_KINDS, in that order; they sum to 1. */
  readonly probabilities: Float64Array;
  /** The words that told the likeliest kind from the next, the most telling first. */
  readonly decidingWords: () => readonly string[];
  /** Whether the text is more than a frame, such as a persona and the form of the answer. */
  readonly hasTask: boolean;
}

/** The text is bounded by the caller (promptDigest.ts). */
export type KindClassifier = (text: string) => KindReading;

const KINDS = TASK_KINDS.length;
const NUMBER_COMPARISON = TASK_KINDS.indexOf("number_comparison");
const MULTIPLE_CHOICE = TASK_KINDS.indexOf("mcq_knowledge");
/** Log-odds against a kind whose material is missing. */
const UNLIKELY = 4;

export function createKindClassifier(weights: KindWeights): KindClassifier {
  return finish(readKindClassifier(weights));
}

/** Reads the weights in slices, between which other work can have its turn. */
export function* readKindClassifier(weights: KindWeights): Slices<KindClassifier> {
  const { intercepts, step } = weights;
  const { starts, entries } = yield* readRows(weights.code);
  yield;
  const salience = decodeSalience(weights.salience);
  yield;
  const payloadOf = createPayloadReader(weights.frames);
  const weightOfStep = Float64Array.from({ length: 2 * MAX_STEP + 1 }, (_, index) => {
    const value = index - MAX_STEP;
    return step * Math.sign(value) * Math.abs(value) ** STEP_EXPONENT;
  });

  const probabilitiesOf = (payload: Payload): Float64Array => {
    const { buckets, values, count, words, quantities, choices } = kindFeatures(payload);
    weighWords(buckets, values, words, salience);
    const scores = new Float64Array(KINDS);
    for (let i = 0; i < count; i++) {
      const bucket = buckets[i]!;
      const value = values[i]!;
      const end = starts[bucket + 1]!;
      for (let at = starts[bucket]!; at < end; at++) {
        const entry = entries[at]!;
        scores[entry & KIND_MASK]! += value * weightOfStep[entry >> KIND_BITS]!;
      }
    }
    // Numbers are compared only where there are two.
    if (quantities < 2) scores[NUMBER_COMPARISON]! -= UNLIKELY;
    // Nor is a choice made where there are no options.
    if (choices < 1) scores[MULTIPLE_CHOICE]! -= UNLIKELY / 2;
    return softmax(scores, intercepts);
  };

  /** Reads the payload anew: few surfaces show words. */
  const decidingWordsOf = (payload: Payload, probabilities: Float64Array): readonly string[] => {
    const [first, second] = likeliestTwo(probabilities);
    const { closeWords } = kindFeatures(payload);
    return tellingWords(payload.text, closeWords, (bucket) => {
      let difference = 0;
      for (let at = starts[bucket]!; at < starts[bucket + 1]!; at++) {
        const entry = entries[at]!;
        const kind = entry & KIND_MASK;
        const weight = weightOfStep[entry >> KIND_BITS]!;
        if (kind === first) difference += weight;
        else if (kind === second) difference -= weight;
      }
      return salience[bucket]! * difference;
    });
  };

  return (text) => {
    const payload = payloadOf(text);
    const probabilities = probabilitiesOf(payload);
    return {
      probabilities,
      hasTask: payload.hasTask,
      decidingWords: once(() => decidingWordsOf(payload, probabilities)),
    };
  };
}

/** The weights of each bucket that are not 0, as most are. */
interface SparseRows {
  /** Where each bucket's weights begin, and where the last one's end. */
  readonly starts: Int32Array;
  /** A kind in the lower bits, and the step of its weight above them, from 0. */
  readonly entries: Uint16Array;
}

const KIND_BITS = 6;
const KIND_MASK = 2 ** KIND_BITS - 1;

/** Characters of the code that are read in one slice: well below 10 ms of work, even for cold code. */
const SLICE_CHARACTERS = 0x8000;

function* readRows(code: string): Slices<SparseRows> {
  const starts = new Int32Array(KIND_BUCKETS + 1);
  // A character of the code is a weight or a run of zeros.
  const entries = new Uint16Array(code.length);
  let bucket = 0;
  let kind = 0;
  let filled = 0;
  const read = (from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      const zeros = zerosAt(code, at);
      if (zeros === 0) entries[filled++] = kind | ((stepAt(code, at) + MAX_STEP) << KIND_BITS);
      kind += Math.max(1, zeros);
      while (kind >= KINDS) {
        kind -= KINDS;
        starts[++bucket] = filled;
      }
    }
  };
  for (let from = 0; from < code.length; from += SLICE_CHARACTERS) {
    read(from, Math.min(code.length, from + SLICE_CHARACTERS));
    yield;
  }
  starts.fill(filled, bucket + 1);
  return { starts, entries };
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

function likeliestTwo(probabilities: Float64Array): readonly [number, number] {
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

function softmax(scores: Float64Array, intercepts: readonly number[]): Float64Array {
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
