import { decodeSteps, STEP_EXPONENT } from "./kindCode";
import { KIND_BUCKETS, kindFeatures } from "./kindFeatures";
import { TASK_KINDS } from "./taskKinds";
import type { TextScan } from "./textScan";

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
}

/** Probability of each of TASK_KINDS, in that order; they sum to 1. */
export type KindClassifier = (scan: TextScan) => Float32Array;

const KINDS = TASK_KINDS.length;

export function createKindClassifier(weights: KindWeights): KindClassifier {
  const { intercepts, step } = weights;
  const steps = Float32Array.from(
    decodeSteps(weights.code, KIND_BUCKETS * KINDS),
    (steps) => step * Math.sign(steps) * Math.abs(steps) ** STEP_EXPONENT,
  );
  return (scan) => {
    const { buckets, values, count } = kindFeatures(scan);
    const scores = new Float32Array(KINDS);
    for (let i = 0; i < count; i++) {
      const start = buckets[i]! * KINDS;
      const value = values[i]!;
      for (let kind = 0; kind < KINDS; kind++) scores[kind]! += value * steps[start + kind]!;
    }
    return softmax(scores, intercepts);
  };
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
