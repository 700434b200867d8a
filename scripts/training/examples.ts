import { featuresOf, type PromptFeatures } from "../../src/core/recommend/promptFeatures";
import type { Outcome } from "./outcomes";
import { scanPrompt } from "./scanPrompt";

/** A scored prompt with its features. */
export interface Example {
  readonly outcome: Outcome;
  readonly gap: number;
  readonly miniAtLeastAsGood: number;
  /** The unit of equal weight: a category, so that no benchmark with many prompts outvotes the others. */
  readonly family: string;
  /** A source, or a subject of MMLU-Pro. */
  readonly pool: string;
  readonly asSent: PromptFeatures;
  /** Without its benchmark's wrapper, in that of another or of everyday use: wrappers must tell nothing. */
  readonly rewrapped: PromptFeatures;
}

const NO_KINDS: readonly number[] = [];

/** Everyday wrappers: what people put around a question. */
const EVERYDAY_WRAPPERS: readonly (readonly [string, string])[] = [
  ["You are a helpful assistant.\n\n", ""],
  ["Question: ", "\nAnswer:"],
  ["Answer the following question.\n\n", ""],
  ["", "\n\nThink step by step, then give the final answer."],
  ["### Instruction:\n", "\n\n### Response:"],
  ["", '\n\nReturn the answer as JSON with the keys "reasoning" and "answer".'],
  ["You are an expert. Be concise and precise.\n\n# Task\n\n", "\n"],
  ["", "\n\nAnswer in one sentence."],
  ["", ""],
];

/** `examples` with the kinds that `classify` gives, such as one that was trained without them. */
export function withKinds(
  examples: readonly Example[],
  classify: (example: Example, index: number) => ArrayLike<number>,
): readonly Example[] {
  return examples.map((example, index) => {
    const kinds = classify(example, index);
    return {
      ...example,
      asSent: { ...example.asSent, kinds },
      rewrapped: { ...example.rewrapped, kinds },
    };
  });
}

/** The features of scored prompts; their kinds are not known yet (`withKinds`). */
export function buildExamples(outcomes: readonly Outcome[]): readonly Example[] {
  const wrappers = [...wrappersOf(outcomes), ...EVERYDAY_WRAPPERS];
  const random = randomNumbers(1);
  return outcomes.map((outcome) => {
    const { prompt, bare, source, category, tags } = outcome;
    const text = bare ? prompt.slice(...bare) : prompt;
    const [before, after] = wrappers[Math.floor(random() * wrappers.length)] ?? ["", ""];
    return {
      outcome,
      gap: outcome.score_4o - outcome.score_mini,
      miniAtLeastAsGood: outcome.score_mini >= outcome.score_4o ? 1 : 0,
      family: category === "knowledge_ja" ? "chat_ja" : category,
      pool: source === "mmlu_pro" ? `${source}/${tags[0] ?? ""}` : source,
      asSent: featuresOf(scanPrompt(prompt), NO_KINDS),
      rewrapped: featuresOf(scanPrompt(before + text + after), NO_KINDS),
    };
  });
}

/** The wrappers of the benchmarks themselves, each once. */
function wrappersOf(outcomes: readonly Outcome[]): readonly (readonly [string, string])[] {
  const seen = new Map<string, readonly [string, string]>();
  for (const { prompt, bare } of outcomes) {
    if (!bare) continue;
    const wrapper = [prompt.slice(0, bare[0]), prompt.slice(bare[1])] as const;
    seen.set(wrapper.join("\n"), wrapper);
  }
  return [...seen.values()];
}

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Weights by which every group counts the same, to the power of `evenness`: 0 leaves rows equal, 1 makes groups equal. Their mean is 1. */
export function groupWeights<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  evenness: number,
): Float64Array {
  const sizes = new Map<string, number>();
  for (const item of items) sizes.set(groupOf(item), (sizes.get(groupOf(item)) ?? 0) + 1);
  const raw = items.map((item) => (sizes.get(groupOf(item)) ?? 1) ** -evenness);
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length;
  return Float64Array.from(raw, (weight) => weight / mean);
}
