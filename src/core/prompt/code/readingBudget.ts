import type { SourceRange } from "../../sourceRange";

/** Characters that may be read again through names, in a program of any length. */
const MIN_CHARACTERS = 1_000_000;
const TIMES_READ = 4;
/** Characters that take as long as a placeholder does. */
const PLACEHOLDER_COST = 50;

/**
 * Limits how much of a program is read through names of variables and functions. Without it, a list
 * made of two copies of another, which is made of two copies of a third, would double at each step.
 */
export class ReadingBudget {
  private left: number;

  constructor(programLength: number) {
    this.left = MIN_CHARACTERS + TIMES_READ * programLength;
  }

  /** Whether a text of this length may be built from others. */
  takeText(length: number, placeholders: number): boolean {
    this.left -= length + PLACEHOLDER_COST * placeholders;
    return this.left >= 0;
  }

  /** Whether these ranges may be read once more. */
  take(places: readonly SourceRange[]): boolean {
    this.left -= places.reduce((sum, { start, end }) => sum + 1 + end - start, 0);
    return this.left >= 0;
  }
}
