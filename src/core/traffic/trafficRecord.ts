import type { ServiceTier } from "../models/model";
import type { PicoUsd } from "../money";

/**
 * Token counts by the convention of OpenAI, whatever the log's own is (docs/traffic.md): `input` holds
 * the cached, cache-write, audio and image tokens; `output` holds the reasoning and audio tokens.
 */
export interface TokenUsage {
  readonly input: number;
  readonly cached: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
  readonly inputAudio: number;
  readonly outputAudio: number;
  readonly image: number;
}

export const USAGE_KEYS = [
  "input",
  "cached",
  "cacheWrite",
  "output",
  "reasoning",
  "inputAudio",
  "outputAudio",
  "image",
] as const satisfies readonly (keyof TokenUsage)[];

/** The part of a message that the recommendation reads. */
export interface LoggedMessage {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly text: string;
}

/** The prompt of a request, if its log keeps it. */
export interface LoggedPrompt {
  readonly messages: readonly LoggedMessage[];
  readonly tools: number;
  readonly images: number;
}

/** One entry of a log: a request, or the sums of several in an export of usage. */
export interface TrafficRecord {
  /** 1, or the requests of a bucket. */
  readonly requests: number;
  /** Milliseconds since 1970, UTC. */
  readonly timeMs?: number;
  /** As the log names it. */
  readonly model?: string;
  /** The purpose of the request: an endpoint, a tag, or a named prompt. */
  readonly route?: string;
  readonly tier?: ServiceTier;
  /** Undefined if the log has no counts for it. */
  readonly usage?: TokenUsage;
  readonly prompt?: LoggedPrompt;
  /** The same in every copy of the entry. */
  readonly id?: string;
  /** Answered by a gateway's cache: no model was asked, and nothing is billed. */
  readonly isUnbilled?: true;
  /** `custom_id` of a Batch file: joins a request with its answer. */
  readonly customId?: string;
}

/** An amount of a costs export: billed, whatever the catalog's prices are. */
export interface BilledAmount {
  readonly timeMs?: number;
  /** `gpt-4o-2024-08-06, input`. */
  readonly item: string;
  readonly amount: PicoUsd;
}
