import type { PicoUsd } from "../money";
import type { OutputEstimate } from "../cost/outputEstimate";
import type { Prompt } from "../prompt/prompt";
import type { PairOutcomes } from "./pairOutcomes";

/** Score that may be lost on average before the more expensive model is worth it: a name, or 0 … 1. */
export type Tolerance = "cautious" | "balanced" | "thrifty" | number;

/** The user's preferences besides cost and quality. */
export type LatencyPreference = "none" | "first-token" | "throughput";

/** All that the decision needs to know of one model on one prompt, as plain numbers. */
export interface ModelOnPrompt {
  /** The catalog's id, such as `gpt-4o-mini`. */
  readonly modelId: string;
  /** `GPT-4o mini`. */
  readonly label: string;
  /** Billed input tokens, images included. */
  readonly inputTokens: number;
  /** Those of them that images take. */
  readonly imageTokens: number;
  readonly contextWindowTokens: number;
  readonly acceptsImages: boolean;
  /** Cost of a request with the expected output. Undefined if the price is not known. */
  readonly totalPicoUsd?: PicoUsd;
  readonly shutdown?: {
    /** ISO date. */
    readonly date: string;
    /** Days from today; 0 or less: already shut down. */
    readonly daysLeft: number;
    readonly confidence: "published" | "reported";
  };
  readonly speed?: {
    readonly outputTokensPerSecond: number;
    readonly timeToFirstTokenSeconds: number;
    readonly source: string;
  };
  /** A published index of quality, higher is better, for pairs without measured outcomes. */
  readonly intelligenceIndex?: {
    readonly value: number;
    /** Values of different versions can't be compared. */
    readonly version?: string;
    readonly source: string;
  };
}

export interface RecommendInput {
  readonly prompt: Prompt;
  readonly left: ModelOnPrompt;
  readonly right: ModelOnPrompt;
  readonly output: OutputEstimate;
  readonly tolerance: Tolerance;
  /** `none` where it is left out. */
  readonly latencyPreference?: LatencyPreference;
  /** The user's own outcomes on this pair, by the kind's id if that is clear; they shift what is known. */
  readonly ownOutcomes?: (kind: string | undefined) => PairOutcomes | undefined;
  /** The kind that a live classification gave (classification.ts), in place of the offline guess. */
  readonly classifiedKind?: string;
}

export const NAMED_TOLERANCES = { cautious: 0.02, balanced: 0.05, thrifty: 0.1 } as const;

/** The tolerated loss of score, 0 … 1. A number outside that is brought to the nearer end; NaN is balanced. */
export function toleratedLoss(tolerance: Tolerance): number {
  if (typeof tolerance === "string") return NAMED_TOLERANCES[tolerance];
  return Number.isNaN(tolerance) ? NAMED_TOLERANCES.balanced : Math.min(1, Math.max(0, tolerance));
}
