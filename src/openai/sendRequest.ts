/** The `fetch` that a run uses: the host's own, or a compatible one. */
export type SendRequest = (url: string, init: SentRequest) => Promise<Response>;

interface SentRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  /** A stream is that of a file to upload. */
  readonly body?: string | ReadableStream<Uint8Array>;
  readonly duplex?: "half";
  readonly signal: AbortSignal;
  /** A redirect is returned as an answer instead of being followed. */
  readonly redirect: "manual";
}
