import { compareWords } from "../../runs/engine/similarity";
import { formatDecimals, formatTokens } from "../../format";
import { picoUsdOf } from "../../money";
import { exactUsd } from "../../runs/spending/exactUsd";
import { type Check, type CheckInput, fact, type Finding, textOf, unusable } from "./check";
import { editDistance } from "./editDistance";

/** Checks of an answer by a number: of its text, or of how it came. */
export const NUMBER_CHECKS: readonly (readonly [type: string, check: Check])[] = [
  ["number", checkNumber],
  ["word-count", count("word", ({ output }) => output.match(/\S+/gu)?.length ?? 0)],
  ["character-count", count("character", ({ output }) => [...output].length)],
  ["token-count", count("token", ({ output }, { counter }) => counter.count(output))],
  ["similarity", checkSimilarity],
  ["levenshtein", checkLevenshtein],
  ["latency", checkLatency],
  ["cost", checkCost],
  ["perplexity", checkPerplexity],
];

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A number, or `min` and `max`, of which one may be missing. */
function boundsOf(value: unknown): Bounds | undefined {
  const one = numberOf(value);
  if (one !== undefined) return { min: one, max: one };
  if (typeof value !== "object" || value === null) return undefined;
  const { min, max } = value as { readonly min?: unknown; readonly max?: unknown };
  const bounds = { min: numberOf(min) ?? -Infinity, max: numberOf(max) ?? Infinity };
  return bounds.min === -Infinity && bounds.max === Infinity ? undefined : bounds;
}

function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  const number = text === undefined || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function boundsWords({ min, max }: Bounds): string {
  if (min === max) return String(min);
  if (min === -Infinity) return `at most ${max}`;
  return max === Infinity ? `at least ${min}` : `${min} to ${max}`;
}

function isWithin(number: number, { min, max }: Bounds): boolean {
  return min <= number && number <= max;
}

/** With commas between thousands, as people and models write them. */
const NUMBER =
  /(?:(?<![\p{L}\p{N}])[-−])?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d{1,3})?/giu;

function checkNumber({ output, value }: CheckInput): Finding {
  const bounds = boundsOf(value);
  if (bounds === undefined) return unusable("A number is missing: a value, or min and max.");
  const last = output.match(NUMBER)?.at(-1);
  if (last === undefined) return fact(false, "The answer holds no number.");
  const number = Number(last.replaceAll(",", "").replace("−", "-"));
  return fact(
    isWithin(number, bounds),
    `The last number of the answer is ${number}; expected is ${boundsWords(bounds)}.`,
  );
}

function count(
  unit: string,
  measure: (input: CheckInput, tools: Parameters<Check>[1]) => number,
): Check {
  return (input, tools) => {
    const bounds = boundsOf(input.value);
    if (bounds === undefined) return unusable(`A number of ${unit}s is missing.`);
    const size = measure(input, tools);
    return fact(
      isWithin(size, bounds),
      `The answer has ${formatTokens(size)} ${unit}${size === 1 ? "" : "s"}; expected is ${boundsWords(bounds)}.`,
    );
  };
}

const DEFAULT_SIMILARITY = 0.8;

function checkSimilarity({ output, value, threshold = DEFAULT_SIMILARITY }: CheckInput): Finding {
  const text = textOf(value);
  if (text === undefined) return unusable("A text to compare with is missing.");
  const { alike } = compareWords(text, output);
  return fact(
    alike >= threshold,
    `The answer has ${formatDecimals(alike, 2)} of its words in common with the expected text; the threshold is ${threshold}.`,
    alike,
  );
}

const DEFAULT_DISTANCE = 5;

function checkLevenshtein({ output, value, threshold = DEFAULT_DISTANCE }: CheckInput): Finding {
  const text = textOf(value);
  if (text === undefined) return unusable("A text to compare with is missing.");
  const distance = editDistance(output, text);
  if (distance === undefined) return unusable("The texts are too long for an edit distance.");
  return fact(
    distance <= threshold,
    `The answer is ${formatTokens(distance)} edits from the expected text; at most ${threshold} are allowed.`,
  );
}

function checkLatency({ answer, value, threshold = numberOf(value) }: CheckInput): Finding {
  if (threshold === undefined) return unusable("A threshold in milliseconds is missing.");
  if (answer.latencyMs === undefined) {
    return { kind: "not-supported", reason: "The latency of an answer of a batch is not known." };
  }
  return fact(
    answer.latencyMs <= threshold,
    `The answer took ${formatTokens(answer.latencyMs)} ms; at most ${threshold} are allowed.`,
  );
}

function checkCost({ answer, value, threshold = numberOf(value) }: CheckInput): Finding {
  if (threshold === undefined) return unusable("A threshold in USD is missing.");
  if (answer.cost === undefined) return unusable("The cost of the answer is not known.");
  return fact(
    answer.cost <= picoUsdOf(threshold),
    `The answer cost $${exactUsd(answer.cost)}; at most $${threshold} is allowed.`,
  );
}

function checkPerplexity({ answer, value, threshold = numberOf(value) }: CheckInput): Finding {
  if (answer.meanLogProbability === undefined) {
    return unusable("The server sent no log-probabilities.");
  }
  const perplexity = Math.exp(-answer.meanLogProbability);
  return fact(
    threshold === undefined || perplexity <= threshold,
    `The perplexity is ${formatDecimals(perplexity, 2)}.`,
  );
}
