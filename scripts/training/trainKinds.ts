import {
  decodeSalience,
  encodeSalience,
  encodeSteps,
  MAX_STEP,
  STEP_EXPONENT,
} from "../../src/core/recommend/kindCode";
import { type KindWeights, weighWords } from "../../src/core/recommend/kindClassifier";
import {
  KIND_BUCKETS,
  kindFeatures,
  type KindFeatures,
} from "../../src/core/recommend/kindFeatures";
import { createPayloadReader, type FrameWeights } from "../../src/core/recommend/payload";
import { judgedText } from "../../src/core/recommend/promptDigest";
import { TASK_KINDS } from "../../src/core/recommend/taskKinds";
import { randomNumbers } from "./examples";
import { groupBy } from "./groupBy";
import { frame, renumber } from "./frames";
import type { KindGroup, KindRow } from "./kindRows";

const KINDS = TASK_KINDS.length;
const EPOCHS = 5;
/** Before this one the small weights are taken out; so large a part stays. */
const PRUNING_EPOCH = 2;
const KEPT_PART = 0.15;
/** The largest step is at this quantile of the weights; the few beyond are cut. */
const RANGE_QUANTILE = 0.999;
/** Copies of each row in frames by chance, beside the row as it is: short ones drown the most in a frame. */
const FRAMED_COPIES = 1;
const FRAMED_COPIES_OF_SHORT = 2;
const SHORT_CHARACTERS = 400;
const MAX_FRAMED_CHARACTERS = 6_000;
const LEARNING_RATE = 0.1;
/** Of the intercepts, as a part of it: how common a kind is here says little of other prompts. */
const INTERCEPT_RATE = 0.02;
/** Part of a label that all other kinds share: labels are noisy, and kinds overlap. */
const SMOOTHING = 0.05;
/** Features have length 1; scaled up they reach certainty by smaller weights. */
const SCALE = 2.5;
/** Kinds whose probability is off by less learn nothing from a row. */
const MIN_ERROR = 0.004;
/** Between equal rows (0) and equal kinds (1), and the same of data sets. */
const KIND_EVENNESS = 0.5;
const TASK_EVENNESS = 0.35;
/** How much rows of each group count: applications are what people have, and rare. */
const GROUP_WEIGHTS: Readonly<Record<KindGroup, number>> = {
  "own wording": 0.3,
  "own prompt": 3,
  collection: 1,
  application: 3,
  scored: 1,
};

interface SparseVector {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
  /** The first so many are of words. */
  readonly words: number;
}

/** A row with its features: as it is, then in frames. */
export interface KindExample {
  readonly row: KindRow;
  readonly versions: readonly SparseVector[];
}

/** The features of the rows, read without their frames; the same rows give the same. */
export function kindExamples(
  rows: readonly KindRow[],
  frames: FrameWeights,
): readonly KindExample[] {
  const random = randomNumbers(5);
  const payloadOf = createPayloadReader(frames);
  const vectorOf = (text: string): SparseVector =>
    sparse(kindFeatures(payloadOf(judgedText([text]))));
  return rows.map((row) => ({
    row,
    versions: [
      vectorOf(row.text),
      ...Array.from({ length: copiesOf(row) }, () =>
        vectorOf(frame(renumber(row.text.slice(0, MAX_FRAMED_CHARACTERS), random), random)),
      ),
    ],
  }));
}

function copiesOf({ text }: KindRow): number {
  return text.length <= SHORT_CHARACTERS ? FRAMED_COPIES_OF_SHORT : FRAMED_COPIES;
}

function sparse({ buckets, values, count, words }: KindFeatures): SparseVector {
  return { buckets: buckets.slice(0, count), values: values.slice(0, count), words };
}

/** Multinomial logistic regression by stochastic gradients with steps of their own (AdaGrad). */
export function trainKinds(examples: readonly KindExample[], frames: FrameWeights): KindWeights {
  const weights = new Float32Array(KIND_BUCKETS * KINDS);
  const squares = new Float32Array(KIND_BUCKETS * KINDS).fill(1e-3);
  const intercepts = new Float32Array(KINDS);
  const rowWeights = weightsOf(examples);
  const salience = decodeSalience(encodeSalience(salienceOf(examples)));
  const weighed = examples.map(({ versions }) =>
    versions.map(({ buckets, values, words }) => {
      const own = values.slice();
      weighWords(buckets, own, words, salience);
      return own;
    }),
  );
  const random = randomNumbers(3);
  const order = examples.flatMap(({ versions }, row) =>
    versions.map((_, version) => ({ row, version })),
  );
  const errors = new Float32Array(KINDS);
  const active = new Int32Array(KINDS);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    if (epoch === PRUNING_EPOCH) prune(weights, squares);
    shuffle(order, random);
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS);
    for (const { row, version } of order) {
      const example = examples[row]!;
      const { buckets } = example.versions[version]!;
      const values = weighed[row]![version]!;
      probabilities(buckets, values, weights, intercepts, errors);
      const label = TASK_KINDS.indexOf(example.row.kind);
      const weight = rowWeights[row]!;
      let count = 0;
      for (let kind = 0; kind < KINDS; kind++) {
        const target = kind === label ? 1 - SMOOTHING : SMOOTHING / (KINDS - 1);
        const error = (errors[kind] = weight * (errors[kind]! - target));
        intercepts[kind]! -= INTERCEPT_RATE * rate * error;
        if (Math.abs(error) > MIN_ERROR) active[count++] = kind;
      }
      for (let i = 0; i < buckets.length; i++) {
        const start = buckets[i]! * KINDS;
        const value = values[i]! * SCALE;
        for (let each = 0; each < count; each++) {
          const at = start + active[each]!;
          const gradient = value * errors[active[each]!]!;
          const sum = (squares[at]! += gradient * gradient);
          weights[at]! -= (rate * gradient) / Math.sqrt(sum);
        }
      }
    }
  }
  return { ...inSteps(weights, intercepts), salience: encodeSalience(salience), frames };
}

/** Sets the small weights to 0 for good: the others make up for them in the epochs that follow. */
function prune(weights: Float32Array, squares: Float32Array): void {
  const least = quantileOf(weights, 1 - KEPT_PART);
  weights.forEach((weight, at) => {
    if (Math.abs(weight) >= least && weight !== 0) return;
    weights[at] = 0;
    squares[at] = Infinity;
  });
}

/** Into `result`: the probability of each kind. */
function probabilities(
  buckets: Int32Array,
  values: Float32Array,
  weights: Float32Array,
  intercepts: Float32Array,
  result: Float32Array,
): void {
  result.set(intercepts);
  for (let i = 0; i < buckets.length; i++) {
    const start = buckets[i]! * KINDS;
    const value = values[i]! * SCALE;
    for (let kind = 0; kind < KINDS; kind++) result[kind]! += value * weights[start + kind]!;
  }
  let largest = -Infinity;
  for (let kind = 0; kind < KINDS; kind++) largest = Math.max(largest, result[kind]!);
  let sum = 0;
  for (let kind = 0; kind < KINDS; kind++) sum += result[kind] = Math.exp(result[kind]! - largest);
  for (let kind = 0; kind < KINDS; kind++) result[kind]! /= sum;
}

/** Added to the tasks of each kind that hold a word: what is in few tells little. */
const PRIOR_TASKS = 3;
/** A word of so many tasks counts half. */
const FEW_TASKS = 2;
/** Of a word that tells nothing. */
const LEAST_SALIENCE = 0.1;

/**
 * How far a word narrows down the kinds, 0 … 1, by the tasks that hold it and not by their rows: a
 * word of one data set tells nothing of other prompts.
 */
function salienceOf(examples: readonly KindExample[]): Float32Array {
  const tasks = groupBy(examples, ({ row }) => taskOf(row));
  const masses = new Float64Array(KIND_BUCKETS * KINDS);
  const tasksOfKind = new Float64Array(KINDS);
  const held = new Float64Array(KIND_BUCKETS);
  for (const members of tasks.values()) {
    const kind = TASK_KINDS.indexOf(members[0]!.row.kind);
    tasksOfKind[kind]! += 1;
    let versions = 0;
    for (const { versions: own } of members) {
      for (const { buckets, words } of own) {
        versions++;
        for (let i = 0; i < words; i++) held[buckets[i]!]! += 1;
      }
    }
    for (let bucket = 0; bucket < KIND_BUCKETS; bucket++) {
      if (held[bucket] === 0) continue;
      masses[bucket * KINDS + kind]! += Math.sqrt(held[bucket]! / versions);
      held[bucket] = 0;
    }
  }
  const share = new Float64Array(KINDS);
  return Float32Array.from({ length: KIND_BUCKETS }, (_, bucket) => {
    let all = 0;
    let mean = 0;
    for (let kind = 0; kind < KINDS; kind++) {
      const mass = masses[bucket * KINDS + kind]!;
      all += mass;
      mean += mass / Math.max(1, tasksOfKind[kind]!) / KINDS;
    }
    if (all === 0) return LEAST_SALIENCE;
    let sum = 0;
    for (let kind = 0; kind < KINDS; kind++) {
      share[kind] =
        (masses[bucket * KINDS + kind]! + PRIOR_TASKS * mean) / (tasksOfKind[kind]! + PRIOR_TASKS);
      sum += share[kind]!;
    }
    let divergence = 0;
    for (let kind = 0; kind < KINDS; kind++) {
      const part = share[kind]! / sum;
      divergence += part * Math.log(part * KINDS);
    }
    const narrowed = ((divergence / Math.log(KINDS)) * all) / (all + FEW_TASKS);
    return LEAST_SALIENCE + (1 - LEAST_SALIENCE) * Math.min(1, narrowed);
  });
}

/** By which data sets, kinds and groups count about as much, whatever their size; their mean is 1. */
function weightsOf(examples: readonly KindExample[]): Float64Array {
  const tasks = new Map<string, number>();
  for (const { row } of examples) tasks.set(taskOf(row), (tasks.get(taskOf(row)) ?? 0) + 1);
  const ofRows = examples.map(({ row }) => {
    const isOwn = row.group === "own wording";
    const ofTask = isOwn ? 1 : (tasks.get(taskOf(row)) ?? 1) ** -TASK_EVENNESS;
    return GROUP_WEIGHTS[row.group] * ofTask;
  });
  const kinds = new Map<string, number>();
  examples.forEach(({ row: { kind } }, index) => {
    kinds.set(kind, (kinds.get(kind) ?? 0) + (ofRows[index] ?? 0));
  });
  const raw = examples.map(
    ({ row: { kind } }, index) => (ofRows[index] ?? 0) * (kinds.get(kind) ?? 1) ** -KIND_EVENNESS,
  );
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length;
  return Float64Array.from(raw, (weight) => weight / mean);
}

function taskOf({ task, kind }: KindRow): string {
  return `${task}|${kind}`;
}

function shuffle<Item>(items: Item[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}

/** Odds are taken to this power, so that a probability says how often it is right on others' prompts. */
const TEMPERATURE = 1.2;

function inSteps(
  weights: Float32Array,
  intercepts: Float32Array,
): Pick<KindWeights, "intercepts" | "step" | "code"> {
  const largest = quantileOf(weights, RANGE_QUANTILE);
  const step = largest / MAX_STEP ** STEP_EXPONENT;
  const steps = Int8Array.from(weights, (weight) => {
    const size = Math.round((Math.abs(weight) / step) ** (1 / STEP_EXPONENT));
    return Math.sign(weight) * Math.min(MAX_STEP, size);
  });
  return {
    intercepts: Array.from(intercepts, (value) => round(value / TEMPERATURE)),
    step: round((step * SCALE) / TEMPERATURE),
    code: encodeSteps(steps),
  };
}

/** Of the sizes of the weights that are not 0. */
function quantileOf(weights: Float32Array, part: number): number {
  const sizes = weights
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort();
  return sizes[Math.floor(part * (sizes.length - 1))] ?? 0;
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}
