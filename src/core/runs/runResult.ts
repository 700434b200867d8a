import type { Answer } from "./answerContent";
import type { FinishReason, RunUsage } from "./runEvent";
import type { RunError } from "./runError";

/**
 * The outcome of a run. A run that failed or was stopped keeps what it received: text, calls, usage
 * and timing are next to the fault.
 */
export interface RunResult extends Answer {
  readonly status: "finished" | "failed" | "stopped";
  readonly finishReason?: FinishReason;
  /** Undefined if the server reported none that is possible. */
  readonly usage?: RunUsage;
  /** The server reported an impossible usage, such as more cached tokens than input tokens. */
  readonly isUsageNotCredible?: true;
  /** The mean of the answer's tokens; undefined if the server sent none. */
  readonly meanLogProbability?: number;
  /** Stopped while no request was in flight: before the first was sent, or between two attempts. */
  readonly isUnsent?: true;
  readonly timing: RunTiming;
  /** Events of the stream that were not valid JSON and were left out. */
  readonly unreadableEvents: number;
  /** Present where `status` is `failed`. */
  readonly fault?: RunError;
  /** The snapshot that answered, according to the server. */
  readonly servedModel?: string;
}

/**
 * In milliseconds since the request was sent; after waiting for a rate limit, since the last attempt.
 * Without an answer, `totalMs` is the time of all attempts and waits.
 */
export interface RunTiming {
  readonly firstByteMs?: number;
  readonly firstTokenMs?: number;
  readonly totalMs: number;
}

/**
 * Output tokens per second while tokens arrived: from the first one to the end. Undefined if that time
 * is unknown or too short for a rate.
 */
export function outputTokensPerSecond(outputTokens: number, timing: RunTiming): number | undefined {
  if (timing.firstTokenMs === undefined || outputTokens < 2) return undefined;
  const streamingMs = timing.totalMs - timing.firstTokenMs;
  return streamingMs > 0 ? ((outputTokens - 1) * 1000) / streamingMs : undefined;
}
