/**
 * Small whole numbers, most of them 0, as printable characters that JSON takes as they are: one for
 * each number, and one for a run of zeros.
 */

export const MAX_STEP = 7;
/** Step n is worth n to this power: small weights are told apart finely, large ones coarsely. */
export const STEP_EXPONENT = 1.5;

const VALUES = 2 * MAX_STEP + 1;
/** After the space, `!` and `"`. */
const FIRST_UNIT = 35;
const BACKSLASH = 92;
const LAST_UNIT = 126;
const MAX_RUN = LAST_UNIT - FIRST_UNIT - VALUES;

export function encodeSteps(steps: Int8Array): string {
  const units: number[] = [];
  let zeros = 0;
  const endRun = (): void => {
    for (; zeros > 0; zeros -= Math.min(zeros, MAX_RUN)) {
      units.push(VALUES - 1 + Math.min(zeros, MAX_RUN));
    }
  };
  for (const step of steps) {
    if (step === 0) zeros++;
    else {
      endRun();
      units.push(step + MAX_STEP);
    }
  }
  endRun();
  return units.map((value) => String.fromCharCode(unitOf(value))).join("");
}

export function decodeSteps(code: string, length: number): Int8Array {
  const steps = new Int8Array(length);
  forEachStep(code, (step, position) => {
    steps[position] = step;
  });
  return steps;
}

/** Calls `take` for each step that is not 0, in order: the work grows with the code, not with the zeros. */
export function forEachStep(code: string, take: (step: number, position: number) => void): void {
  let position = 0;
  for (let i = 0; i < code.length; i++) {
    const value = valueOf(code.charCodeAt(i));
    if (value < VALUES) take(value - MAX_STEP, position++);
    else position += value - VALUES + 1;
  }
}

function unitOf(value: number): number {
  const unit = value + FIRST_UNIT;
  return unit >= BACKSLASH ? unit + 1 : unit;
}

function valueOf(unit: number): number {
  return (unit > BACKSLASH ? unit - 1 : unit) - FIRST_UNIT;
}

/** Levels of salience, from the least to 1. */
const SALIENCE_LEVELS = 16;

export function encodeSalience(salience: Float32Array): string {
  return Array.from(salience, (value) =>
    String.fromCharCode(unitOf(Math.round(Math.min(1, value) * SALIENCE_LEVELS))),
  ).join("");
}

export function decodeSalience(code: string): Float32Array {
  return Float32Array.from(
    { length: code.length },
    (_, at) => valueOf(code.charCodeAt(at)) / SALIENCE_LEVELS,
  );
}
