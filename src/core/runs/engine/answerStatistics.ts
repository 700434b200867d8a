import type { PicoUsd } from "../../money";
import { divideToEven } from "../../ratio";
import type { Pace } from "../../estimate/pace";
import { compareWords } from "./similarity";

/** One of several finished answers to the same prompt. */
export interface MeasuredAnswer {
  readonly latencyMs: number;
  readonly firstTokenMs?: number;
  readonly outputTokens: number;
  readonly cost?: PicoUsd;
}

/** The median of some figures and their range. */
export interface Spread<Figure> {
  readonly median: Figure;
  readonly min: Figure;
  readonly max: Figure;
}

/** Statistics of several answers of one model. */
export interface AnswerStatistics {
  readonly answers: number;
  readonly latencyMs: Spread<number>;
  /** Undefined if no answer has one. */
  readonly firstTokenMs?: Spread<number>;
  readonly outputTokens: Spread<number>;
  /** Undefined if an answer has no price. */
  readonly cost?: Spread<PicoUsd>;
}

/** With more differences, a pair is compared as bags of words, because there are many pairs. */
const MAX_EDITS_OF_A_PAIR = 500;

/** Undefined if there is no answer. */
export function measureAnswers(answers: readonly MeasuredAnswer[]): AnswerStatistics | undefined {
  const latencyMs = spreadOf(answers.map((answer) => answer.latencyMs));
  const outputTokens = spreadOf(answers.map((answer) => answer.outputTokens));
  if (latencyMs === undefined || outputTokens === undefined) return undefined;
  const firstTokens = answers.flatMap(({ firstTokenMs }) => firstTokenMs ?? []);
  const firstTokenMs = spreadOf(firstTokens);
  const costs = answers.flatMap(({ cost }) => (cost === undefined ? [] : [cost]));
  const cost = costs.length === answers.length ? spreadOfMoney(costs) : undefined;
  return {
    answers: answers.length,
    latencyMs,
    ...(firstTokenMs && { firstTokenMs }),
    outputTokens,
    ...(cost && { cost }),
  };
}

/**
 * The similarity of one model's answers, pair by pair (`compareWords`), 0 … 1. Undefined for a single
 * answer. Many answers make many pairs, so it yields between them.
 */
export async function measureSimilarity(
  texts: readonly string[],
  pace: Pace,
): Promise<Spread<number> | undefined> {
  const shares: number[] = [];
  for (const [index, left] of texts.entries()) {
    for (const right of texts.slice(index + 1)) {
      await pace.yieldIfDue();
      shares.push(compareWords(left, right, MAX_EDITS_OF_A_PAIR).alike);
    }
  }
  return spreadOf(shares);
}

function spreadOf(figures: readonly number[]): Spread<number> | undefined {
  return spread(
    figures,
    (left, right) => left - right,
    (low, high) => (low + high) / 2,
  );
}

function spreadOfMoney(amounts: readonly PicoUsd[]): Spread<PicoUsd> | undefined {
  return spread(
    amounts,
    (left, right) => (left < right ? -1 : left > right ? 1 : 0),
    (low, high) => divideToEven(low + high, 2n),
  );
}

function spread<Figure>(
  figures: readonly Figure[],
  compare: (left: Figure, right: Figure) => number,
  middle: (low: Figure, high: Figure) => Figure,
): Spread<Figure> | undefined {
  const sorted = [...figures].sort(compare);
  const [min] = sorted;
  const max = sorted.at(-1);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (min === undefined || max === undefined || low === undefined || high === undefined) {
    return undefined;
  }
  return { median: middle(low, high), min, max };
}
