/**
 * The events of a run in progress, in the order in which they happen. Text arrives in the server's
 * pieces.
 */
export type RunEvent =
  /** The server asks to wait (429 with Retry-After); the request is retried after that, or at `retryNow()`. */
  | WaitingEvent
  /** The request was sent again after waiting. */
  | { readonly kind: "retrying" }
  /** The first byte of the answer's body. `atMs`: since the request was sent. */
  | { readonly kind: "first-byte"; readonly atMs: number }
  /** The first piece of text, of a refusal or of a tool call. `atMs`: since the request was sent. */
  | { readonly kind: "first-token"; readonly atMs: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refusal"; readonly text: string }
  | ({ readonly kind: "tool-call" } & ToolCallDelta)
  /** An event of the stream was no JSON and was left out. */
  | { readonly kind: "unreadable-event" }
  | { readonly kind: "usage"; readonly usage: RunUsage }
  | { readonly kind: "finish"; readonly reason: FinishReason };

export interface WaitingEvent {
  readonly kind: "waiting";
  readonly seconds: number;
  readonly retryNow: () => void;
}

/** A piece of a tool call: `index` identifies the call, from 0. Name and id come with the first piece. */
export interface ToolCallDelta {
  readonly index: number;
  readonly id?: string;
  readonly name?: string;
  /** A piece of the arguments' text. */
  readonly arguments: string;
}

/** Why the model stopped. `unknown`: the server gave no reason, or one that is not the API's. */
export type FinishReason = "stop" | "length" | "tool-calls" | "content-filter" | "unknown";

/** The most tokens that one request can be billed for. A larger usage is not credible. */
export interface UsageLimits {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** The server's billed usage, in tokens. */
export interface RunUsage {
  readonly inputTokens: number;
  /** Part of the input tokens. 0 if the server does not report a cache. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** Of the output tokens. Undefined if the server says nothing of reasoning. */
  readonly reasoningTokens?: number;
}
