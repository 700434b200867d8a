import type { PicoUsd } from "../../money";
import type { CostDifference } from "../spending/costDifference";
import type { RunResult } from "../runResult";
import type { RunMessage } from "../runWords";

/** An answer that is over, with what it cost and what is to be said of it. */
export interface FinishedAnswer {
  readonly result: RunResult;
  /** Billed, or counted in what arrived where the server gave no usage. */
  readonly outputTokens: number;
  /** Undefined if the model has no price. */
  readonly cost?: PicoUsd;
  /** `billed`: by the server's usage. `at-most`: by our count of what arrived. */
  readonly costBasis: "billed" | "at-most";
  /** Why it cost something else than estimated; undefined without usage or price. */
  readonly difference?: CostDifference;
  readonly messages: readonly RunMessage[];
}
