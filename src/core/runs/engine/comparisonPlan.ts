import type { Side } from "../../panel/contract/richText";
import type { Currency } from "../../cost/currency";
import type { PicoUsd } from "../../cost/money";
import type { OutputEstimate } from "../../estimate/estimate";
import type { TierPrice } from "../../models/model";
import type { Clock, ModelRunner, RunRequest } from "../../ports";
import type { TokenCounter } from "../../tokens/tokenCounter";
import type { AnswerPlace } from "./answerKey";
import type { EstimateRecord } from "../records/estimateRecord";
import type { FinishedAnswer } from "./finishedAnswer";
import type { Ledger } from "../spending/ledger";
import type { RunEvent } from "./runEvent";
import type { RunHistory } from "../records/runHistory";
import type { RunContext } from "../runWords";

/** What is to be run on one model, and what is known of it before. */
export interface ComparisonSide {
  readonly request: RunRequest;
  /** Undefined where the model has no price, or runs where nothing is billed by tokens. */
  readonly price?: TierPrice;
  /** What one run costs at most; undefined where it is not known. */
  readonly atMost?: PicoUsd;
  readonly estimatedInputTokens: number;
  readonly inputBasis: "exact" | "estimate";
  readonly output: OutputEstimate;
  readonly shutdown?: RunContext["shutdown"];
}

export interface ComparisonPlan {
  /** Different for every comparison. */
  readonly id: string;
  /** The prompt's file as the workspace names it. */
  readonly file: string;
  /** Which request of a file that holds several: the history keeps them apart. */
  readonly request?: string;
  readonly host: string;
  readonly runsEach: number;
  /** One or both. */
  readonly sides: Partial<Readonly<Record<Side, ComparisonSide>>>;
  /** Ids of models that can be compared where one of these is gone. */
  readonly alternatives: readonly string[];
  readonly currency?: Currency;
}

export interface ComparisonServices {
  readonly runner: ModelRunner;
  readonly clock: Clock;
  readonly counter: TokenCounter;
  /** Undefined where nothing is billed in USD. */
  readonly ledger?: Ledger;
  readonly estimates?: EstimateRecord;
  /** Undefined where the user keeps none. */
  readonly history?: RunHistory;
  /** Every event of every answer, at once and in order. */
  readonly onEvent: (place: AnswerPlace, event: RunEvent) => void;
  readonly onAnswer: (place: AnswerPlace, answer: FinishedAnswer) => void;
  /** Something beside the run failed (ledger, history); the run goes on. */
  readonly onProblem: (error: unknown) => void;
}

/** One answer while it comes, or when it is over; `Comparison.answerOf` has what it says. */
export interface AnswerProgress extends AnswerPlace {
  /** `waiting`: for a rate limit. */
  readonly phase: "running" | "waiting" | "done";
  /** Milliseconds of the shell's clock. */
  readonly startedAtMs: number;
  readonly firstTokenMs?: number;
  /** Billed or counted when it is over; until then what has arrived, at most. */
  readonly outputTokens: number;
  readonly cost?: PicoUsd;
  readonly finished?: FinishedAnswer;
}

/** What the history calls the prompt: its file, or `tickets.batch.jsonl#ticket-0412`. */
export function promptName({ file, request }: Pick<ComparisonPlan, "file" | "request">): string {
  return request === undefined ? file : `${file}#${request}`;
}
