import { allAtOnce, type Steps } from "../../estimate/pace";
import { type PicoUsd, sumIfKnown } from "../../money";
import type { Pair, Side } from "../../pair";
import { unsupportedReasons } from "../assertion";
import { exactPValue, winsForDifference } from "../statistics/exactTest";
import { meanDifference, type MeanDifference } from "../statistics/pairedScores";
import { percentile } from "../statistics/percentiles";
import { type ShareInterval, wilsonInterval } from "../statistics/wilson";
import { answersOf, type PairedRow, passedOn } from "./pairedRow";

/** One model's part of the results. */
interface SideSummary {
  readonly answers: number;
  /** Rows without an answer: all tries ended in an error. */
  readonly faults: number;
  /** Answers with a verdict. */
  readonly checked: number;
  readonly passed: number;
  readonly interval?: ShareInterval;
  /** Of all answers; undefined if one has no price. */
  readonly cost?: PicoUsd;
  readonly latencyMs?: { readonly p50: number; readonly p95: number };
  readonly outputTokens: number;
}

/** The rows that both models answered and of which both answers were checked. */
interface PairedSummary {
  readonly rows: number;
  readonly bothPass: number;
  readonly neitherPasses: number;
  /** Rows that only this side passes. */
  readonly onlyPasses: Pair<number>;
  /** Of the exact test. */
  readonly pValue: number;
  /** How many of the rows that differ one side must win; undefined if all would not do. */
  readonly winsForDifference?: number;
  readonly scoreDifference?: MeanDifference;
}

/** The results of a dataset on both models. */
export interface MeasurementSummary {
  readonly rows: number;
  readonly sides: Pair<SideSummary>;
  readonly paired: PairedSummary;
  /** Rows that both answered, and how many of their answers are the same text. */
  readonly answered: number;
  readonly sameText: number;
  /** Of the rows that both answered, per side; undefined if a price is missing. */
  readonly pairedCost?: Pair<PicoUsd>;
  /** Outcomes that were not checked, by why. */
  readonly notSupported: ReadonlyMap<string, number>;
}

export function summarize(rows: readonly PairedRow[]): MeasurementSummary {
  return allAtOnce(summarySteps(rows));
}

export function* summarySteps(rows: readonly PairedRow[]): Steps<MeasurementSummary> {
  const answered = rows.flatMap((row) => answersOf(row) ?? []);
  yield;
  const left = summarizeSide(rows, "left");
  yield;
  const right = summarizeSide(rows, "right");
  yield;
  const paired = summarizePairs(rows);
  yield;
  const notSupported = countUnsupported(rows);
  yield;
  const sameText = answered.filter((pair) => pair.left.text.trim() === pair.right.text.trim());
  const leftCost = sumIfKnown(answered.map((pair) => pair.left.cost));
  const rightCost = sumIfKnown(answered.map((pair) => pair.right.cost));
  return {
    rows: rows.length,
    sides: { left, right },
    paired,
    answered: answered.length,
    sameText: sameText.length,
    ...(leftCost !== undefined &&
      rightCost !== undefined && { pairedCost: { left: leftCost, right: rightCost } }),
    notSupported,
  };
}

/** By what both cost on the same rows; undefined without prices, and if they cost the same. */
export function cheaperSide({ pairedCost }: MeasurementSummary): Side | undefined {
  if (pairedCost === undefined || pairedCost.left === pairedCost.right) return undefined;
  return pairedCost.left < pairedCost.right ? "left" : "right";
}

function summarizeSide(rows: readonly PairedRow[], side: Side): SideSummary {
  const results = rows.flatMap((row) => row[side] ?? []);
  const answers = results.flatMap(({ answer }) => answer ?? []);
  const verdicts = rows.flatMap((row) => passedOn(row, side) ?? []);
  const passed = verdicts.filter((isPassed) => isPassed).length;
  const interval = wilsonInterval(passed, verdicts.length);
  const cost = sumIfKnown(answers.map((answer) => answer.cost));
  const latencies = answers.flatMap(({ latencyMs }) => latencyMs ?? []);
  const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)];
  return {
    answers: answers.length,
    faults: results.length - answers.length,
    checked: verdicts.length,
    passed,
    ...(interval && { interval }),
    ...(cost !== undefined && { cost }),
    ...(p50 !== undefined && p95 !== undefined && { latencyMs: { p50, p95 } }),
    outputTokens: answers.reduce((sum, { usage }) => sum + (usage?.outputTokens ?? 0), 0),
  };
}

function summarizePairs(rows: readonly PairedRow[]): PairedSummary {
  const counts = { both: 0, left: 0, right: 0, neither: 0 };
  const scores: (readonly [number, number])[] = [];
  for (const row of rows) {
    const [left, right] = [passedOn(row, "left"), passedOn(row, "right")];
    if (left === undefined || right === undefined) continue;
    counts[left ? (right ? "both" : "left") : right ? "right" : "neither"] += 1;
    scores.push([row.left?.verdict?.score ?? 0, row.right?.verdict?.score ?? 0]);
  }
  const wins = winsForDifference(counts.left + counts.right);
  const scoreDifference = meanDifference(scores);
  return {
    rows: scores.length,
    bothPass: counts.both,
    neitherPasses: counts.neither,
    onlyPasses: { left: counts.left, right: counts.right },
    pValue: exactPValue(counts.left, counts.right),
    ...(wins !== undefined && { winsForDifference: wins }),
    ...(scoreDifference && { scoreDifference }),
  };
}

function countUnsupported(rows: readonly PairedRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const result of rows.flatMap(({ left, right }) => [left, right])) {
    for (const reason of result?.verdict?.outcomes.flatMap(unsupportedReasons) ?? []) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return counts;
}
