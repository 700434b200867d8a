import type { RowResult } from "../rowResult";

/** The input that was estimated and what the server billed for it. */
interface TokenComparison {
  /** Answers whose usage was reported. */
  readonly answers: number;
  readonly exact: number;
  readonly estimatedTokens: number;
  readonly billedTokens: number;
}

/** `estimateOf`: the estimated input tokens of a row; undefined if it has no estimate. */
export function compareTokens(
  results: Iterable<RowResult>,
  estimateOf: (result: RowResult) => number | undefined,
): TokenComparison {
  const sums = { answers: 0, exact: 0, estimatedTokens: 0, billedTokens: 0 };
  for (const result of results) {
    const billed = result.answer?.usage?.inputTokens;
    const estimated = estimateOf(result);
    if (billed === undefined || estimated === undefined) continue;
    sums.answers += 1;
    if (billed === estimated) sums.exact += 1;
    sums.estimatedTokens += estimated;
    sums.billedTokens += billed;
  }
  return sums;
}
