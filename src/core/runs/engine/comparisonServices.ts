import type { PicoUsd } from "../../money";
import type { Clock } from "../../ports";
import type { TokenCounter } from "../../tokens/tokenCounter";
import type { AnswerPlace } from "../answerKey";
import type { ModelRunner } from "../modelRunner";
import type { EstimateRecord } from "../records/estimateRecord";
import type { AnswerEnd } from "../records/answerEnd";
import type { RunHistory } from "../records/runHistory";
import type { RunEvent } from "../runEvent";
import type { Ledger } from "../spending/ledger";

export interface ComparisonServices {
  readonly runner: ModelRunner;
  readonly clock: Clock;
  readonly counter: TokenCounter;
  /** Undefined if nothing is billed in USD. */
  readonly ledger?: Ledger;
  /** Whether a run that the ledger can't record must not be sent: a budget would miss it. */
  readonly mustRecord?: boolean;
  readonly estimates?: EstimateRecord;
  /** Undefined if the user keeps none. */
  readonly history?: RunHistory;
  /** Every event of every answer, at once and in order. */
  readonly onEvent: (place: AnswerPlace, event: RunEvent) => void;
  readonly onAnswer: (place: AnswerPlace, end: AnswerEnd) => void;
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
  readonly end?: AnswerEnd;
}
