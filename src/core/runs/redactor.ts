/** Removes secrets from a server's output, before any of it is shown, kept, or exported. */
export interface Redactor {
  /** For a text that arrived in one piece. */
  hide(text: string): string;
  /** For a text that arrives in pieces: their borders can split a secret. */
  stream(): RedactedStream;
}

export interface RedactedStream {
  /** Returns the text that can be passed on so far; an end that may begin a secret is held back. */
  push(text: string): string;
  /** Returns the text still held back when no more follows. */
  end(): string;
}

/** For runs without a key. */
export const NO_SECRETS: Redactor = {
  hide: (text) => text,
  stream: () => ({ push: (text) => text, end: () => "" }),
};
