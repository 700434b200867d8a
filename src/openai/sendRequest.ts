/** A `fetch` for what a run sends: the host's own is one. */
export type SendRequest = (url: string, init: SentRequest) => Promise<Response>;

export interface SentRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** An answer that sends on to another address is an answer. */
  readonly redirect: "manual";
}
