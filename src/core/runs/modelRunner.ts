import type { ReasoningEffort } from "../models/model";
import type { Endpoint, Prompt } from "../prompt/prompt";
import type { RunEvent } from "./runEvent";
import type { RunResult } from "./runResult";

/** One prompt to be run on one model. */
export interface RunRequest {
  /** Filled: what is in its texts is sent. */
  readonly prompt: Prompt;
  /** A catalog id or a snapshot. */
  readonly model: string;
  /** For runners that have both; by default the prompt's own. */
  readonly endpoint: Endpoint;
  /**
   * What is sent in place of the file's own effort; `omit` to a model that refuses one. Absent: the
   * file's own.
   */
  readonly effort?: SentEffort;
  /** Whether the model refuses `max_tokens`, whatever server it is on. */
  readonly refusesMaxTokens?: true;
}

export type SentEffort = ReasoningEffort | "omit";

/** What a run looks at to be stopped. Every `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface RunOptions {
  /** Aborted: the run stops and resolves with what had arrived. */
  readonly signal: StopSignal;
  /** Called synchronously, in order, never after the run has resolved. */
  readonly onEvent: (event: RunEvent) => void;
}

/** Sends prompts to a model: over the `openai` SDK (`live/`) or VS Code's own models (`editor/`). */
export interface ModelRunner {
  /** Whether its server normally says what it bills, so that a missing usage is worth a word. */
  readonly reportsUsage: boolean;
  /** Never rejects: whatever goes wrong is the result's `fault`, beside what had arrived. */
  run(request: RunRequest, options: RunOptions): Promise<RunResult>;
}
