/**
 * Keeps long work from blocking the host: call `yieldIfDue` between steps; when a slice of time is used
 * up, it waits for the event loop's next turn. The caller supplies clock and turn.
 */
export interface Pace {
  /** Resolves when work may continue. Rejects with `Cancelled` if it is no longer wanted. */
  yieldIfDue(): Promise<void>;
}

/** Thrown to callers waiting for work that a newer text or a closed document has made useless. */
export class Cancelled extends Error {
  constructor() {
    super("Cancelled");
  }
}

/** For programs that have no other work to yield to. */
export const WITHOUT_PAUSE: Pace = { yieldIfDue: () => Promise.resolve() };

/** Work that may rest after each of its steps. */
export type Steps<Result> = Generator<undefined, Result>;

export function allAtOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Rejects with `Cancelled` if the pace does. */
export async function inSlices<Result>(steps: Steps<Result>, pace: Pace): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pace.yieldIfDue();
  }
}
