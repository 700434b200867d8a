import type { ReasoningEffort } from "../models/model";
import type { Endpoint, Prompt } from "../prompt/prompt";
import type { RunEvent, UsageLimits } from "./runEvent";
import type { RunResult } from "./runResult";

/** A request to run a prompt on one model. */
export interface RunRequest {
  /** Filled: its texts are sent. */
  readonly prompt: Prompt;
  /** A catalog id or a snapshot. */
  readonly model: string;
  /** For runners that have both; by default the prompt's own. */
  readonly endpoint: Endpoint;
  /**
   * The effort to send instead of the file's own; `omit` for a model that refuses one. Absent: the
   * file's own.
   */
  readonly effort?: SentEffort;
  /** Whether the model refuses `max_tokens`, whatever server it is on. */
  readonly refusesMaxTokens?: true;
  /** Asks for the log-probability of each token, where the chat API has it. */
  readonly logProbabilities?: true;
  /** Absent for a model of unknown limits. */
  readonly usageLimits?: UsageLimits;
}

export type SentEffort = ReasoningEffort | "omit";

/** Tells a run to stop. Every `AbortSignal` fits. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface RunOptions {
  /** When aborted, the run stops and resolves with what it has received. */
  readonly signal: StopSignal;
  /** Called synchronously, in order, never after the run has resolved. */
  readonly onEvent: (event: RunEvent) => void;
}

/** Sends prompts to a model: over the `openai` SDK (`openai/`) or VS Code's own models (`editor/`). */
export interface ModelRunner {
  /** Whether its server normally reports its usage, so that a missing one is worth a message. */
  readonly reportsUsage: boolean;
  /** Never rejects: any error is the result's `fault`, next to the received answer. */
  run(request: RunRequest, options: RunOptions): Promise<RunResult>;
}
