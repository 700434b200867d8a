import type { PicoUsd } from "../../money";
import type { Clock } from "../../ports";
import type { TokenCounter } from "../../tokens/tokenCounter";
import type { AnswerKey } from "../answerKey";
import type { ModelRunner } from "../modelRunner";
import type { ComparisonListener } from "./comparisonEvent";
import type { EstimateRecord } from "../records/estimateRecord";
import type { AnswerEnd } from "../records/answerEnd";
import type { RunHistory } from "../records/runHistory";
import type { WaitingEvent } from "../runEvent";
import type { Ledger } from "../spending/ledger";

export interface ComparisonServices {
  readonly runner: ModelRunner;
  readonly clock: Clock;
  readonly counter: TokenCounter;
  /** Undefined if nothing is billed in USD. */
  readonly ledger?: Ledger;
  /** Whether a run that the ledger can't record must not be sent, because a budget would miss it. */
  readonly mustRecord?: boolean;
  readonly estimates?: EstimateRecord;
  /** Undefined if the user keeps no history. */
  readonly history?: RunHistory;
  readonly listener: ComparisonListener;
}

/** The progress of one answer, or its end; `Comparison.answerOf` has its content. */
export interface AnswerProgress extends AnswerKey {
  /** `waiting`: for a rate limit. */
  readonly phase: "running" | "waiting" | "done";
  /** Present in phase `waiting`. */
  readonly waiting?: WaitingEvent;
  /** Milliseconds of the clock passed in. */
  readonly startedAtMs: number;
  readonly firstTokenMs?: number;
  /** Billed or counted at the end; until then an upper bound for the text received. */
  readonly outputTokens: number;
  readonly cost?: PicoUsd;
  readonly end?: AnswerEnd;
}
