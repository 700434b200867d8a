import type { Answer } from "./answerContent";
import type { FinishReason, RunUsage } from "./runEvent";
import type { RunError } from "./runError";

/**
 * What came of one run. A run that failed or was stopped keeps what had arrived: text, calls, usage
 * and timing are next to the fault.
 */
export interface RunResult extends Answer {
  readonly status: "finished" | "failed" | "stopped";
  readonly finishReason?: FinishReason;
  /** Undefined if the server gave none that can be true. */
  readonly usage?: RunUsage;
  /** The server gave a usage that can't be true, such as more cached tokens than input tokens. */
  readonly isUsageNotCredible?: true;
  /** Stopped while no request was out: before the first was sent, or between two tries. */
  readonly isUnsent?: true;
  readonly timing: RunTiming;
  /** Events of the stream that were no JSON and were left out. */
  readonly unreadableEvents: number;
  /** Present where `status` is `failed`. */
  readonly fault?: RunError;
  /** The snapshot that the server says has answered. */
  readonly servedModel?: string;
}

/** In milliseconds since the request was sent; after a wait for a rate limit, since the last sending. */
export interface RunTiming {
  readonly firstByteMs?: number;
  readonly firstTokenMs?: number;
  readonly totalMs: number;
}

/**
 * Output tokens per second of the time in which tokens came: from the first one to the end. Undefined
 * where that time is not known or too short for a rate.
 */
export function outputTokensPerSecond(outputTokens: number, timing: RunTiming): number | undefined {
  if (timing.firstTokenMs === undefined || outputTokens < 2) return undefined;
  const streamingMs = timing.totalMs - timing.firstTokenMs;
  return streamingMs > 0 ? ((outputTokens - 1) * 1000) / streamingMs : undefined;
}
