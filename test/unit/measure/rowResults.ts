import type { RowAnswer } from "../../../src/core/measure/rowAnswer";
import type { RowResult } from "../../../src/core/measure/rowResult";
import type { Side } from "../../../src/core/pair";
import { answerOf } from "./rowAnswers";

/** The fields of a result that a test chooses. */
interface TestedResult extends Partial<RowAnswer> {
  /** Undefined: nothing checks the answer. */
  readonly passed?: boolean;
}

const FINISHED_AT = "2026-11-20T10:00:00.000Z";

export function resultOf(
  rowId: string,
  side: Side,
  { passed, ...answer }: TestedResult = {},
): RowResult {
  return {
    rowId,
    side,
    answer: answerOf(`answer of ${side}`, answer),
    ...(passed !== undefined && {
      verdict: { passed, score: passed ? 1 : 0, outcomes: [] },
    }),
    tries: 1,
    finishedAt: FINISHED_AT,
  };
}

export function faultOf(rowId: string, side: Side): RowResult {
  return { rowId, side, fault: { code: "cut" }, tries: 1, finishedAt: FINISHED_AT };
}

/** Results of both sides: so many rows that both pass, only the left, only the right, and neither. */
export function resultsOf(
  counts: readonly [both: number, left: number, right: number, neither: number],
  costs: { readonly left: bigint; readonly right: bigint } = { left: 6_000n, right: 400n },
): readonly RowResult[] {
  const outcomes = [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const;
  return counts
    .flatMap((count, index) => Array<number>(count).fill(index))
    .flatMap((index, row) => {
      const [left, right] = outcomes[index] ?? [false, false];
      return [
        resultOf(`r${row}`, "left", { passed: left, cost: costs.left }),
        resultOf(`r${row}`, "right", { passed: right, cost: costs.right }),
      ];
    });
}
