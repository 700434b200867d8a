import { explainedVariance, quantile } from "./metrics";
import { lengthError, type LengthExample } from "./trainLength";

/** How well lengths are predicted. */
export interface LengthResult {
  readonly prompts: number;
  /** Of log(tokens). */
  readonly explainedVariance: number;
  /** Median of the larger over the smaller of predicted and actual tokens. */
  readonly medianFactor: number;
  /** Sum of expected over sum of actual tokens, sources counting the same. */
  readonly totalRatio: number;
  /** Share of answers within the range. */
  readonly within: number;
}

/** `predicted`: log(tokens) by models that were trained without the example. */
export function evaluateLengths(
  examples: readonly LengthExample[],
  predicted: readonly number[],
  shown: (example: LengthExample) => boolean = () => true,
): LengthResult {
  const { smear, low, high } = lengthError(examples, predicted);
  const rows = examples.flatMap((example, index) =>
    shown(example) ? [{ actual: Math.log(example.tokens), predicted: predicted[index] ?? 0 }] : [],
  );
  const residuals = rows.map((row) => row.actual - row.predicted);
  const total = (value: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + value(row), 0);
  return {
    prompts: rows.length,
    explainedVariance: explainedVariance(rows),
    medianFactor: Math.exp(
      quantile(
        residuals.map((residual) => Math.abs(residual)),
        0.5,
      ),
    ),
    totalRatio:
      (smear * total((row) => Math.exp(row.predicted))) / total((row) => Math.exp(row.actual)),
    within:
      residuals.filter((residual) => residual >= low && residual <= high).length / rows.length,
  };
}
