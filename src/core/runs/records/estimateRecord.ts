import * as v from "valibot";
import { formatCount, formatShare, formatSignedTokens, formatTokens } from "../../format";
import type { TextFiles } from "../../ports";
import { MonthlyLog } from "../monthlyLog";

/** A run with known usage, and its estimate. */
export interface EstimateCheck {
  /** ISO date in the user's time zone. */
  readonly day: string;
  readonly model: string;
  readonly endpoint: "chat" | "responses";
  /** The basis of the input count. */
  readonly basis: "exact" | "estimate";
  readonly estimatedInputTokens: number;
  readonly billedInputTokens: number;
  readonly expectedOutputTokens: number;
  readonly minOutputTokens: number;
  readonly maxOutputTokens: number;
  readonly billedOutputTokens: number;
}

/** How accurate the estimates of some runs have been. */
export interface EstimateAccuracy {
  readonly exact: InputAccuracy;
  readonly estimate: InputAccuracy;
  readonly output: {
    readonly runs: number;
    /** Runs whose output was within the estimated range. */
    readonly withinRange: number;
    /** Median of billed minus expected, in tokens. Undefined without runs. */
    readonly medianDifference?: number;
  };
}

interface InputAccuracy {
  readonly runs: number;
  /** Runs whose input was billed exactly as counted. */
  readonly right: number;
  /** The largest absolute difference, in tokens; 0 if all are right. */
  readonly largestDifference: number;
}

const MONTHS_KEPT = 12;

const tokens = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const checkRow = v.object({
  day: v.pipe(v.string(), v.isoDate()),
  model: v.string(),
  endpoint: v.picklist(["chat", "responses"]),
  basis: v.picklist(["exact", "estimate"]),
  estimatedInputTokens: tokens,
  billedInputTokens: tokens,
  expectedOutputTokens: tokens,
  minOutputTokens: tokens,
  maxOutputTokens: tokens,
  billedOutputTokens: tokens,
});

/** The differences between estimates and usage of the last twelve months. */
export class EstimateRecord {
  private readonly log: MonthlyLog<EstimateCheck>;

  constructor(files: TextFiles) {
    this.log = new MonthlyLog(files, "estimates", (value) => {
      const read = v.safeParse(checkRow, value);
      return read.success ? read.output : undefined;
    });
  }

  async add(check: EstimateCheck): Promise<void> {
    await this.log.append(check.day, check);
    await this.log.keepNewest(MONTHS_KEPT);
  }

  async readAll(): Promise<readonly EstimateCheck[]> {
    return (await this.log.readAll()).rows;
  }
}

export function summarizeEstimates(checks: readonly EstimateCheck[]): EstimateAccuracy {
  const differences = checks
    .map((check) => check.billedOutputTokens - check.expectedOutputTokens)
    .sort((left, right) => left - right);
  const medianDifference = differences[Math.floor((differences.length - 1) / 2)];
  return {
    exact: inputAccuracy(checks.filter(({ basis }) => basis === "exact")),
    estimate: inputAccuracy(checks.filter(({ basis }) => basis === "estimate")),
    output: {
      runs: checks.length,
      withinRange: checks.filter(
        ({ billedOutputTokens, minOutputTokens, maxOutputTokens }) =>
          billedOutputTokens >= minOutputTokens && billedOutputTokens <= maxOutputTokens,
      ).length,
      ...(medianDifference !== undefined && { medianDifference }),
    },
  };
}

function inputAccuracy(checks: readonly EstimateCheck[]): InputAccuracy {
  const differences = checks.map((check) =>
    Math.abs(check.billedInputTokens - check.estimatedInputTokens),
  );
  return {
    runs: checks.length,
    right: differences.filter((difference) => difference === 0).length,
    largestDifference: differences.reduce((most, difference) => Math.max(most, difference), 0),
  };
}

/**
 * `Input: 41 of 42 exact counts billed to the token, 2 of 3 estimates; largest difference 12 tokens.
 * Output: 30 of 45 within the range, −20 tokens at the median.`
 */
export function describeEstimates({ exact, estimate, output }: EstimateAccuracy): string {
  if (output.runs === 0) return "No run with a usage yet.";
  const inputs = [
    ...(exact.runs > 0
      ? [`${rightOf(exact)} exact counts (${formatShare(exact.right, exact.runs)})`]
      : []),
    ...(estimate.runs > 0 ? [`${rightOf(estimate)} estimates`] : []),
  ];
  const largest = Math.max(exact.largestDifference, estimate.largestDifference);
  const difference = largest === 0 ? "" : `; largest difference ${formatCount(largest, "token")}`;
  const within = `${formatTokens(output.withinRange)} of ${formatTokens(output.runs)}`;
  const middle = formatSignedTokens(output.medianDifference ?? 0);
  return (
    `Input billed to the token as counted: ${inputs.join(", ")}${difference}. ` +
    `Output: ${within} within the range, ${middle} tokens at the median.`
  );
}

function rightOf({ right, runs }: InputAccuracy): string {
  return `${formatTokens(right)} of ${formatTokens(runs)}`;
}
