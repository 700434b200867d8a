/** Work in slices of a few milliseconds: each step is one. */
export type Slices<Result> = Generator<void, Result, void>;

/** All slices in one go. */
export function finish<Result>(slices: Slices<Result>): Result {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
  }
}

/** All slices, after each of which `pause` lets other work have its turn. */
export async function finishWithPauses<Result>(
  slices: Slices<Result>,
  pause: () => Promise<void>,
): Promise<Result> {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
    await pause();
  }
}
