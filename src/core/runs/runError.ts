/**
 * Why a run failed. `serverMessage` is the server's own message, without secrets and truncated for
 * display; it is plain text, never markup.
 */
export type RunError = FaultCause & {
  readonly serverMessage?: string;
  /** The server's id of the request, to mention to its support. */
  readonly requestId?: string;
};

export type FaultCause =
  /** 401, and whether a key was sent at all. */
  | { readonly code: "key-refused"; readonly keySent: boolean }
  | { readonly code: "not-allowed" }
  /** `status`: of the HTTP response; undefined for an error inside the stream. */
  | { readonly code: "model-not-found"; readonly status?: number }
  /** 404 of something else than the model: the base URL leads nowhere. */
  | { readonly code: "address-not-found" }
  /** 429. `exhausted`: the project's quota is used up, so that waiting does not help. */
  | {
      readonly code: "rate-limited";
      readonly retryAfterSeconds?: number;
      readonly retries: number;
      readonly exhausted: boolean;
    }
  /** Any other 4xx: the server does not take the request as is. */
  | { readonly code: "bad-request"; readonly status: number }
  /** The request itself was stopped by the provider's content filter (Azure). */
  | { readonly code: "prompt-filtered" }
  /** 5xx, or an error inside the stream (no status). `page`: HTML instead of an answer. */
  | { readonly code: "server-error"; readonly status?: number; readonly page: boolean }
  /** A page or something else that is no answer of the API, with status 200. */
  | { readonly code: "not-an-answer" }
  /** The server sends on to another address, which the key was not given for. */
  | { readonly code: "redirected"; readonly status: number; readonly to?: string }
  /** A status that neither an answer nor a redirect has, such as 304. */
  | { readonly code: "unexpected-status"; readonly status: number }
  /** The connection ended before the answer did. */
  | { readonly code: "cut" }
  | { readonly code: "empty" }
  /** Nothing of what came could be read. */
  | { readonly code: "unreadable" }
  | { readonly code: "no-answer"; readonly seconds: number }
  | { readonly code: "stalled"; readonly seconds: number }
  /** Longer than is kept in memory. */
  | { readonly code: "too-long"; readonly characters: number }
  | { readonly code: "offline"; readonly reason?: string }
  /** The proxy wants a login (407) or opens no way. `proxy`: host and port, where known. */
  | { readonly code: "proxy-refused"; readonly status: number; readonly proxy?: string }
  | { readonly code: "proxy-unreachable"; readonly proxy?: string }
  /** The server's certificate is not trusted; `reason` is the code of the TLS library. */
  | { readonly code: "certificate"; readonly reason: string }
  /** An image beside the prompt that can't be read. */
  | { readonly code: "image-unreadable"; readonly source: string }
  /** A file that the prompt takes something from: missing, outside the workspace, or no text. */
  | { readonly code: "file-unreadable"; readonly path: string }
  /** A part of the prompt that can't be sent: `type` is its kind, such as `file`. */
  | { readonly code: "unsendable-part"; readonly type: string }
  /** The ledger can't be written, and a budget needs it: nothing was sent. */
  | { readonly code: "not-recorded" }
  | { readonly code: "unforeseen" };
