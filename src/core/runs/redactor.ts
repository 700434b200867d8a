/** Removes secrets from what a server sends, before anything of it is shown, kept, or exported. */
export interface Redactor {
  /** A text that came in one piece. */
  hide(text: string): string;
  /** For a text that comes in pieces: a secret can be cut by their borders. */
  stream(): RedactedStream;
}

export interface RedactedStream {
  /** The text that can be passed on so far; an end that may begin a secret waits. */
  push(text: string): string;
  /** What still waits when no more comes. */
  end(): string;
}

/** For runs without a key. */
export const NO_SECRETS: Redactor = {
  hide: (text) => text,
  stream: () => ({ push: (text) => text, end: () => "" }),
};
