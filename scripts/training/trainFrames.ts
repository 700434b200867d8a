import { encodeSteps, MAX_STEP } from "../../src/core/recommend/kindCode";
import { FRAME_BUCKETS, type FrameWeights, readSentences } from "../../src/core/recommend/payload";
import { randomNumbers } from "./examples";
import { frame } from "./frames";
import type { KindRow } from "./kindRows";
import { NEUTRAL_FORMS } from "./ownApplications";

const FRAMES = 8_000;
/** Sentences of each prompt that are learned from. */
const SENTENCES_OF_ROW = 6;
const EPOCHS = 4;
const RATE = 0.5;
const PENALTY = 2e-5;
/** Stands for the task in a frame, and is in no prompt. */
const TASK = "\u2042";

/** Which sentences are of a frame: learned from frames of our own and from prompts without one. */
export function trainFrames(rows: readonly KindRow[]): FrameWeights {
  const random = randomNumbers(29);
  const framed = Array.from({ length: FRAMES }, () => frame(TASK, random))
    .flatMap(linesOf)
    .filter((line) => !line.includes(TASK))
    .concat(...Array.from({ length: FRAMES / 100 }, () => NEUTRAL_FORMS));
  const neutral = new Set(NEUTRAL_FORMS);
  const plain = rows
    .filter(({ group, isFramed }) => !isFramed && group !== "application" && group !== "scored")
    .flatMap(({ text }) => linesOf(text.slice(0, 2_000)).slice(0, SENTENCES_OF_ROW))
    .filter((line) => !neutral.has(line.replace(/^[-\d. ]+/, "").trim()));
  const sample = [
    ...framed.map((line) => ({ line, label: 1 })),
    ...plain.map((line) => ({ line, label: 0 })),
  ].map(({ line, label }) => ({
    label,
    buckets: bucketsOf(line),
    order: random(),
  }));
  sample.sort((a, b) => a.order - b.order);
  const positive = plain.length / framed.length;
  const weights = new Float64Array(FRAME_BUCKETS);
  let intercept = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE * (1 - epoch / EPOCHS);
    for (const { label, buckets } of sample) {
      const scale = 1 / Math.sqrt(Math.max(1, buckets.length));
      let score = intercept;
      for (const bucket of buckets) score += scale * weights[bucket]!;
      const error = (1 / (1 + Math.exp(-score)) - label) * (label === 1 ? positive : 1);
      intercept -= 0.1 * rate * error;
      for (const bucket of buckets)
        weights[bucket]! -= rate * (scale * error + PENALTY * weights[bucket]!);
    }
  }
  const largest = Math.max(...weights.map(Math.abs));
  const step = largest / MAX_STEP;
  return {
    intercept: Number(intercept.toPrecision(5)),
    step: Number(step.toPrecision(5)),
    code: encodeSteps(Int8Array.from(weights, (weight) => Math.round(weight / step))),
  };
}

function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  readSentences(text, (start, end) => lines.push(text.slice(start, end).trim()));
  return lines;
}

function bucketsOf(text: string): readonly number[] {
  const all: number[] = [];
  readSentences(text, (_start, _end, buckets, count) => {
    for (let i = 0; i < count; i++) all.push(buckets[i]!);
  });
  return all;
}
