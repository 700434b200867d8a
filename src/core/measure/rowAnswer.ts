import type { PicoUsd } from "../money";
import type { Answer } from "../runs/answerContent";
import type { FinishReason, RunUsage } from "../runs/runEvent";

/** One model's answer to one row. */
export interface RowAnswer extends Answer {
  readonly finishReason?: FinishReason;
  /** Undefined if the server reported none that is possible. */
  readonly usage?: RunUsage;
  /** From the sending of the request to the end of the answer. Undefined for an answer of a batch. */
  readonly latencyMs?: number;
  /** Undefined if the model has no price, or if its provider does not bill tokens. */
  readonly cost?: PicoUsd;
  /** The mean log-probability of the answer's tokens; undefined if the server gave none. */
  readonly meanLogProbability?: number;
  /** The answer was longer than is kept: `text` is its beginning. */
  readonly isTruncated?: true;
}
