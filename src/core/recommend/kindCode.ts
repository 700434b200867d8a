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
  let position = 0;
  for (let at = 0; at < code.length; at++) {
    const zeros = zerosAt(code, at);
    if (zeros === 0) steps[position] = stepAt(code, at);
    position += Math.max(1, zeros);
  }
  return steps;
}

/** The zeros that a character is worth; 0 if it is a step. */
export function zerosAt(code: string, at: number): number {
  return Math.max(0, valueOf(code.charCodeAt(at)) - VALUES + 1);
}

/** The step that a character is, if it is worth no zeros. */
export function stepAt(code: string, at: number): number {
  return valueOf(code.charCodeAt(at)) - MAX_STEP;
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
  const salience = new Float32Array(code.length);
  for (let at = 0; at < code.length; at++)
    salience[at] = valueOf(code.charCodeAt(at)) / SALIENCE_LEVELS;
  return salience;
}
