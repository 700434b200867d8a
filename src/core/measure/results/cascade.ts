import type { PicoUsd } from "../../money";
import { otherSide, type Side } from "../../pair";
import { divideToEven } from "../../ratio";
import { answersOf, type PairedRow, passedOn } from "./pairedRow";

/** When the second model is asked. */
export type CascadeRule =
  /** When an assertion fails. */
  | { readonly kind: "checks" }
  /** When the answer is not JSON. */
  | { readonly kind: "json" }
  /** When the mean log-probability of the answer's tokens is under the threshold, or unknown. */
  | { readonly kind: "log-probability"; readonly threshold: number };

/** Cost and pass rate that a cascade would have had on the recorded rows. */
export interface CascadeOutcome {
  /** Rows that both answered. */
  readonly rows: number;
  /** Rows for which the second model is asked, too. */
  readonly askedTwice: number;
  /** Undefined if nothing checks the answers. */
  readonly passed?: number;
  /** Undefined if a price is missing. */
  readonly costPerThousand?: PicoUsd;
}

/** A point of the slider. */
interface CascadePoint extends CascadeOutcome {
  readonly threshold: number;
}

/** More points than a slider can tell apart. */
const MAX_POINTS = 200;

/** The first model answers every row, the second one again where the rule says so. */
export function cascadeOf(
  rows: readonly PairedRow[],
  first: Side,
  rule: CascadeRule,
): CascadeOutcome {
  const answered = answeredRows(rows, first);
  const totals = new CascadeTotals(answered);
  for (const row of answered) if (isAskedAgain(row, rule)) totals.askAgain(row);
  return totals.outcome();
}

/**
 * The outcomes for each threshold of the log-probability that makes a difference, from the fewest rows
 * asked twice to all; some 200, evenly spread, if there are more. Empty if the server sent no
 * probabilities.
 */
export function cascadePoints(rows: readonly PairedRow[], first: Side): readonly CascadePoint[] {
  const answered = answeredRows(rows, first).toSorted((a, b) => rankOf(a) - rankOf(b));
  if (answered.every((row) => row.logProbability === undefined)) return [];
  const totals = new CascadeTotals(answered);
  const points: CascadePoint[] = [];
  let last: number | undefined;
  for (const row of answered) {
    const { logProbability: threshold } = row;
    if (threshold !== undefined && threshold !== last) {
      points.push({ threshold, ...totals.outcome() });
      last = threshold;
    }
    totals.askAgain(row);
  }
  // No logarithm of a probability is over 0.
  if (last !== 0) points.push({ threshold: 0, ...totals.outcome() });
  const stride = Math.ceil(points.length / MAX_POINTS);
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
}

interface AnsweredRow {
  readonly first: RecordedAnswer;
  readonly second: RecordedAnswer;
  readonly text: string;
  readonly logProbability: number | undefined;
}

interface RecordedAnswer {
  readonly passed: boolean | undefined;
  readonly cost: PicoUsd | undefined;
}

function answeredRows(rows: readonly PairedRow[], first: Side): readonly AnsweredRow[] {
  const second = otherSide(first);
  return rows.flatMap((row) => {
    const answers = answersOf(row);
    if (answers === undefined) return [];
    const { text, meanLogProbability: logProbability } = answers[first];
    return [
      {
        first: { passed: passedOn(row, first), cost: answers[first].cost },
        second: { passed: passedOn(row, second), cost: answers[second].cost },
        text,
        logProbability,
      },
    ];
  });
}

/** An answer of unknown probability is asked again at every threshold. */
function rankOf({ logProbability = -Infinity }: AnsweredRow): number {
  return logProbability;
}

function isAskedAgain(row: AnsweredRow, rule: CascadeRule): boolean {
  switch (rule.kind) {
    case "checks":
      return row.first.passed === false;
    case "json":
      return !isJson(row.text);
    case "log-probability":
      return row.logProbability === undefined || row.logProbability < rule.threshold;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Begins with every row on the first model alone. */
class CascadeTotals {
  private askedTwice = 0;
  private passed = 0;
  private unchecked = 0;
  private cost = 0n;
  private unpriced = 0;

  constructor(private readonly rows: readonly AnsweredRow[]) {
    for (const { first } of rows) {
      this.addCost(first);
      this.addAnswer(first, 1);
    }
  }

  /** The second answer takes the place of the first one, which is paid all the same. */
  askAgain({ first, second }: AnsweredRow): void {
    this.askedTwice += 1;
    this.addCost(second);
    this.addAnswer(first, -1);
    this.addAnswer(second, 1);
  }

  outcome(): CascadeOutcome {
    const { askedTwice, passed, unchecked, cost, unpriced } = this;
    const rows = this.rows.length;
    return {
      rows,
      askedTwice,
      ...(rows > 0 && unchecked === 0 && { passed }),
      ...(rows > 0 &&
        unpriced === 0 && { costPerThousand: divideToEven(cost * 1_000n, BigInt(rows)) }),
    };
  }

  private addCost({ cost }: RecordedAnswer): void {
    if (cost === undefined) this.unpriced += 1;
    else this.cost += cost;
  }

  private addAnswer({ passed }: RecordedAnswer, count: 1 | -1): void {
    if (passed === undefined) this.unchecked += count;
    else if (passed) this.passed += count;
  }
}
