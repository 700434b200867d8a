import type { PicoUsd } from "../money";
import type { Side } from "../pair";
import type { RunError } from "../runs/runError";
import type { RowVerdict } from "./assertion";
import type { RowAnswer } from "./rowAnswer";

/** One side of one row, finished: an answer, or the error that all tries ended in. */
export interface RowResult {
  readonly rowId: string;
  readonly side: Side;
  readonly answer?: RowAnswer;
  readonly fault?: RunError;
  /** Undefined without assertions. */
  readonly verdict?: RowVerdict;
  /** How often the request was sent. */
  readonly tries: number;
  /** The cost of all tries together; undefined if the model has no price. */
  readonly spent?: PicoUsd;
  /** If the judge was asked about the answer. */
  readonly judged?: JudgeRequests;
  /** ISO date and time, UTC. */
  readonly finishedAt: string;
}

/** The requests to the judge, and their cost. */
export interface JudgeRequests {
  readonly requests: number;
  /** Undefined if the judge has no price. */
  readonly spent?: PicoUsd;
}
