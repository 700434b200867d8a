/**
 * Keeps long work from holding up the host: `breathe` is called between steps and waits for the event
 * loop's next turn where a slice of time is used up. The shell supplies clock and turn.
 */
export interface Pace {
  /** Resolves when work may go on. Rejects with a `Cancelled` where it is no longer wanted. */
  breathe(): Promise<void>;
}

/** Thrown to whoever waits for work that a newer text, or a closed document, has made useless. */
export class Cancelled extends Error {
  constructor() {
    super("Cancelled");
  }
}
